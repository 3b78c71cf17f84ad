import type { Operation, RestoreResult, VerifiedScope } from '#shared/model/operation.ts';
import { COMMON } from './common.ts';
import { PHASES } from './phases.ts';

const indices = (count: number): string => `${count} ${COMMON.plural(count, 'index', 'indices')}`;

/** The same as a thing that goes on or is cancelled. */
const NOUNS: Record<Operation['kind'], string> = {
  backup: 'backup',
  restore: 'restore',
  rollback: 'rollback',
  'delete-backup': 'deletion',
  'open-indices': 'opening',
  restart: 'restart',
  'add-gateway': 'addition of the gateway',
  'edit-gateway': 'change of the gateway',
  'remove-gateway': 'removal of the gateway',
  'register-repository': 'registration',
  'edit-repository': 'change of the repository',
  'make-read-only': 'change of the repository',
  'make-writable': 'change of the repository',
  'remove-repository': 'removal of the repository',
  'clean-up-repository': 'clean-up',
  'change-path-repo': 'change of path.repo',
  'install-plugin': 'installation of the plugin',
  'add-keys': 'addition of the keys',
  'ask-restart': 'request for a restart',
  'tick-off-node': 'tick-off',
  'close-journal': 'closing of the journal',
};

/** A page that is watched says what goes on now. */
const STATUSES: Record<Operation['status'], string> = { ...COMMON.operationStatus, running: 'Running' };

const PHASE_STATES = {
  waiting: 'Waiting',
  running: 'Running',
  done: 'Done',
  failed: 'Failed',
  skipped: 'Not needed',
} as const;

const STAGES = { waiting: 'Waiting', copying: 'Copying', done: 'Done', failed: 'Failed' } as const;

const VERIFIED: Record<VerifiedScope['verdict'], string> = {
  equal: 'Equal',
  different: 'Different',
  unknown: 'Counts unknown',
};

const OUTCOMES: Record<Exclude<RestoreResult['outcome'], 'restored'>, string> = {
  'rolled-back': 'The restore was rolled back: the former data is in place',
  unchanged: 'The restore ended before anything was changed',
  incomplete: 'The restore ended half way: some indices are incomplete',
};

export const ACTIVITY = {
  title: 'Activity',
  kinds: COMMON.operationKinds,
  statuses: STATUSES,
  indices,

  list: {
    empty: 'Nothing was done yet',
    emptyNext:
      'Every backup, restore and restart is kept here with its reason and its result, and every change of a gateway, a repository or a set-up.',
    toBackups: 'Show backups',
    loading: 'Reading the list',
    columns: {
      when: 'When',
      what: 'What',
      name: 'Name',
      result: 'Result',
      duration: 'Duration',
      by: 'By',
      reason: 'Reason',
      gateway: 'Gateway',
    },
    titleAll: 'Activity of all gateways',
    all: 'All gateways',
    search: 'Name, user, reason',
    searchLabel: 'Search the activity',
    clearSearch: 'Clear the search',
    kind: 'What',
    result: 'Result',
    clearFilter: (name: string) => `Clear the filter ${name}`,
    nothingTitle: 'Nothing fits',
    nothingText: (all: string) => `None of ${all} entries fits the search and the filters.`,
    clear: 'Clear search and filters',
    export: 'Export',
    exportCsv: 'As CSV',
    exportCsvNote: 'One line each, for a spreadsheet',
    exportJson: 'As JSON',
    exportJsonNote: 'With phases and the whole log',
    nothingToExport: 'No entry is listed',
    exported: (count: string, entries: string) => `${count} ${entries} saved`,
    entry: 'entry',
    entries: 'entries',
    dismiss: 'Close',
  },

  change: {
    by: 'By',
    gateway: 'Gateway',
    started: 'Started',
    took: 'Took',
    reason: 'Reason',
    name: 'Name',
    noted: 'What was noted',
    nothingNoted: 'Nothing more was noted.',
  },

  page: {
    title: 'Operation',
    loading: 'Reading the operation',
    resultLabel: 'Result',
    since: (time: string) => `since ${time}`,
    ended: (time: string) => `ended ${time}`,
    lastSeen: (time: string) => `until it was last heard of, ${time}`,
    withoutData: (gateway: string, duration: string) =>
      `${gateway} has been without its data for ${duration}`,
    withoutDataWhy: 'because its indices are closed and copied back.',
    windowNote: 'The window may be closed: the server goes on',
    readLate: (age: string) => `The data store was last read ${age}. The numbers are from then.`,
    by: (user: string) => `by ${user}`,
  },

  phases: {
    names: PHASES,
    states: PHASE_STATES,
    label: 'Phases',
    data: 'Data',
    shards: 'Shards',
    notFinished: 'Not finished',
    ofTotal: (total: string) => `of ${total}`,
  },

  indexTable: {
    title: 'Indices',
    filterLabel: 'Stage',
    filters: { all: 'All', open: 'Open', done: 'Done', failed: 'Failed' },
    columns: { index: 'Index', stage: 'Stage', data: 'Data', bytes: 'Amount', shards: 'Shards' },
    stages: STAGES,
    none: 'No index in this stage',
    noneNext: 'Choose another filter.',
    notYet: 'No index is listed yet',
    notYetNext: 'They appear when the copy begins.',
    noIndices: 'This operation works on no single index',
    read: (age: string) => `Unfinished first, read ${age}`,
    notRead: 'Unfinished first, not read yet',
    order: 'As it was at the end',
    barLabel: (index: string) => `Data of ${index}`,
  },

  log: {
    title: 'Log',
    before: 'Before the first phase',
    between: 'Between phases',
    after: 'After the last phase',
    lines: (count: number) => (count === 1 ? '1 line' : `${count} lines`),
    copy: 'Copy',
    open: 'Show the log',
    close: 'Fold the log',
    empty: 'Nothing logged yet',
  },

  foot: {
    stopWatching: 'Stop watching',
    goesOn: (kind: Operation['kind']) => `The ${NOUNS[kind]} goes on`,
    close: 'Back to the overview',
    cancel: (kind: Operation['kind']) => `Cancel ${NOUNS[kind]}…`,
    cancelHintRestore: (open: number) =>
      open === 0
        ? 'Stops the copy and brings the former data back'
        : `Stops the copy and brings the former data back; ${indices(open)} ${open === 1 ? 'is' : 'are'} incomplete now`,
    cancelHintBackup: 'Stops the copy and removes the running backup',
    cancelHint: 'Stops after the present step',
    notCancellable: 'This step must run to its end',
    elsewhere: 'Another process of this account is at work on it, and can cancel it',
  },

  cancel: {
    what: (kind: Operation['kind']) => COMMON.operationKinds[kind],
    title: (kind: Operation['kind'], gateway: string) => `Cancel the ${NOUNS[kind]} on ${gateway}?`,
    restoreIncomplete: (count: number) =>
      `${indices(count)} ${count === 1 ? 'is' : 'are'} incomplete and ${count === 1 ? 'loses its' : 'lose their'} restored part:`,
    restoreNone: 'No index is incomplete at this moment.',
    restoreBack:
      'The safety backup brings them back as they were before the restore. That takes a while too.',
    restoreLost: 'No safety backup was made: nothing brings their former content back.',
    more: (count: number) => `and ${count} more`,
    backup: (name: string) =>
      `The running backup ${name} is removed from its repository. The gateway is not changed.`,
    restart: 'Nodes that restart now go on. The ones after them are not restarted.',
    other: 'What is done stays done. The rest is left as it is.',
    confirm: (kind: Operation['kind']) => `Cancel the ${NOUNS[kind]}`,
    keep: (kind: Operation['kind']) => `Let the ${NOUNS[kind]} go on`,
  },

  end: {
    outcomes: OUTCOMES,
    restoredVerified: (indicesOf: string, docs: string) =>
      `Restored and verified: ${indicesOf} indices, ${docs} documents equal`,
    restoredShards: (indicesOf: string) =>
      `Restored: ${indicesOf} indices, every shard started, document counts unknown`,
    restoredDifferent: (indicesOf: string) =>
      `Restored: ${indicesOf} indices, with other document counts than the backup`,
    from: 'From',
    inTime: (duration: string) => `in ${duration}`,
    withoutDataFor: (duration: string) => `, gateway without its data for ${duration}`,
    safetyKept: 'The safety backup is kept as',
    noSafety: 'No safety backup was made.',
    leftOver: (count: number) =>
      `${indices(count)} could not be brought back and ${count === 1 ? 'needs' : 'need'} a look:`,
    backupGood: 'The backup is complete',
    backupNot: 'The backup is not complete',
    backupFact: {
      state: 'State',
      repository: 'Repository',
      name: 'Name',
      indices: 'Indices',
      shards: 'Shards',
      docs: 'Documents',
      bytes: 'Size',
    },
    docsAbout: (docs: string) => `${docs}, while data was written`,
    showBackup: 'Show the backup',
    deleted: (count: number) => (count === 1 ? '1 backup deleted' : `${count} backups deleted`),
    notDeleted: (count: number) =>
      count === 1 ? '1 backup was not deleted' : `${count} backups were not deleted`,
    inRepository: 'in',
    mayBeClosed: 'Indices of the tenant may still be closed',
    mayBeClosedText: 'The gateway does not find data in a closed index.',
    opened: (count: number) =>
      count === 0 ? 'No index had to be opened' : `${indices(count)} opened, every primary started`,
    openedNone: 'Every index of the tenant is open already.',
    notOpened: (count: number) => `${indices(count)} ${count === 1 ? 'is' : 'are'} not usable`,
    restarted: (healthy: number, total: number) => `${healthy} of ${total} nodes are healthy`,
    restartFailed: 'Not healthy:',
    statusTitle: {
      succeeded: (kind: Operation['kind']) => `The ${NOUNS[kind]} has ended well`,
      warning: (kind: Operation['kind']) => `The ${NOUNS[kind]} has ended with a warning`,
      failed: (kind: Operation['kind']) => `The ${NOUNS[kind]} has failed`,
      cancelled: (kind: Operation['kind']) => `The ${NOUNS[kind]} was cancelled`,
      interrupted: (kind: Operation['kind']) => `The ${NOUNS[kind]} was interrupted`,
      unknown: (kind: Operation['kind']) => `It is not known how the ${NOUNS[kind]} ended`,
      running: (kind: Operation['kind']) => `The ${NOUNS[kind]} is running`,
    },
    interruptedText:
      'This program ended while it was running. What the data store was doing then may have gone on; what it finished is on the page of the backups and the overview.',
    interruptedRestore:
      'This program ended while it was running. The overview shows whether something is left to be continued or rolled back.',
    unknownText:
      'A reply was lost and the data store could not be asked afterwards. It was not sent a second time.',
    cancelledText: 'It was stopped on request.',
    restartTitle: 'Restart the gateway: it still works with the old data',
    restartText: 'The restored data is used only after every node was restarted.',
    restartAction: 'Restart the gateway',
  },

  verified: {
    title: 'What was verified',
    otherIndices: 'Other indices',
    columns: {
      scope: 'Scope',
      indices: 'Indices',
      shards: 'Shards started',
      expected: 'Documents expected',
      found: 'Documents found',
      result: 'Result',
    },
    verdicts: VERIFIED,
    aliases: 'Aliases',
    aliasesNone: 'None to set',
    aliasesGood: 'One write index each',
    aliasesWrong: (names: string) => `Wrong: ${names}`,
  },
};
