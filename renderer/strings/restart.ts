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

  safetyKept: 'The safety backup is kept.',
  fullReport: 'Full report',
  heading: 'Restart the gateway: it still works with the old data',
  headingRestored: 'The gateway works with the restored data',
  headingDone: 'The gateway is restarted',
  doneText: 'Every node is healthy or was ticked off.',
  headingOnly: 'Restart the gateway',
  since: (time: string) => `Due since ${time}.`,
  order: 'The next node starts when the one before is healthy.',
  runningSince: (time: string) => `Running since ${time}.`,
  all: 'Restart all, one after another',
  allRunning: 'A restart is running',
  allNone: 'No node is left',
  stays: 'This prompt stays until each node is healthy or ticked off, also after closing the program',

  states: STATES,
  waitingFor: (name: string) => `Waiting for ${name}`,
  methodLabel: (name: string) => `Method for ${name}`,
  methods: METHODS,
  idle: IDLE,
  restartItNow: 'Restart it now',
  watch: 'Watch its restart',
  events: 'Events',
  waiting: 'Waiting for health',
  atMost: (elapsed: string, most: string) => `${elapsed} of at most ${most}`,
  ofAtMost: (most: string) => `of at most ${most}`,
  waitingNote: 'A start takes 1 to 3 min as a rule; two good answers are needed.',
  took: 'Took',
  engine: 'Engine',
  doneAt: (time: string) => `Done at ${time}`,
  tickedOffAt: (time: string) => `Ticked off at ${time}`,
  elapsed: (duration: string) => `${duration} so far`,
  restartNode: 'Restart this node',
  restartAgain: 'Restart again',
  otherRunning: 'A restart is running',

  hand: {
    intro: (name: string) => `Run one of these for ${name}, as the user of the gateway:`,
    script: 'Linux',
    windows: 'Windows',
    docker: 'Docker',
    kubernetes: 'Kubernetes',
    scriptCommand: 'cd <install>/profiles/IS_default/bin\n./restart.sh',
    windowsCommand:
      'cd /d <install>\\IntegrationServer\ncd instances\\default\\bin\nshutdown.bat\nstartup.bat',
    dockerCommand: 'docker restart <container>',
    kubernetesCommand: 'kubectl rollout restart \\\n  deployment/<api-gateway>',
    copy: (what: string) => `Copy the commands for ${what}`,
    after: 'When the node is up again, tick it off. It is not asked for its health then.',
    afterWatched:
      'Watch its restart, and its health is asked here as for the other nodes. If its port cannot be reached from here, tick it off yourself.',
    done: 'I have restarted it',
  },

  tick: {
    title: (name: string, gateway: string) => `Tick off ${name} of ${gateway}?`,
    text: 'Nothing is asked of the node. If it was not restarted, it goes on with the old data and may write it back.',
    confirm: (name: string) => `Tick off ${name}`,
    cancel: 'Cancel',
  },
};
