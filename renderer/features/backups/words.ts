import type { BackupRow, BackupState } from '#shared/model/backup.ts';
import type { Scope } from '#shared/model/primitives.ts';
import { BACKUPS } from '../../strings/backups.ts';

export type StateTone = 'good' | 'warn' | 'bad' | 'run' | 'wait' | 'unreadable';

const TONES: Record<BackupState, StateTone> = {
  success: 'good',
  partial: 'warn',
  failed: 'bad',
  'in-progress': 'run',
  unreadable: 'unreadable',
  other: 'wait',
};

export const stateTone = (state: BackupState): StateTone => TONES[state];

/** The state in words. A word of the server that this program does not know is shown as it is. */
export function stateWord(row: Pick<BackupRow, 'state' | 'rawState'>): string {
  if (row.state === 'other') return row.rawState === '' ? BACKUPS.states.other : row.rawState;
  return BACKUPS.states[row.state];
}

export const scopeWord = (scope: Scope): string => BACKUPS.scopes[scope];

/** What a backup holds, in words; null while it is not known. */
export function scopeWords(row: Pick<BackupRow, 'everything' | 'scopes'>): string | null {
  if (row.everything) return BACKUPS.scopes.everything;
  if (row.scopes === null) return null;
  if (row.scopes.length === 0) return BACKUPS.scopes.named;
  return row.scopes.map(scopeWord).join(', ');
}

/** The same for a narrow column: the first word, and how many more. */
export function shortScopeWords(row: Pick<BackupRow, 'everything' | 'scopes'>): string | null {
  const [first, ...more] = row.everything ? [] : (row.scopes ?? []);
  if (first === undefined || more.length === 0) return scopeWords(row);
  return BACKUPS.scopes.andMore(scopeWord(first), more.length);
}

/** "Assets, Audit and Log" */
export function inWords(words: readonly string[]): string {
  const last = words.at(-1);
  if (last === undefined || words.length === 1) return last ?? '';
  return BACKUPS.listOf(words.slice(0, -1).join(', '), last);
}
