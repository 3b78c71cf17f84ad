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
  menu: { file: '&File', edit: '&Edit', view: '&View', window: '&Window' },
} as const satisfies {
  pick: Record<'titles' | 'filters', Record<PickedFile, string>>;
  [more: string]: unknown;
};
