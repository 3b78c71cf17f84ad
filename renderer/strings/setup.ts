import type { SetupState, SetupStepId } from '#shared/model/setup.ts';
import { COMMON } from './common.ts';

const titles: Record<SetupStepId, string> = {
  'path-repo': 'Folder allowed',
  plugin: 'Plugin for S3',
  restart: 'Restart of the data store',
  keys: 'Keys in the keystore',
};
const notes: Record<SetupStepId, string> = {
  'path-repo': 'path.repo in elasticsearch.yml of every node',
  plugin: 'On every node, in the version of the data store',
  restart: 'Only nodes whose files were changed, one after another',
  keys: 'The same on every node; they are not sent with the repository',
};
const states: Record<SetupState, string> = {
  done: 'Done',
  open: 'Missing',
  due: 'Due',
  waiting: 'Waits',
  unknown: 'Not known',
};

/** Texts of the checklist of what a place for backups needs. */
export const SETUP = {
  button: 'Set-up',
  title: 'Set-up of a place for backups',
  text: 'What the data store needs before a repository can be registered there, asked from every node. The order matters: a key without its plugin keeps the data store from starting.',
  kind: 'Kind of place',
  kinds: { folder: 'Folder', s3: 'Amazon S3' },
  folder: 'Folder on every node',
  folderHint: 'A whole path as the nodes see it; in a cluster a shared one',
  folderWrong: 'A whole path such as /mnt/backup, C:\\Backup or \\\\server\\share, without a comma',
  client: 'Client',
  clientHint: 'Name of the client in the settings of the data store; usually default',
  clientWrong: 'Small letters, digits, dash or underscore',
  check: 'Check',
  again: 'Check again',
  close: 'Close',
  reading: 'Every node is being asked',
  table: 'Steps of the set-up',
  step: 'Step',
  actions: 'Actions',
  ready: 'Every node is ready: a repository can be registered there.',
  titles,
  notes,
  states,
  showSteps: 'By hand…',
  hideSteps: 'Hide the steps',
  lines: 'Lines to copy',
  copy: COMMON.actions.copy,
  copied: COMMON.actions.copied,
  change: 'Change elasticsearch.yml…',
  dueAutostart:
    'This gateway starts its data store itself: restarting the gateway node takes the data store along. Then check again.',
  toRestart: 'Restart the gateway…',
  dueAlone:
    'This gateway does not start its data store itself: the data store is restarted first, then the gateway. Then check again.',
  toRestartAlone: 'Restart the data store…',
  outOfReach: 'files out of reach',
  unreached: 'What its nodes need is shown to be done by hand.',
  on: (what: string, node: string) => `${what.replace('…', '')} on ${node}…`,
  readOnlyGateway: 'The gateway is set to read-only',
  plugin: {
    button: 'Install the plugin…',
    title: 'Install the plugin for S3',
    runs: (node: string) =>
      `Runs the data store's own plugin script on ${node}, as the user of the data store.`,
    source: 'Where the plugin comes from',
    sources: { fetched: 'Fetched by the script', zip: 'From a zip file' },
    fetches: 'The script fetches it, which needs access to the internet there and can take some minutes.',
    zip: 'Zip of the plugin on this computer',
    zipHint: 'It is copied to the node for the installation and removed there afterwards.',
    look: 'Look at the zip',
    facts: (size: string) => `${size}, SHA-256`,
    lookFirst: 'The zip has to be looked at first, and to fit the node',
    fits: (name: string, version: string, node: string) =>
      `${name} for Elasticsearch ${version} fits ${node}`,
    restart: 'The data store knows of it after its next start. Nothing is restarted now.',
    confirm: 'Install',
    done: (command: string, node: string) => `${command} succeeded on ${node}.`,
  },
  keys: {
    button: 'Enter the keys…',
    title: 'Keys of S3',
    text: (client: string, node: string) =>
      `They go into the keystore of ${node} for the client ${client}, through the standard input of the data store's own script. This program does not keep them.`,
    access: 'Access key',
    secret: 'Secret key',
    confirm: 'Put into the keystore',
    reloaded: (node: string) => `The keys are in the keystore of ${node}, and it has read them.`,
    restart: (node: string) => `The keys are in the keystore of ${node}. It reads them at its next start.`,
  },
  edit: {
    title: 'Add the folder to path.repo',
    file: (node: string, file: string) => `${file} on ${node}`,
    diff: 'The change',
    removed: 'removed',
    added: 'added',
    copyStays:
      'A copy of the file as it is now stays beside it. The data store reads the file at its next start; its user must be able to write to the folder, or it does not start.',
    nothing: 'The folder is in the file already.',
    confirm: 'Change the file',
    done: (file: string, copy: string) => `${file} was changed. The former one is ${copy}.`,
  },
} as const;
