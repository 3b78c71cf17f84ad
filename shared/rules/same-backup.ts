import type { BackupRef } from '../model/primitives.ts';

/** Whether two are one backup of a data store: a name is unique in its repository only. */
export const isSameBackup = (one: BackupRef, other: BackupRef): boolean =>
  one.repository === other.repository && one.name === other.name;
