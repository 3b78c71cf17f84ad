import type { BackupRow, BackupState } from '#shared/model/backup.ts';
import type { BackupSelection, Scope } from '#shared/model/primitives.ts';
import { BACKUPS } from '../../strings/backups.ts';
import { COMMON } from '../../strings/common.ts';
import type { Tone } from '../../ui/index.ts';

const TONES: Record<BackupState, Tone> = {
  success: 'good',
  partial: 'warn',
  failed: 'bad',
  'in-progress': 'run',
  unreadable: 'lost',
  other: 'wait',
};

export const stateTone = (state: BackupState): Tone => TONES[state];

/** The state in words. A word of the server that this program does not know is shown as it is. */
export function stateWord(row: Pick<BackupRow, 'state' | 'rawState'>): string {
  if (row.state === 'other') return row.rawState === '' ? COMMON.backupStates.other : row.rawState;
  return COMMON.backupStates[row.state];
}

export const scopeWord = (scope: Scope): string => COMMON.scopes[scope];

/** What a backup holds, in words; null while it is not known. */
export function scopeWords(row: Pick<BackupRow, 'everything' | 'scopes'>): string | null {
  if (row.everything) return COMMON.everything;
  if (row.scopes === null) return null;
  if (row.scopes.length === 0) return BACKUPS.noScope;
  return row.scopes.map(scopeWord).join(', ');
}

/** The same for a narrow column: the first word, and how many more. */
export function shortScopeWords(row: Pick<BackupRow, 'everything' | 'scopes'>): string | null {
  const [first, ...more] = row.everything ? [] : (row.scopes ?? []);
  if (first === undefined || more.length === 0) return scopeWords(row);
  return BACKUPS.scopeAndMore(scopeWord(first), more.length);
}

/** What a selection saves, in words; null while nothing is selected. */
export function selectionWords(draft: {
  kind: BackupSelection['kind'];
  scopes: Scope[];
  indices: string[];
}): string | null {
  if (draft.kind === 'everything') return COMMON.everything;
  if (draft.kind === 'indices') return draft.indices.length === 0 ? null : BACKUPS.namedIndices;
  return draft.scopes.length === 0 ? null : draft.scopes.map(scopeWord).join(', ');
}
