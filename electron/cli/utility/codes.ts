import { releaseAtLeast } from '#shared/rules/versions.ts';

/** Exit codes of the vendor's utility, 10.11 and later. */
export const CODES = {
  success: 0,
  error: 1,
  'in-progress': 8,
  'backup-failed': 9,
  'backup-good': 10,
  'backup-missing': 11,
  deleted: 12,
  'not-deleted': 13,
} as const;
export type Outcome = keyof typeof CODES;

const GOOD_BEFORE: readonly Outcome[] = ['success', 'in-progress', 'backup-good', 'deleted'];

/** Whether the work that was asked for is done. */
export const isGood = (outcome: Outcome): boolean =>
  GOOD_BEFORE.includes(outcome) && outcome !== 'in-progress';

/** The code for a gateway of this release; before 10.11 there are only 0 and 1. */
export function codeOf(outcome: Outcome, release: string): number {
  if (releaseAtLeast(release, 10, 11)) return CODES[outcome];
  return GOOD_BEFORE.includes(outcome) ? 0 : 1;
}
