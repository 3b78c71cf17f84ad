/** What a restore does after its plan, in order. Each is a phase of its operation and a step of its journal. */
export const RESTORE_STEPS = [
  'quiesce',
  'open-for-safety',
  'safety-backup',
  'lift-throttle',
  'close',
  'remove',
  'restore',
  'verify',
  'aliases',
  'release',
] as const;

/** The phases of all work. Without a schema, for the first page, which waits for none. */
export const PHASE_IDS = [
  'check',
  'repository',
  'count-before',
  'copy',
  'count-after',
  'plan',
  ...RESTORE_STEPS,
  'reopen',
  'roll-back',
  'delete',
  'restart',
] as const;
