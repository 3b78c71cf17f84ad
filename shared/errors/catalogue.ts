import type { AppError } from './app-error.ts';
import type { ErrorCode } from './codes.ts';
import type { ErrorText, ErrorTexts } from './texts.ts';
import { CONNECTION_TEXTS } from './texts-connection.ts';
import { HOST_TEXTS } from './texts-hosts.ts';
import { INPUT_TEXTS } from './texts-input.ts';
import { OPERATION_TEXTS } from './texts-operations.ts';
import { PROGRAM_TEXTS } from './texts-program.ts';
import { REPOSITORY_TEXTS } from './texts-repositories.ts';
import { RESTORE_TEXTS } from './texts-restore.ts';
import { SETUP_TEXTS } from './texts-setup.ts';

/** The one catalogue. A code without a text does not compile. */
const CATALOGUE = {
  ...CONNECTION_TEXTS,
  ...INPUT_TEXTS,
  ...REPOSITORY_TEXTS,
  ...RESTORE_TEXTS,
  ...OPERATION_TEXTS,
  ...SETUP_TEXTS,
  ...HOST_TEXTS,
  ...PROGRAM_TEXTS,
} satisfies ErrorTexts<ErrorCode>;

/** What a text may name: the object it speaks of (`what`), a second one (`where`) and a fact (`detail`). */
export interface ErrorFacts {
  what?: string | undefined;
  where?: string | undefined;
  detail?: string | undefined;
  /** Overrides the text's own sentence about what was and was not changed. */
  changed?: string | undefined;
  raw?: AppError['raw'];
}

/**
 * Builds the explained error of a code. Promises complete sentences whatever facts are given; never throws.
 * The facts must be free of secrets: they are shown and logged.
 */
export function appError(code: ErrorCode, facts: ErrorFacts = {}): AppError {
  const text: ErrorText = CATALOGUE[code];
  const fact = {
    what: facts.what ?? 'it',
    where: facts.where ?? 'the data store',
    detail: facts.detail ?? '',
  };
  // One pass with a function: a name may hold `$&` or `{what}`, and stays what it is.
  const fill = (sentence: string): string =>
    sentence
      .replace(/\{(what|where|detail)\}/g, (_, name: keyof typeof fact) => fact[name])
      .replaceAll(/ {2,}/g, ' ')
      .trim();
  return {
    code,
    title: fill(text.title),
    cause: fill(text.cause),
    changed: facts.changed ?? fill(text.changed ?? 'Nothing was changed.'),
    next: fill(text.next),
    raw: facts.raw ?? null,
  };
}
