import type { BackupRow } from '../model/backup.ts';
import { isSafetyBackup, lastGoodBackup } from './good-backup.ts';
import { isSameBackup } from './same-backup.ts';

/** What a deletion takes that is needed when something goes wrong. */
export interface DeletionRisks<Row extends BackupRow> {
  /** The backup to go back to; null where it stays. */
  lastGood: Row | null;
  /** What is then the one to go back to; null where none is left, or known to be. */
  goodAfter: Row | null;
  /** Whether more is there than was read: a newer one, or another one to go back to, may be among it. */
  moreUnread: boolean;
  /** The ways back of restores. */
  safety: Row[];
  /** Those of which too little was read to know: the last good one may be among them. */
  unread: Row[];
}

/**
 * What is lost with some backups of a gateway. `all`: every backup that is known of it, the deleted ones too;
 * `unreadable`: a repository could not be read. One backup that two repositories list, because they are one place, is
 * gone in both.
 */
export function deletionRisks<Row extends BackupRow>(
  deleted: readonly Row[],
  all: readonly Row[],
  { unreadable }: { unreadable: boolean },
): DeletionRisks<Row> {
  const has = (row: Row): boolean =>
    deleted.some((one) => isSameBackup(one, row) || (one.uuid !== null && one.uuid === row.uuid));
  const last = lastGoodBackup(all);
  const isUnread = (row: Row): boolean => !row.detailed && row.state === 'success' && row !== last;
  const risky = all.filter(has);
  const rest = all.filter((row) => !has(row));
  return {
    lastGood: last !== null && has(last) ? last : null,
    goodAfter: lastGoodBackup(rest),
    moreUnread: unreadable || rest.some((row) => isUnread(row) && !isSafetyBackup(row)),
    safety: risky.filter(isSafetyBackup),
    unread: risky.filter((row) => !isSafetyBackup(row) && isUnread(row)),
  };
}

/** Whether something is lost that is needed when something goes wrong. */
export const isRisky = ({ lastGood, safety, unread }: DeletionRisks<BackupRow>): boolean =>
  lastGood !== null || safety.length > 0 || unread.length > 0;
