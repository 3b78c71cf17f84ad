import type { BackupRow, BackupState } from '#shared/model/backup.ts';
import type { Operation } from '#shared/model/operation.ts';
import { errorLines } from '../refusal.ts';
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

/** The code of a backup: good only when the server and its verification say so. */
export function codeOf({ state }: BackupRow, isFlawed: boolean): Answer['code'] {
  if (state === 'in-progress') return 4;
  return state === 'success' && !isFlawed ? 0 : 2;
}

/** What an operation that has ended says. */
export function answerOf(operation: Operation, good: readonly string[]): Answer {
  const { status, error } = operation;
  const lines = [...good, ...(error === null ? [] : errorLines(error))];
  const code = status === 'succeeded' ? 0 : status === 'unknown' ? 4 : 2;
  return { lines, json: operation, code };
}
