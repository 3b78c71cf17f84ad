import type { PlanFix, PlanVerdict, RestoreMode } from '#shared/model/plan.ts';
import { COMMON } from './common.ts';

const indices = (count: number): string => `${count} ${COMMON.plural(count, 'index', 'indices')}`;

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const EFFECT_VERBS: readonly [verb: string, verdict: PlanVerdict][] = [
  ['replace', 'replace'],
  ['create', 'create'],
  ['try', 'unknown'],
  ['remove', 'remove'],
];

const VERDICTS: Record<PlanVerdict, { word: string; meaning: string; because: string }> = {
  refused: {
    word: 'Refused',
    meaning: 'stays as it is until a fix is chosen',
    because: 'The data store would refuse this index.',
  },
  unknown: {
    word: 'Unknown',
    meaning: 'cannot be told before it is tried',
    because:
      'Neither the manifest nor the data store can tell. If it is refused, the restore is rolled back.',
  },
  create: {
    word: 'Create',
    meaning: 'gone since the backup',
    because: 'In the backup, and not in the data store now.',
  },
  remove: {
    word: 'Remove',
    meaning: 'not in the backup, deleted',
    because: 'In the data store, and not in the backup. The safety backup keeps it.',
  },
  keep: { word: 'Keep', meaning: 'not touched', because: 'It stays as it is.' },
  replace: {
    word: 'Replace',
    meaning: 'closed, then overwritten',
    because: 'In the backup and in the data store: closed, overwritten with the backup, opened again.',
  },
};

const FIXES: Record<PlanFix, { action: string; chosen: string }> = {
  'leave-out': { action: 'Leave this index out', chosen: 'Left out by choice: this index is not restored.' },
  'delete-first': {
    action: 'Delete the live one first',
    chosen: 'By choice, the live index is deleted before the one of the backup is restored.',
  },
  keep: { action: 'Keep it', chosen: 'Kept by choice, although it is newer than the backup.' },
  remove: {
    action: 'Remove it',
    chosen: 'Removed by choice: it is newer than the backup. The safety backup keeps it.',
  },
};

/** What a verdict means in a way of restoring in which it means something else than in place. */
const MEANINGS: Record<RestoreMode['kind'], Partial<Record<PlanVerdict, string>>> = {
  'in-place': {},
  beside: { create: 'as copies beside the live indices', keep: 'no copy is made' },
  tenant: { create: 'not there yet' },
  add: { create: 'added to their families', keep: 'nothing is added' },
};

const BECAUSE: Record<RestoreMode['kind'], Partial<Record<PlanVerdict, string>>> = {
  'in-place': {},
  beside: { create: 'Restored under another name, without aliases.' },
  tenant: { create: 'In the backup of the other tenant, and not in the data store now.' },
  add: { create: 'Restored as a further member of its family. It is never written to.' },
};

interface Untouched {
  /** Live, and not in the backup. */
  kept: number;
  /** In the backup, and not part of what was selected. */
  unselected: number;
  leftOut: number;
  globalState: boolean;
}

const untouchedParts = ({ kept, unselected, leftOut, globalState }: Untouched): string[] => [
  ...(kept > 0 ? [`${indices(kept)} not in the backup`] : []),
  ...(unselected > 0 ? [`${indices(unselected)} not selected`] : []),
  ...(leftOut > 0 ? [`${indices(leftOut)} left out`] : []),
  globalState ? 'indices of other tenants' : 'other tenants',
  ...(globalState ? [] : ['data store settings']),
];

export const RESTORE = {
  backups: 'Backups',
  title: 'Restore',
  into: (gateway: string) => `into ${gateway}, tenant`,
  cancel: 'Cancel',
  back: 'Back',
  next: 'Next: Confirm',
  nextPlan: 'Next: Plan',
  retry: 'Try again',
  indices,
  sizeUnknown: 'size not known',

  steps: {
    label: 'Steps',
    done: 'done',
    backup: 'Backup',
    what: 'What',
    plan: 'Plan',
    confirm: 'Confirm',
  },

  verdicts: VERDICTS,
  meaningOf: (verdict: PlanVerdict, mode: RestoreMode['kind']): string =>
    MEANINGS[mode][verdict] ?? VERDICTS[verdict].meaning,
  becauseOf: (verdict: PlanVerdict, mode: RestoreMode['kind']): string =>
    BECAUSE[mode][verdict] ?? VERDICTS[verdict].because,

  /** What was chosen in the step "What", in a few words. */
  chosen: {
    everything: 'Everything',
    named: (count: number) => `${count} named ${COMMON.plural(count, 'index', 'indices')}`,
    mode: {
      'in-place': 'in place',
      beside: 'beside',
      tenant: (source: string) => `from ${source}`,
      add: 'added',
    },
    globalState: 'with global state',
    words: (parts: readonly string[]) => parts.join(', '),
  },

  change: 'Change',
  chooseTenant: 'Choose another tenant',

  fixes: FIXES,
  undoFix: 'Undo this choice',

  plan: {
    filterLabel: 'Verdict',
    all: 'All',
    searchLabel: 'Index name',
    clearSearch: 'Clear the search',
    tableLabel: 'Indices of the plan',
    shardsApart: ' / ',
    becomes: 'becomes',
    noMatch: 'No index matches.',
    noMatchNext: 'Clear the search or choose another verdict.',
    clear: 'Show all',
    columns: {
      index: 'Index',
      renamed: 'Index, and its new name',
      inBackup: 'In backup',
      live: 'Live now',
      difference: 'Difference',
      bytes: 'Size',
      shards: 'Shards',
    },
    notCounted: 'Not counted',
    making: 'Making the plan',
    failed: 'The plan could not be made',
    stoppedRefused: (count: number) =>
      count === 1 ? '1 refused index: choose a fix first' : `${count} refused indices: choose a fix for each`,
    leaveAllOut: (count: number) => `Leave all ${count} out`,
    stoppedNothing: 'Nothing would be restored or removed',
    stoppedPlanning: 'The plan is being made',
  },

  verdictWords: { good: 'Fits', warn: 'Look at this', bad: 'Does not fit', unknown: 'Not known' },

  side: {
    label: 'About this plan',
    planned: (age: string) => `Planned ${age}`,
    planAgain: 'Plan again',
    what: 'What',
    version: 'Version',
    disk: 'Disk',
    diskUsed: (size: string) => `${size} used`,
    diskNeeded: (size: string) => `${size} needed`,
    diskPicture: (used: string, needed: string, total: string) =>
      `${used} of ${total} used, ${needed} needed for the restore`,
    loss: 'What will be lost',
    lossNothing: 'Nothing',
    lossNothingText: 'No index is replaced or removed.',
    lossText: (count: number, since: string) =>
      `All that was written to the ${indices(count)} since ${since}.`,
    lossTextNoTime: (count: number) => `All that was written to the ${indices(count)} since the backup.`,
    lossAll: (count: number) => `All that the ${indices(count)} hold now.`,
    lossDocs: 'Documents, live to backup',
    arrow: (from: string, to: string) => `${from} → ${to}`,
    safety: 'Before: safety backup',
    on: 'on',
    off: 'off',
    notNeeded: 'not needed',
    notPossible: 'not possible',
    safetyInto: (count: number, size: string) => `${indices(count)}, ${size} into`,
    safetyAfter: 'It can bring the present state back.',
    safetyOff: 'Turned off: the present state cannot be brought back.',
    safetyNothing: 'No index is replaced or removed.',
    safetyOpens: (count: number) => `${indices(count)} must be opened for the time of the backup.`,
    aliases: 'Aliases',
    clear: 'Clear',
    counts: 'Document counts',
    countsUnknown: 'Not known: the backup was made elsewhere, or data was written while it ran.',
  },

  confirm: {
    effectBeside: (count: number): string => `Restore ${indices(count)} beside`,
    effectAdd: (count: number): string => `Add ${indices(count)}`,
    effect: (counts: Record<PlanVerdict, number>): string => {
      const parts = EFFECT_VERBS.filter(([, verdict]) => counts[verdict] > 0);
      const last = parts.at(-1);
      if (last === undefined) return 'Restore nothing';
      const words = COMMON.list(parts.map(([verb, verdict]) => `${verb} ${counts[verdict]}`));
      return `${upperFirst(words)} ${counts[last[1]] === 1 ? 'index' : 'indices'}`;
    },
    ofTenant: { 'in-place': 'of tenant', beside: 'those of tenant', tenant: 'of tenant', add: 'to tenant' },
    on: (gateway: string) => `on ${gateway}`,
    dataOf: (time: string, age: string, docs: string, size: string) =>
      `Data of ${time} (${age} old): ${docs}, ${size}.`,
    docs: (count: string) => `${count} documents`,
    docsUnknown: 'documents not counted',
    noTime: (docs: string, size: string) => `Data of a backup without a known time: ${docs}, ${size}.`,

    happens: 'What happens',
    closedTitle: (gateway: string) => `${gateway} is without its data while it is copied back`,
    closedText: 'API calls may fail meanwhile.',
    closedRestart: 'Afterwards every node needs a restart, one after another.',
    createdOnlyTitle: (gateway: string) => `${gateway} stays reachable`,
    createdOnlyText: 'No index is closed or replaced.',
    createdRestart: 'Every node needs a restart to use the restored data.',
    noRestart: 'No restart is needed.',
    besideTitle: 'Copies stand beside the live indices',
    besideText: 'Without aliases, so the gateway does not use them. They take room until they are deleted.',
    tenantTitle: (source: string, tenant: string) => `Data of tenant ${source} becomes data of ${tenant}`,
    tenantText: (tenant: string) => `What ${tenant} has now under the same names goes away.`,
    tenantTextNothing: (tenant: string) => `${tenant} has nothing under the same names now.`,
    addTitle: 'Older data is found again',
    addText: 'The added indices are members of their aliases. None of them is written to.',
    globalTitle: 'Settings and templates of the whole data store are replaced',
    globalText: 'Also those that other tenants and other programs use.',
    lostTitle: (since: string) => `What was written since ${since} is lost`,
    lostTitleNoTime: 'What was written since the backup is lost',
    lostAllTitle: (tenant: string) => `The present data of ${tenant} in these indices is lost`,
    lostAllText: (docs: string) => `${docs} documents.`,
    lostText: (from: string, to: string) => `${from} documents become ${to}.`,
    lostUnknown: 'How many documents that is, is not known.',
    removedTitle: (count: number) => `${indices(count)} of today ${count === 1 ? 'is' : 'are'} removed`,
    namedMore: (names: string, more: number) => `${names} and ${more} more`,
    deletedTitle: (count: number) =>
      `${indices(count)} ${count === 1 ? 'is' : 'are'} deleted before the restore, by choice`,
    safetyTitle: 'A safety backup comes first',
    safetyInto: (count: number, size: string) => `${indices(count)}, ${size}, into`,
    safetyText: 'If it is not complete, nothing is closed and nothing is restored.',
    rollbackTitle: 'A failed restore is rolled back',
    undoneText: 'The indices it made are deleted again. Nothing else is changed.',
    rollbackText: 'The safety backup brings the present state back, also after a crash of this program.',
    noSafetyTitle: 'No safety backup is made',
    noSafetyText: 'A restore that fails leaves indices incomplete, and the present state is gone.',
    unknownTitle: (count: number) => `${indices(count)} cannot be judged beforehand`,
    unknownText: 'If the data store refuses one of them, the restore is rolled back.',
    untouchedTitle: 'Not touched',
    untouched: (not: Untouched): string => `${upperFirst(COMMON.list(untouchedParts(not)))}.`,
    /** The name of the only index that was left out follows. */
    untouchedAnd: (not: Untouched): string => upperFirst([...untouchedParts(not), 'the left-out'].join(', ')),
    callsNote:
      'Nodes that can be quiesced are asked for it first and released at the end. A restore that fails sends other calls, which bring the former state back.',
    undoTitle: 'What cannot be undone',
    undoTitleNothing: 'All of it can be undone',
    undoText:
      'Changes that reach the gateway after the safety backup has begun. The safety backup brings back all that was there before.',
    undoTextNoSafety: (count: number) =>
      `Everything. The present content of ${indices(count)} is overwritten and kept nowhere.`,
    undoGlobalState: 'The global state: no safety backup brings the present settings and templates back.',
    undoTextCreates: 'The restored indices can be deleted again; nothing that exists now is changed.',

    tenantLabel: (tenant: string) => `Type the tenant to confirm: ${tenant}`,
    matches: 'Matches',
    matchesNot: 'Does not match yet',
    reasonLabel: 'Reason',
    reasonNote: '(kept in the activity list)',
    reasonCount: (count: number) => `${count} of 500 characters`,
    safetySwitch: 'Safety backup first',
    safetyKept: 'Kept in',
    safetyImpossible: 'Not possible now:',
    safetyNotNeeded: 'Not needed: no index is replaced or removed.',
    phraseLabel: (phrase: string) => `To restore without a safety backup, type: ${phrase}`,
    releaseLabel: (release: string) => `The backup comes from release ${release}. To go on, type: ${release}`,
    releaseText: 'Documents of another release are not converted. The gateway may not start with them.',
    globalLabel: (phrase: string) => `To restore the global state too, type: ${phrase}`,
    globalNote: 'Settings and templates of the whole data store are replaced. Nothing brings them back.',
    enterNote: 'Enter does not start the restore',
    missing: {
      tenant: 'Type the tenant first',
      'without-safety': 'Type that there is no way back first',
      release: 'Type the release of the backup first',
      'global-state': 'Type that the global state is replaced first',
    },
    planAgain: 'Make the plan again',
  },
};
