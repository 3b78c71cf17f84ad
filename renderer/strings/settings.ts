import type { OwnFolder, Theme } from '#shared/model/settings.ts';

const themes: Record<Theme, string> = { system: 'As the system', light: 'Light', dark: 'Dark' };
const folders: Record<OwnFolder, string> = { data: 'Data folder', logs: 'Logs' };

export const SETTINGS = {
  title: 'Settings',
  tabsLabel: 'Parts of the settings',
  tabs: { program: 'Program', diagnostics: 'Diagnostics', licences: 'Licences' },
  loading: 'Reading the settings',

  appearance: 'Appearance',
  theme: 'Theme',
  themes,
  themeNote: 'A change of the system is followed at once, also while the program runs.',
  notifications: 'Notifications',
  notify: 'Tell when work has ended',
  notifyNote:
    'By a notification of the system, while the window is not in front. What failed stays marked in the task bar until the window is looked at.',
  folders: 'Folders',
  folderNames: folders,
  folderNotes: {
    data: 'Gateways, history, journals and manifests. Passwords are in the keyring of the system or sealed by it.',
    logs: 'What the program did, without secrets.',
  } satisfies Record<OwnFolder, string>,
  show: { data: 'Show the data folder', logs: 'Show the logs' } satisfies Record<OwnFolder, string>,
  copyPath: 'Copy the path',
  about: 'About',
  version: 'Version',
  runtime: 'Runtime',
  account: 'Account',
  secrets: 'Passwords',
  secretsKept: (backend: string) => `Kept, sealed by ${backend}`,
  secretsSession: 'For this session only: the system has no keyring',

  diagnostics: {
    title: 'Diagnostics bundle',
    text: 'Gathers what helps to find a fault. Passwords and keys are taken out. Nothing leaves this computer: it is shown here first and then saved as a file.',
    gather: 'Gather',
    again: 'Gather again',
    save: 'Save as zip…',
    gathered: (count: string, size: string, time: string) => `${count} files, ${size}, gathered ${time}`,
    gathering: 'Gathering',
    files: 'Files of the bundle',
    look: 'Names of servers, users and backups are in it. Whoever gets the file can read them.',
    reading: (name: string) => `Reading ${name}`,
    content: (name: string) => `Content of ${name}`,
    empty: 'This file is empty.',
    saved: 'The bundle was saved',
    columns: { name: 'File', about: 'Holds', size: 'Size' },
    close: 'Close',
  },

  licences: {
    intro: 'Packages that are a part of this program, with their licences.',
    list: 'Licences',
    loading: 'Reading the licences',
    search: 'Search name or licence',
    searchLabel: 'Search the licences',
    clearSearch: 'Clear the search',
    columns: { name: 'Package', version: 'Version', licence: 'Licence' },
    label: (name: string) => `Licence of ${name}`,
    nothing: 'Nothing fits',
    nothingText: (count: string) => `None of ${count} packages fits the search.`,
    clear: 'Show all packages',
    chromium:
      'Chromium, which is a part of Electron, has its own list beside the program: LICENSES.chromium.html.',
  },
};
