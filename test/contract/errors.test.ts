import { describe, expect, it } from 'vitest';
import { AppError } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { ERROR_CODES, type ErrorCode } from '#shared/errors/codes.ts';

/** Codes whose detail stands in the middle of a sentence; everywhere else it is a sentence of its own. */
const PART_OF_SENTENCE: readonly ErrorCode[] = [
  'version-unsupported',
  'input-invalid',
  'repository-import-refused',
  'backup-name-invalid',
  'confirmation-missing',
  'node-not-back',
];
/** A setting is written as it is, also at the start. */
const SENTENCE = /^(?:[A-Z0-9"']|path\.repo ).*\.$/s;

function factsFor(code: ErrorCode): { what: string; where: string; detail: string } {
  const detail = PART_OF_SENTENCE.includes(code) ? 'gamma' : 'Gamma is full.';
  return { what: 'Alpha', where: 'Beta', detail };
}

describe.each(ERROR_CODES)('the error %s', (code) => {
  it('is complete sentences with nothing left to fill in', () => {
    const error = appError(code, factsFor(code));
    expect(AppError.parse(error).code).toBe(code);
    for (const part of ['title', 'cause', 'changed', 'next'] as const) {
      expect(error[part], part).not.toMatch(/[{}]|undefined|null| {2}|\.\.$|\w!/);
      expect(error[part], part).toMatch(SENTENCE);
    }
  });

  it('shows no braces and no gap where a fact is not known', () => {
    const error = appError(code);
    for (const part of ['title', 'cause', 'changed', 'next'] as const) {
      expect(error[part], part).not.toMatch(/[{}]|undefined|null| {2}/);
    }
    expect(error.title).not.toBe('');
    expect(error.next).not.toBe('');
  });
});

it('facts are put in as they are, also when they look like a place to fill in', () => {
  expect(appError('gateway-name-taken', { what: '$& $1' }).title).toBe(
    'There is already a gateway named $& $1.',
  );
});
