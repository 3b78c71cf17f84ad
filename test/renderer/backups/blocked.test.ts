import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import {
  blockedReason,
  nameVerdict,
  type StepFacts,
} from '../../../renderer/features/backups/wizard/blocked.ts';
import { EMPTY_DRAFT } from '../../../renderer/features/backups/wizard/draft.ts';

const taken = appError('backup-name-taken', { what: 'a', where: 'default' });
const facts = (changes: Partial<StepFacts> = {}): StepFacts => ({
  draft: EMPTY_DRAFT,
  figures: { indices: ['a'], docs: 1, bytes: 1, leftOut: [] },
  place: {
    name: 'default',
    type: 'fs',
    location: '/mnt',
    kind: 'there',
    isDefault: true,
    refused: null,
  },
  placesRead: true,
  unreadable: false,
  verdict: { kind: 'free' },
  readOnly: null,
  unsettled: false,
  starting: false,
  ...changes,
});

describe('what blocks a step', () => {
  it('is nothing with the defaults', () => {
    expect(blockedReason('review', facts())).toBeNull();
  });

  it('is a restore that did not end, on every step', () => {
    const text = 'A restore did not end: settle it first in the message at the top';
    for (const step of ['what', 'where', 'review'] as const)
      expect(blockedReason(step, facts({ unsettled: true }))).toBe(text);
  });

  it('is an empty selection on every step, even before the indices are read', () => {
    const nothing = facts({ draft: { ...EMPTY_DRAFT, kind: 'scopes' }, figures: null });
    expect(blockedReason('what', nothing)).toBe('Nothing is selected');
    expect(blockedReason('review', nothing)).toBe('Nothing is selected');
  });

  it('says whether what is missing is on its way or could not be read', () => {
    expect(blockedReason('what', facts({ figures: null }))).toBe('Waiting for the data store');
    expect(blockedReason('what', facts({ figures: null, unreadable: true }))).toBe(
      'The data store could not be read',
    );
    expect(blockedReason('where', facts({ placesRead: false, unreadable: true }))).toBe(
      'The data store could not be read',
    );
  });

  it('is a tenant without an index', () => {
    expect(blockedReason('what', facts({ figures: { indices: [], docs: 0, bytes: 0, leftOut: [] } }))).toBe(
      'The selection holds no index',
    );
  });

  it('is a refused place from the second step on, not before', () => {
    const refused = facts({ place: { ...facts().place!, refused: 'read-only' } });
    expect(blockedReason('what', refused)).toBeNull();
    expect(blockedReason('where', refused)).toBe('default cannot take this backup');
  });

  it('is a name that is taken, wrong or not yet checked', () => {
    expect(blockedReason('review', facts({ verdict: { kind: 'taken', error: taken } }))).toBe(
      'The name is taken',
    );
    expect(blockedReason('review', facts({ verdict: { kind: 'checking' } }))).toBe(
      'The name is being checked',
    );
    expect(blockedReason('where', facts({ verdict: { kind: 'checking' } }))).toBeNull();
  });

  it('is a read-only gateway before all else', () => {
    expect(blockedReason('what', facts({ readOnly: 'Production EU', figures: null }))).toBe(
      'Production EU is set to read-only',
    );
  });

  it('is not a check that could not be made: the data store has the last word', () => {
    const unchecked = { kind: 'unchecked' as const, error: appError('no-reply') };
    expect(blockedReason('review', facts({ verdict: unchecked }))).toBeNull();
  });
});

describe('the verdict on a name', () => {
  const free = { free: true, error: null };

  it('comes from the rule before any answer', () => {
    expect(nameVerdict('Nightly', { name: 'x', answer: free, error: null }, taken)).toEqual({
      kind: 'invalid',
      problem: 'it contains a capital letter',
    });
  });

  it('never takes an answer for another name', () => {
    expect(nameVerdict('ab', { name: 'a', answer: free, error: null }, taken)).toEqual({ kind: 'checking' });
    expect(nameVerdict('a', { name: 'a', answer: free, error: null }, taken)).toEqual({ kind: 'free' });
    expect(nameVerdict('a', { name: 'a', answer: { free: false, error: null }, error: null }, taken)).toEqual(
      { kind: 'taken', error: taken },
    );
  });
});
