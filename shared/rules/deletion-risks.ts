import type { BackupRow } from '../model/backup.ts';
import { lastGoodBackup } from './good-backup.ts';

/** What a deletion takes that is needed when something goes wrong. */
export interface DeletionRisks<Row extends BackupRow> {
  /** The backup to go back to; null where it stays. */
  lastGood: Row | null;
  /** What is then the one to go back to; null where none is left. */
  goodAfter: Row | null;
  /** The ways back of restores. */
  safety: Row[];
  /** Those of which too little was read to know: the last good one may be among them. */
  unread: Row[];
}

/** What is lost with some backups of a gateway. `all`: every backup that is known of it, the deleted ones too. */
export function deletionRisks<Row extends BackupRow>(
  deleted: readonly Row[],
  all: readonly Row[],
): DeletionRisks<Row> {
  const has = (row: Row): boolean =>
    deleted.some(({ repository, name }) => repository === row.repository && name === row.name);
  const last = lastGoodBackup(all);
  const isUnread = (row: Row): boolean => !row.detailed && row.state === 'success' && row !== last;
  const risky = all.filter(has);
  return {
    lastGood: last !== null && has(last) ? last : null,
    goodAfter: lastGoodBackup(all.filter((row) => !has(row))),
    safety: risky.filter(({ trigger }) => trigger === 'safety'),
    unread: risky.filter((row) => row.trigger !== 'safety' && isUnread(row)),
  };
}

/** Whether something is lost that is needed when something goes wrong. */
export const isRisky = ({ lastGood, safety, unread }: DeletionRisks<BackupRow>): boolean =>
  lastGood !== null || safety.length > 0 || unread.length > 0;
