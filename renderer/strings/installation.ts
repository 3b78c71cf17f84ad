import type { SCRIPT_JOBS } from '#shared/model/installation.ts';

const jobs: Record<(typeof SCRIPT_JOBS)[number], string> = {
  'start-gateway': 'Start script',
  'stop-gateway': 'Stop script',
  'restart-gateway': 'Restart script',
  'start-store': 'Start script, data store',
  'stop-store': 'Stop script, data store',
  'restart-store': 'Restart script, data store',
};

/** Texts of what is read from the folder of an installation. */
export const INSTALLATION = {
  title: 'Read from an installation',
  optional: 'Optional',
  whereLabel: 'Where the installation is',
  where: { here: 'On this computer', ssh: 'On a host, over SSH' },
  folder: 'Folder of the installation',
  placeholder: '/opt/softwareag',
  hint: 'Nothing is changed there. No access to the folder? Enter the values below instead.',
  choose: 'Choose…',
  read: 'Read',
  again: 'Read again',
  reading: 'The files are being read',
  instance: 'Instance',
  count: (values: number, files: number) =>
    `${values} ${values === 1 ? 'value' : 'values'} from ${files} ${files === 1 ? 'file' : 'files'}`,
  table: 'What the files say',
  columns: { value: 'Value', found: 'Found', file: 'Where it comes from' },
  rows: {
    release: 'Release',
    tenant: 'Tenant',
    addresses: 'Data store',
    username: 'User',
    password: 'Password',
    tls: 'TLS',
    truststore: 'Truststore',
    backupFolder: 'Backup folder',
    autostart: 'Autostart',
  },
  jobs,
  release: (release: string) => `API Gateway ${release}`,
  passwordFound: 'Found; goes into the vault when the gateway is saved',
  on: 'On',
  off: 'Off',
  autostartOn: 'On: data store starts with it',
  notSet: 'Not set',
  missing: 'In no file',
  notes: 'Worth knowing about these files',
  fill: 'Fill in the form',
  folderOnly: 'Remember the folder only',
  filled: 'Filled in below; every value can still be changed.',
  remembered: (folder: string, host: string | undefined) =>
    `Saved with the gateway: ${folder}${host === undefined ? '' : ` on ${host}`}`,
  forget: 'Forget the folder',
} as const;
