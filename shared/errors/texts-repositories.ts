import type { ErrorText } from './texts.ts';

export const REPOSITORY_TEXTS = {
  'repository-missing': {
    title: 'The repository {what} is not registered on {where}.',
    cause: 'It was removed, or it belongs to another data store.',
    next: 'Register it again, or choose another one.',
  },
  'repository-folder-refused': {
    title: 'The folder {what} is not allowed as a backup folder.',
    cause:
      'Every node of the data store must list the folder, or one above it, as path.repo in its elasticsearch.yml. Now allowed: {detail}',
    next: 'Use a folder below an allowed one, or add it to path.repo on every node and restart the data store.',
  },
  'repository-no-folder': {
    title: 'The data store has no backup folder yet.',
    cause: 'path.repo is not set in elasticsearch.yml.',
    next: 'Set path.repo on every node and restart the data store.',
  },
  'repository-type-unknown': {
    title: 'The data store does not know repositories of this type.',
    cause: 'A plugin is missing on a node: {detail}',
    next: 'Install the plugin on every node and restart the data store.',
  },
  'repository-not-shared': {
    title: 'The nodes of the data store do not see the same files in repository {what}.',
    cause: 'The folder is local to one node, not mounted everywhere, or a node may not write there. {detail}',
    changed: 'No backup was made.',
    next: 'Mount one shared folder on every node, with write access for the user of the data store, then verify again.',
  },
  'repository-unreadable': {
    title: 'The repository {what} cannot be read.',
    cause: 'Its files are missing, not reachable, or were changed by something else. {detail}',
    next: 'Check that the folder is mounted and complete, then try again. Backups in other repositories are not affected.',
  },
  'repository-busy': {
    title: 'The repository {what} is in use.',
    cause: 'A backup or restore works with it.',
    next: 'Wait until that work has ended.',
  },
  'repository-readonly': {
    title: 'The repository {what} is read-only.',
    cause: 'It is registered with readonly, so that this data store cannot write there.',
    next: 'Choose another repository.',
  },
  'repository-keys-hidden': {
    title: 'The keys of {what} would be lost.',
    cause: 'On this version they are settings of the repository, which the data store does not tell.',
    next: 'Give the keys again together with the settings, or register the repository anew with them.',
  },
  'cleanup-unsupported': {
    title: 'Elasticsearch {what} cannot clean up a repository.',
    cause: 'It came with 7.4.',
    next: 'Delete backups that are not needed; their files go with them.',
  },
  'repository-changed-elsewhere': {
    title: 'The repository {what} was changed by something else.',
    cause:
      'A second data store or a tool writes into the same place. Elasticsearch stops using it so that nothing is damaged.',
    next: 'Find the second writer and make it read-only. Then register the repository again.',
  },
  'cluster-needs-shared-folder': {
    title: 'A data store of several nodes cannot use a local folder.',
    cause: 'It has {detail} nodes, and each would write its part of the backup to its own disk.',
    next: 'Use a network folder that is mounted on every node, or Amazon S3.',
  },
  'repository-refused': {
    title: 'The data store refuses the repository {what}.',
    cause: '{detail}',
    next: 'Correct the setting that is named, then register it again.',
  },
  'repository-keys-refused': {
    title: 'Elasticsearch {what} takes no keys with a repository.',
    cause:
      'From 6.0 on they are in the keystore of each node: s3.client.default.access_key and s3.client.default.secret_key.',
    next: 'Add them there with elasticsearch-keystore, reload the secure settings or restart, then register the repository without keys.',
  },
  'repository-import-refused': {
    title: 'The file cannot be used: {detail}.',
    cause: 'A file of the vendor has lines such as type=s3, bucket=…, access_key=… and secret_key=….',
    next: 'Correct the file, or fill in the form.',
  },
  'repository-import-expired': {
    title: 'The keys of the imported file are no longer there.',
    cause: 'They are kept for some minutes only, and never on the disk.',
    next: 'Import the file again, or type the keys.',
  },
  's3-plugin-missing': {
    title: 'The data store cannot reach Amazon S3 yet.',
    cause: 'The plugin {what} is not installed on: {detail}',
    next: 'Install it on each of these nodes and restart them, one after another.',
  },
  's3-keys-refused': {
    title: 'Amazon S3 does not accept the keys of {what}.',
    cause: 'They are missing or wrong, or they do not allow reading and writing in this bucket. {detail}',
    next: 'Correct the keys, or what they allow. The clock of a node may also be wrong by minutes.',
  },
  's3-unreachable': {
    title: 'The data store does not reach Amazon S3.',
    cause: 'The endpoint or the region is wrong, or a firewall or proxy is in the way. {detail}',
    next: 'Check the endpoint and the region, and that every node may connect to it.',
  },
  's3-bucket-missing': {
    title: 'The bucket of {what} does not exist or cannot be used.',
    cause: 'It is in another region, or its name is misspelled. {detail}',
    next: 'Create the bucket, or correct its name and region.',
  },
  'backup-missing': {
    title: 'There is no backup named {what} in {where}.',
    cause: 'It was deleted, or the name is misspelled.',
    next: 'Refresh the list and choose another one.',
  },
  'backup-incomplete': {
    title: 'The backup {what} is not complete.',
    cause: '{detail}',
    changed: 'It is kept and marked as not usable. The live data was not changed.',
    next: 'Find out why the shards failed, then back up again.',
  },
  'backup-failed': {
    title: 'The backup {what} failed.',
    cause: '{detail}',
    changed: 'The live data was not changed.',
    next: 'Remove the cause and back up again.',
  },
  'backup-indices-differ': {
    title: 'The backup {what} does not hold exactly what was asked for.',
    cause: '{detail}',
    changed: 'It is kept, but it does not count as good. The live data was not changed.',
    next: 'Back up again.',
  },
  'backup-unreadable': {
    title: 'The backup {what} cannot be read.',
    cause: 'Its description in the repository is missing or damaged. {detail}',
    next: 'Choose another backup. Later ones in the same repository should be tried before they are trusted.',
  },
  'index-missing': {
    title: 'An index does not exist: {detail}',
    cause:
      'It was deleted or renamed since the list was read, or the files of the backup were tampered with.',
    next: 'Read the list again.',
  },
  'index-closed': {
    title: 'An index is closed: {detail}',
    cause: 'A closed index cannot be read. A restore that did not end may have left it so.',
    next: 'Open the index, or finish the restore that closed it.',
  },
} satisfies Record<string, ErrorText>;
