import type { BackupRow, BackupState } from '#shared/model/backup.ts';
import type { Operation } from '#shared/model/operation.ts';
import { errorLines } from '../problem.ts';
import type { Verification } from '../results/results.ts';
import type { Answer } from './command.ts';

const WORDS: Readonly<Record<Exclude<BackupState, 'other'>, string>> = {
  success: 'success',
  partial: 'partial',
  failed: 'failed',
  'in-progress': 'in progress',
  unreadable: 'unreadable',
};

/** The state of a backup for people; a word of the server that is not known stays as it is. */
export const stateWord = ({ state, rawState }: BackupRow): string =>
  state === 'other' ? rawState : WORDS[state];

export const timeOf = (at: number | null): string => (at === null ? '-' : new Date(at).toISOString());

/**
 * The code of a backup: good only when the server and its verification say so. What was made elsewhere has nothing to
 * be verified against; there the word of the server counts.
 */
export function codeOf({ state }: Pick<BackupRow, 'state'>, verification: Verification): Answer['code'] {
  if (state === 'in-progress') return 4;
  if (state !== 'success' || verification === 'flawed') return 2;
  return verification === 'verified' || verification === 'elsewhere' ? 0 : 4;
}

/** What an operation that has ended says. */
export function answerOf(operation: Operation, good: readonly string[]): Answer<Operation> {
  const { status, error } = operation;
  const lines = [...good, ...(error === null ? [] : errorLines(error))];
  const code = status === 'succeeded' ? 0 : status === 'unknown' || status === 'running' ? 4 : 2;
  return { lines, json: operation, code };
}
