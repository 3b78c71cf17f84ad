import type { CommandDef } from './grammar.ts';
import { DRY_RUN, GATEWAY, NAME, REASON, REPOSITORY, SCOPES } from './modern-options.ts';

export type BackupCommand =
  | 'backup-list'
  | 'backup-create'
  | 'backup-show'
  | 'backup-delete'
  | 'backup-cancel'
  | 'open-indices';

/** Commands about backups, and about the indices of a tenant. */
export const BACKUP_COMMANDS: readonly CommandDef<BackupCommand>[] = [
  {
    id: 'backup-list',
    words: ['backup', 'list'],
    text: 'Lists the backups of a repository, oldest first.',
    options: [GATEWAY, REPOSITORY],
  },
  {
    id: 'backup-create',
    words: ['backup', 'create'],
    text: 'Makes a backup and waits for its verified end.',
    options: [
      GATEWAY,
      { ...NAME, required: false, text: 'The name of the backup. Default: tenant, date and time.' },
      REPOSITORY,
      SCOPES,
      { name: 'indices', value: 'indices', text: 'Only these, parted by commas; * stands for any text.' },
      REASON,
      { name: 'wait', value: null, text: 'Waits for the verified end, as without it.' },
      {
        name: 'no-wait',
        value: null,
        excludes: 'wait',
        text: 'Ends as soon as the data store is at work.',
      },
      DRY_RUN,
    ],
  },
  {
    id: 'backup-show',
    words: ['backup', 'show'],
    text: 'Tells all that is known of a backup, and whether it was verified.',
    options: [
      GATEWAY,
      NAME,
      REPOSITORY,
      { name: 'wait', value: null, text: 'Waits for the end of one that is still being made.' },
      {
        name: 'no-wait',
        value: null,
        excludes: 'wait',
        text: 'Tells how it is now, as without it.',
      },
    ],
  },
  {
    id: 'backup-delete',
    words: ['backup', 'delete'],
    text: 'Deletes backups by their names.',
    options: [
      GATEWAY,
      { ...NAME, value: 'backups', text: 'The names, parted by commas.' },
      REPOSITORY,
      REASON,
      DRY_RUN,
    ],
  },
  {
    id: 'backup-cancel',
    words: ['backup', 'cancel'],
    text: 'Stops a backup that is being made and that nobody waits for, and waits until it is gone.',
    options: [GATEWAY, NAME, REPOSITORY, DRY_RUN],
  },
  {
    id: 'open-indices',
    words: ['open-indices'],
    text: 'Opens every closed index of the tenant.',
    options: [GATEWAY, DRY_RUN],
  },
];
