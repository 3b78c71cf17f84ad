import type { JournalAction } from '#shared/model/journal.ts';
import type { OperationKind } from '#shared/model/operation.ts';
import { COMMON } from './common.ts';

const running: Record<OperationKind, string> = {
  ...COMMON.operationKinds,
  backup: 'Backup running',
  restore: 'Restore running',
  rollback: 'Rolling back',
  'delete-backup': 'Deleting backups',
  'open-indices': 'Opening indices',
  restart: 'Restart running',
};

const journalButtons: Record<JournalAction, string> = {
  continue: 'Continue…',
  'roll-back': 'Roll back…',
  'close-by-hand': 'Close by hand…',
};

interface JournalDialog {
  button: string;
  title: string;
  body: string;
  points: string[];
}
const journalDialogs = (backup: string, closed: number): Record<JournalAction, JournalDialog> => ({
  continue: {
    button: 'Continue the restore',
    title: `Continue the restore of ${backup}`,
    body: 'The restore goes on at the step where it stopped.',
    points: [
      'Steps that were done are not repeated.',
      'Indices named in the plan are replaced by those of the backup.',
      'The safety backup is kept.',
    ],
  },
  'roll-back': {
    button: 'Roll back',
    title: 'Roll back to the safety backup',
    body: `What the restore of ${backup} has changed is replaced by the safety backup taken before it.`,
    points: [
      'Documents written since the safety backup are lost.',
      'Indices that the restore created are removed.',
    ],
  },
  'close-by-hand': {
    button: 'Close the journal',
    title: 'Close the journal by hand',
    body: 'The record of this restore is closed. The indices stay as they are now.',
    points: [
      'What was set for the time of the restore is taken back: the lifted speed limit and the quiesce mode of the nodes.',
      closed === 0
        ? 'No index is noted as closed.'
        : `${closed} ${closed === 1 ? 'index stays' : 'indices stay'} closed until somebody opens them.`,
      'After that it can neither be continued nor rolled back from here.',
    ],
  },
});

/** Texts of the frame around all pages: navigation, footer, dialogs of the whole program. */
export const APP = {
  name: 'Gateway Vault',
  nav: {
    label: 'Main',
    overview: 'Overview',
    backups: 'Backups',
    repositories: 'Repositories',
    activity: 'Activity',
    gateways: 'Gateways',
    settings: 'Settings',
    help: 'Keyboard',
    noGateway: 'A gateway is needed first',
  },
  switcher: {
    label: 'Gateway',
    none: 'No gateway yet',
    firstStart: 'First start',
    detail: (tenant: string, release: string) => `${tenant}, ${release}`,
    tenant: (tenant: string) => `tenant ${tenant}`,
    notLookedAt: 'Data store not looked at',
    add: 'Add a gateway',
  },
  card: {
    running,
    shards: (done: string, total: string) => `${done} of ${total} shards`,
    on: (gateway: string) => `on ${gateway}`,
    elapsed: (duration: string) => `${duration} so far`,
    restartPending: 'Restart pending',
    nodes: (done: string, total: string) => `${done} of ${total}`,
    nodeStarting: (node: string) => `${node} is restarting`,
    nodesLeft: (n: number) => `${n} ${n === 1 ? 'node waits' : 'nodes wait'} for a restart`,
  },
  footer: {
    none: 'No data store connected',
    reading: 'Data store is being read',
    store: (health: string) => `Data store ${health.toLowerCase()}`,
    unreachable: 'Data store not reachable',
    version: (version: string) => `Elasticsearch ${version}`,
    nodes: (n: number) => `${n} ${n === 1 ? 'node' : 'nodes'}`,
    read: (age: string) => `Read ${age}`,
    lastTry: (age: string) => `Last try ${age}`,
    calls: 'API calls',
  },
  calls: {
    title: 'API calls',
    intro: 'Calls of this program to the data store and the nodes, newest first. Secrets are masked.',
    lastOf: (kept: string, made: string) => `The last ${kept} of ${made} are kept.`,
    loading: 'The calls are being read',
    none: 'No calls yet',
    noneText: 'Calls to this gateway appear here as they are made.',
    copyAll: 'Copy all',
    copyOne: (method: string, path: string) => `Copy ${method} ${path}`,
    body: 'Body',
    noStatus: 'no reply',
    took: (ms: string) => `${ms} ms`,
  },
  journal: {
    title: (backup: string) => `The restore of ${backup} did not end.`,
    step: (step: string, since: string) => `It stopped at "${step}", started ${since}.`,
    closed: (names: string[], more: number) =>
      `Closed for now: ${names.join(', ')}${more === 0 ? '' : ` and ${more} more`}.`,
    noneClosed: 'No index is closed.',
    safety: (name: string, repository: string) => `Safety backup: ${name} in ${repository}.`,
    noSafety: 'There is no safety backup.',
    next: 'Nothing else may be started on this gateway until this is settled.',
    buttons: journalButtons,
    dialogs: journalDialogs,
    gateway: (gateway: string, tenant: string) => `Gateway ${gateway}, tenant ${tenant}.`,
  },
  notice: { dismiss: 'Dismiss' },
  failure: {
    title: (what: string, gateway: string) => `${what} on ${gateway} needs a look`,
    ended: (age: string) => `It ended ${age}, and was not looked at since.`,
    show: 'Show what happened',
  },
  help: {
    title: 'Keyboard',
    keys: [
      ['b', 'New backup'],
      ['r', 'Read everything again; on a plan, make it again'],
      ['/', 'Search on this page'],
      ['?', 'This list'],
      ['Esc', 'Close the top layer'],
    ] as const,
  },
  start: {
    title: 'First start',
    heading: 'Back up API Gateway, and bring it back',
    intro:
      'Gateway Vault saves and restores the data of webMethods API Gateway through the snapshots of its Elasticsearch data store.',
    add: {
      title: 'Add a gateway',
      text: 'By the folder of its installation on this computer, which fills in the rest, or by the address of its data store. A connection test shows what works before anything is saved, and nothing is written to the gateway.',
      needs: [
        'Folder of the installation, or address of the data store, often port 9240',
        'User and password, where it asks for them',
      ],
      button: 'Add a gateway',
    },
    demo: {
      title: 'Try the demo',
      text: 'A data store with invented data on this computer, to back up, break and restore without risk.',
      steps: [
        'In a checkout of this program, run the command below.',
        'It starts a data store with sample data and a stand-in of the gateway.',
        'The program opens a second time, connected to them.',
      ],
      commandLabel: 'Command that starts the demo',
      command: 'npm run demo',
    },
  },
  errorPage: {
    title: 'This page failed',
    text: 'Nothing on a server was changed by that. Work that was running goes on.',
    retry: 'Try again',
    home: 'Go to the start',
  },
  notFound: {
    title: 'Not found',
    heading: 'There is no such page',
    text: 'The gateway may have been removed.',
    button: 'Gateways',
  },
} as const;
