import type { ReachKind } from '#shared/model/reach.ts';
import type { RestartNode } from '#shared/model/restart.ts';

const STATES: Record<RestartNode['state'], string> = {
  pending: 'Waiting',
  requested: 'Restarting',
  down: 'Down',
  starting: 'Starting',
  healthy: 'Healthy',
  failed: 'Not healthy',
  'ticked-off': 'Ticked off',
};

const METHODS: Record<ReachKind, string> = {
  rest: 'REST',
  scripts: 'Scripts',
  ssh: 'Script over SSH',
  'by-hand': 'By hand',
};

const IDLE: Record<ReachKind, string> = {
  rest: 'The node is asked over REST to shut down and start again, then its health is asked.',
  scripts: 'shutdown and startup of its instance are run on this computer, then its health is asked.',
  ssh: 'shutdown and startup of its instance are run on its host over SSH, then its health is asked.',
  'by-hand': 'Its health is asked while you restart it.',
};

/** Of the data store, which is not restarted over REST. */
const IDLE_STORE: Record<ReachKind, string> = {
  rest: '',
  scripts:
    'shutdown and startup of the data store are run on this computer; its process and its health are watched.',
  ssh: 'shutdown and startup of the data store are run on its host over SSH; its process and its health are watched.',
  'by-hand': 'Its process and its health are watched while you restart it.',
};

export const RESTART = {
  activity: 'Activity',
  title: 'Restart',
  titleAfterRestore: 'Restart after the restore',
  badge: (done: number, total: number) => `Restart pending, ${done} of ${total} done`,
  badgeDone: (total: number) => `Restart done, ${total} of ${total}`,
  loading: 'Reading the restart',

  empty: 'No restart is pending',
  emptyNext: 'After a restore every node is listed here until it is healthy or ticked off.',
  ask: 'Ask for a restart',
  askWithStore: 'Ask for a restart with the data store',

  safetyKept: 'The safety backup is kept.',
  fullReport: 'Full report',
  heading: 'Restart the gateway: it still works with the old data',
  headingRestored: 'The gateway works with the restored data',
  headingDone: 'The gateway is restarted',
  doneText: 'Every node is healthy or was ticked off.',
  headingOnly: 'Restart the gateway',
  headingStore: 'Restart the data store',
  headingBoth: 'Restart the data store and the gateway',
  since: (time: string) => `Due since ${time}.`,
  order: 'The next node starts when the one before is healthy.',
  orderTogether: 'All nodes of the gateway restart at the same time.',
  orderStore: 'The data store comes first.',
  runningSince: (time: string) => `Running since ${time}.`,
  all: 'Restart all, one after another',
  allRunning: 'A restart is running',
  allNone: 'No node is left',
  atOnce: {
    button: 'All at once…',
    title: (count: number, gateway: string) => `Restart all ${count} nodes of ${gateway} at once?`,
    text: 'The gateway is not available until the first node is healthy again: no call of an API is answered meanwhile. It takes 1 to 3 min as a rule.',
    confirm: 'Restart all at once',
  },
  question: {
    title: (count: number, gateway: string) => `Restart ${count} nodes of ${gateway}, one after another?`,
    titleOne: (name: string, gateway: string) => `Restart ${name} of ${gateway}?`,
    confirm: (name: string | null, count: number) => `Restart ${name ?? `${count} nodes`}`,
    node: 'Node',
    nodes: 'Nodes',
    inOrder: 'In this order',
    named: (name: string, byHand: boolean) => (byHand ? `${name} (by hand)` : name),
    one: 'Calls at this node fail while it restarts; the other nodes go on. It takes 1 to 3 min as a rule.',
    inTurn:
      'Calls at a node fail while it restarts; the other nodes go on. Each takes 1 to 3 min as a rule, and the next one waits until it is healthy.',
    away: 'The gateway is not available until it is healthy again: no call of an API is answered meanwhile. It takes 1 to 3 min as a rule.',
    store: 'Until the data store is back the gateway can neither read nor write its data.',
    storeFirst:
      'The data store is restarted before, by itself. Until it is back the gateway can neither read nor write its data.',
  },
  gatewayUnread: 'The gateway is not read yet',
  stopAfter: {
    button: (name: string | null) => (name === null ? 'Stop before the next node' : `Stop after ${name}`),
    asked: 'It stops after this node; the others stay due',
    elsewhere: 'Another process of this account is at work on it, and can stop it',
  },
  stays: 'This prompt stays until each node is healthy or ticked off, also after closing the program',

  states: STATES,
  waitingFor: (name: string) => `Waiting for ${name}`,
  methodLabel: (name: string) => `Method for ${name}`,
  methods: METHODS,
  idle: IDLE,
  idleStore: IDLE_STORE,
  store: 'Data store',
  storeFirst: (name: string) => `${name} of the data store comes first`,
  restartItNow: 'Restart it now',
  watch: 'Watch its restart',
  events: 'Events',
  waiting: 'Waiting for health',
  atMost: (elapsed: string, most: string) => `${elapsed} of at most ${most}`,
  ofAtMost: (most: string) => `of at most ${most}`,
  waitingNote: 'A start takes 1 to 3 min as a rule; two good answers are needed.',
  took: 'Took',
  engine: 'Engine',
  storeHealth: 'Health',
  doneAt: (time: string) => `Done at ${time}`,
  tickedOffAt: (time: string) => `Ticked off at ${time}`,
  elapsed: (duration: string) => `${duration} so far`,
  restartNode: 'Restart this node',
  restartAgain: 'Restart again',
  otherRunning: 'A restart is running',

  hand: {
    intro: (name: string) => `Run one of these for ${name}, as the user of the gateway:`,
    ways: {
      linux: 'Linux',
      windows: 'Windows',
      service: 'Linux service',
      docker: 'Docker',
      kubernetes: 'Kubernetes',
    },
    copy: (what: string) => `Copy the commands for ${what}`,
    after: 'When the node is up again, tick it off. It is not asked for its health then.',
    afterWatched:
      'Watch its restart, and its health is asked here as for the other nodes. If its port cannot be reached from here, tick it off yourself.',
    done: 'I have restarted it',
  },

  handStore: {
    intro: (name: string) => `Run one of these for ${name}, as the user of the data store:`,
    after: 'When it is up again, tick it off. Its process is compared with the one that ran before.',
    afterWatched:
      'Watch its restart, or tick it off when it is up again. Its process is compared with the one that ran before.',
  },

  tick: {
    title: (name: string, gateway: string) => `Tick off ${name} of ${gateway}?`,
    text: 'Nothing is asked of the node. If it was not restarted, it goes on with the old data and may write it back.',
    storeText:
      'Its process is not looked at. If it was not restarted, it goes on with its old configuration, and backups may fail.',
    unchecked: 'Tick off without a check',
    confirm: (name: string) => `Tick off ${name}`,
    cancel: 'Cancel',
  },
};
