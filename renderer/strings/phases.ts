import type { PhaseId } from '#shared/model/operation.ts';

/** Names of the phases of long work. */
export const PHASES: Record<PhaseId, string> = {
  check: 'Check',
  repository: 'Repository',
  'count-before': 'Count documents',
  copy: 'Copy',
  'count-after': 'Count again',
  plan: 'Check the plan again',
  quiesce: 'Quiet the gateway',
  'open-for-safety': 'Open for the safety backup',
  'safety-backup': 'Safety backup',
  'lift-throttle': 'Lift the speed limit',
  close: 'Close',
  remove: 'Remove',
  restore: 'Copy back',
  verify: 'Verify',
  aliases: 'Set aliases',
  release: 'Release the gateway',
  reopen: 'Open again',
  'roll-back': 'Roll back',
  delete: 'Delete',
  restart: 'Restart',
};
