import { COMMON } from './common.ts';

/** Texts of the places of backups. Counts and sizes come formatted. */
export const REPOSITORIES = {
  title: 'Repositories',
  count: (count: number) => `${count} registered`,
  add: 'Add repository',
  verifyAll: 'Verify all',
  loading: 'Reading the repositories',

  columns: {
    name: 'Name',
    type: 'Type',
    location: 'Location',
    access: 'Access',
    health: 'Health',
    backups: 'Backups',
    actions: 'Actions',
  },

  types: { fs: 'Folder', s3: 'Amazon S3', azure: 'Azure', gcs: 'Google Cloud', url: 'URL', hdfs: 'HDFS' },
  repository: 'Repository',
  access: {
    writable: 'Writable',
    readOnly: 'Read-only',
    safety: 'Safety backups',
    makeWritable: {
      title: (name: string) => `Make ${name} writable`,
      text: 'Backups can be made in it and deleted from it again.',
      more: 'Only one data store may write to a place. If another one writes to this one, the backups of both can be destroyed.',
      button: 'Make writable',
      done: (name: string) => `${name} can be written to`,
    },
    makeReadOnly: {
      title: (name: string) => `Make ${name} read-only`,
      text: 'Its backups can still be listed and restored. Nothing can be saved in it or deleted from it.',
      more: 'A gateway that backs up to it needs another repository.',
      button: 'Make read-only',
      done: (name: string) => `${name} is read-only`,
    },
  },
  health: {
    reading: 'Being read',
    readable: 'Readable',
    damaged: (unreadable: string) => `${unreadable} unreadable`,
    verifying: 'Being verified',
    verified: (nodes: string) => `${nodes} verified`,
    failed: 'Failed',
    notReadable: 'Cannot be read',
  },

  none: 'No repository yet',
  noneText: (name: string) =>
    `The first backup registers the folder ${name} below the folder that the data store allows. Another place can be added here.`,
  noneRefused: 'Backups need a place that every node of the data store reaches.',

  actions: {
    menu: (name: string) => `Actions of ${name}`,
    showBackups: 'Show its backups',
    verify: 'Verify node by node',
    verifyNote: 'Each node writes and reads a test file',
    edit: 'Change its settings…',
    makeReadOnly: 'Make read-only…',
    makeWritable: 'Make writable…',
    cleanUp: 'Clean up…',
    cleanUpNote: 'Deletes files that no backup refers to',
    remove: 'Remove…',
    gatewayReadOnly: 'This gateway is read-only in this program',
    isReadOnly: 'It is read-only',
  },

  check: {
    title: (name: string) => `${name} is not reached by every node`,
    at: (time: string) => `The verification ended ${time}.`,
    close: 'Hide the result',
    registered: (name: string) => `${name} is registered and verified`,
    changed: (name: string) => `${name} has its new settings and is verified`,
  },

  removal: {
    title: (name: string) => `Remove the repository ${name}`,
    forgets: 'The data store forgets it. Its backups are no longer listed and cannot be restored from here.',
    stays: 'Its files stay where they are. Registered again with the same place, its backups are back.',
    safety: 'It holds the safety backups: the way back of the last restores.',
    holds: 'Backups in it',
    unknown: 'Not known',
    button: 'Remove repository',
  },

  cleaning: {
    title: (name: string) => `Clean up ${name}`,
    text: 'The data store deletes files that no backup of this repository refers to, such as those of a backup that failed. No backup is deleted.',
    shared: 'If another data store writes to the same place, do not clean up: its files would look unused.',
    button: 'Clean up',
    done: (name: string, bytes: string, count: string) =>
      `${name}: ${bytes} freed in ${COMMON.counted(count, 'file', 'files')}`,
    nothing: (name: string) => `${name}: nothing to clean up`,
  },
};
