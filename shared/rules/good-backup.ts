import type { BackupRow } from '../model/backup.ts';
import { SAFETY_REPOSITORY } from './backup-name.ts';

/** The way back of a restore; one that another computer made is known by its place. */
export const isSafetyBackup = ({ trigger, repository }: BackupRow): boolean =>
  trigger === 'safety' || repository.startsWith(SAFETY_REPOSITORY);

/** Only a complete backup of everything or of the assets brings a gateway back; a safety backup is no plan. */
function isGoodBackup(row: BackupRow): boolean {
  return (
    row.state === 'success' &&
    !isSafetyBackup(row) &&
    (row.everything || row.scopes?.includes('assets') === true)
  );
}

/** The newest one that brings a gateway back; null where there is none. */
export function lastGoodBackup<Row extends BackupRow>(rows: readonly Row[]): Row | null {
  let last: Row | null = null;
  for (const row of rows)
    if (isGoodBackup(row) && (last === null || (row.startedAt ?? 0) > (last.startedAt ?? 0))) last = row;
  return last;
}
