import type { BackupList } from '#shared/model/backup.ts';
import { unreadOf } from '#shared/rules/unread.ts';
import { formatCount } from '../../../lib/format.ts';
import { BACKUPS } from '../../../strings/backups.ts';

/** How many backups there are, in how many repositories, and how many of those could not be read. */
export function headerNote(backups: number, readings: BackupList['readings']): string {
  const broken = unreadOf(readings).length;
  const all = formatCount(readings.length);
  if (broken === 0) return BACKUPS.list.count(formatCount(backups), all);
  const read = formatCount(readings.length - broken);
  return BACKUPS.list.countPartly(formatCount(backups), read, all, formatCount(broken));
}
