import type { ErrorText } from './texts.ts';

const REOPENED = 'The indices that were closed for it are open again with their data.';

export const RESTORE_TEXTS = {
  'restore-refused': {
    title: 'The data store refused the restore.',
    cause: '{detail}',
    changed: REOPENED,
    next: 'Make the plan again; it shows what stands in the way.',
  },
  'plan-outdated': {
    title: 'The data store changed after the plan was made.',
    cause: '{detail}',
    changed: 'No data was replaced. Indices that were closed are open again.',
    next: 'Look at the new plan and confirm it.',
  },
  'plan-refused': {
    title: 'The plan has indices that cannot be restored: {detail}',
    cause: 'Each of them needs a decision.',
    next: 'Choose a fix for each refused index.',
  },
  'version-mismatch': {
    title: 'The backup does not fit this data store.',
    cause: '{detail}',
    next: 'Restore it into a data store of a fitting version, or choose another backup.',
  },
  'release-mismatch': {
    title: 'The backup comes from API Gateway {what}, this is {where}.',
    cause:
      'The data store would accept it, but it does not convert documents of another release. The gateway may not start with them.',
    next: 'Choose a backup of this release. To go on all the same, type the release of the backup.',
  },
  'global-state-missing': {
    title: 'The backup {what} holds no global state.',
    cause: 'It was made without settings and templates of the data store, as this program always does.',
    next: 'Restore it without the global state, or choose a backup that has it.',
  },
  'plugin-missing': {
    title: 'A plugin that the backup needs is missing: {detail}',
    cause: 'The indices were made on a data store that had it.',
    next: 'Install it on every node and restart the data store.',
  },
  'disk-full': {
    title: 'The disk of the data store is too small for this restore.',
    cause: '{detail}',
    next: 'Free space, or leave indices out.',
  },
  'shard-limit': {
    title: 'The data store allows no more shards.',
    cause: '{detail}',
    next: 'Leave indices out, delete indices that are not needed, or raise cluster.max_shards_per_node.',
  },
  'store-blocked': {
    title: 'The data store refuses changes.',
    cause: 'A block is set: {detail} A disk that is nearly full sets it by itself.',
    next: 'Free disk space and remove the block.',
  },
  'safety-backup-failed': {
    title: 'The safety backup could not be made.',
    cause: '{detail}',
    changed: 'Nothing was closed and nothing was restored.',
    next: 'Remove the cause. To restore without a way back, confirm that by typing.',
  },
  'restore-failed': {
    title: 'The restore failed and was undone.',
    cause: '{detail}',
    changed: 'The safety backup brought the former data back.',
    next: 'Choose another backup: this one is damaged. New backups should go to a new repository.',
  },
  'restore-stalled': {
    title: 'The restore stopped making progress and was undone.',
    cause: 'No shard and no byte moved for {detail}. A damaged backup is the usual cause.',
    changed: 'The safety backup brought the former data back.',
    next: 'Choose another backup. New backups should go to a new repository.',
  },
  'rollback-failed': {
    title: 'The restore failed, and the former data could not be brought back completely.',
    cause: '{detail}',
    changed: 'The indices that are named are incomplete. The safety backup still holds their data.',
    next: 'Remove the cause and choose "Roll back" on the open restore.',
  },
  'open-failed': {
    title: 'Some indices could not be opened.',
    cause: 'Closed, or open without all of their shards: {detail}',
    next: 'Look at the disk and the log of the data store. A backup that holds them brings them back.',
  },
  'close-failed': {
    title: 'Not all indices could be closed.',
    cause: '{detail}',
    changed: REOPENED,
    next: 'Try again when no backup is running.',
  },
  'aliases-failed': {
    title: 'The data is restored, but aliases are not as they must be.',
    cause: '{detail}',
    changed: 'The restored data is complete.',
    next: 'Look at the aliases that are named before the gateway is restarted.',
  },
  'counts-differ': {
    title: 'The restored data has other document counts than the backup.',
    cause: '{detail}',
    changed: 'The restore is complete: every shard was started.',
    next: 'Look at the indices that are named. The safety backup brings the former data back.',
  },
} satisfies Record<string, ErrorText>;
