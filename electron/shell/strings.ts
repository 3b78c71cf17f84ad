import type { OperationStatus, WorkKind } from '#shared/model/operation.ts';

const work: Record<WorkKind, string> = {
  backup: 'Backup',
  restore: 'Restore',
  rollback: 'Rollback',
  'delete-backup': 'Deletion',
  'open-indices': 'Opening of indices',
  restart: 'Restart',
};

const ends: Record<Exclude<OperationStatus, 'running'>, string> = {
  succeeded: 'has ended well',
  warning: 'has ended with a warning',
  failed: 'has failed',
  cancelled: 'was cancelled',
  interrupted: 'was interrupted',
  unknown: 'has ended, its outcome is not known',
};

import type { PickedFile } from '#shared/model/primitives.ts';

/** Texts of the native dialogs and menus; everything else is drawn by the page. */
export const SHELL_STRINGS = {
  product: 'Gateway Vault',
  close: {
    title: 'Close Gateway Vault?',
    running: (count: number) =>
      count === 1 ? 'An operation is still running.' : `${count} operations are still running.`,
    detail: (targets: readonly string[]) =>
      [
        ...targets,
        '',
        'Work that the server has begun goes on there. Steps that follow wait until the program is started again, and it then picks the work up.',
      ].join('\n'),
    stay: 'Stay',
    close: 'Close and stop watching',
  },
  fault: {
    title: 'Gateway Vault has to end.',
    detail: 'A fault of the program stopped it. The log has the details:',
  },
  importTitle: 'Choose the file with the settings of the repository',
  importFilter: 'Settings',
  importAll: 'All files',
  pick: {
    titles: {
      authority: 'Choose the file with the certificates of the authorities',
      certificate: 'Choose the certificate',
      'certificate-key': 'Choose the key of the certificate',
      'ssh-key': 'Choose the key file for SSH',
      plugin: 'Choose the zip of the plugin',
    },
    filters: {
      authority: 'Certificates',
      certificate: 'Certificates',
      'certificate-key': 'Keys',
      'ssh-key': 'Keys',
      plugin: 'Zip files',
    },
  },
  menu: {
    file: '&File',
    edit: '&Edit',
    view: '&View',
    window: '&Window',
    help: '&Help',
    settings: 'Settings…',
    guide: 'User guide',
    keys: 'Keyboard',
    about: 'About Gateway Vault',
    zoomIn: 'Zoom in',
  },
  contextMenu: {
    cut: 'Cut',
    copy: 'Copy',
    paste: 'Paste',
    selectAll: 'Select all',
  },
  ended: {
    title: (kind: WorkKind, status: Exclude<OperationStatus, 'running'>) => `${work[kind]} ${ends[status]}`,
    body: (gateway: string, target: string, problem: string) =>
      [`${gateway}: ${target}`, problem].filter((line) => line !== '').join('\n'),
  },
  exportTitle: 'Save the history',
  exportKinds: { csv: 'CSV', json: 'JSON' },
  bundleTitle: 'Save the diagnostics bundle',
  bundleKind: 'Zip archive',
} as const satisfies {
  pick: Record<'titles' | 'filters', Record<PickedFile, string>>;
  [more: string]: unknown;
};
