import type { AppError } from '#shared/errors/app-error.ts';
import type { PlanChoices, PlanEntry, PlanFix, RestorePlan } from '#shared/model/plan.ts';
import { countOf } from './plan-groups.ts';

export const DEFAULT_CHOICES: PlanChoices = {
  mode: { kind: 'in-place' },
  selection: { kind: 'everything' },
  fixes: {},
  safetyBackup: true,
  globalState: false,
};

/** True while nothing was chosen that the defaults do not have. */
export const isDefault = (choices: PlanChoices): boolean =>
  choices.mode.kind === 'in-place' &&
  choices.selection.kind === 'everything' &&
  Object.keys(choices.fixes).length === 0 &&
  choices.safetyBackup &&
  !choices.globalState;

/** Why a plan may not be carried out as it is; `null` when it may. */
export type Stop =
  | { kind: 'blocked'; error: AppError }
  | { kind: 'refused'; count: number }
  | { kind: 'nothing' };

export function stopOf(plan: RestorePlan): Stop | null {
  const [blocker] = plan.blockers;
  if (blocker !== undefined) return { kind: 'blocked', error: blocker };
  const refused = countOf(plan, 'refused');
  if (refused > 0) return { kind: 'refused', count: refused };
  return restoredCount(plan) + countOf(plan, 'remove') === 0 ? { kind: 'nothing' } : null;
}

/** Refused indices that can all be left out at once; one alone has its own button. */
export function refusedTogether(plan: RestorePlan): string[] {
  const refused = plan.entries.filter(({ verdict }) => verdict === 'refused');
  const together = refused.length > 1 && refused.every(({ fixes }) => fixes.includes('leave-out'));
  return together ? refused.map(({ index }) => index) : [];
}

/** Indices that come out of the backup. */
export function restoredCount(plan: RestorePlan): number {
  return countOf(plan, 'replace') + countOf(plan, 'create') + countOf(plan, 'unknown');
}

/** Indices whose present content goes away; without any there is nothing to save first (E1). */
export function overwrittenCount(plan: RestorePlan): number {
  return plan.entries.filter(
    ({ verdict, live }) => live !== null && ['replace', 'remove', 'unknown'].includes(verdict),
  ).length;
}

/** What else may be chosen for an index: neither what is chosen nor what happens anyway. */
export function fixesLeft({ fixes, chosen, verdict }: PlanEntry): PlanFix[] {
  return fixes.filter((fix) => fix !== chosen && fix !== verdict);
}

export function withFix(choices: PlanChoices, index: string, fix: PlanFix | null): PlanChoices {
  const rest = Object.fromEntries(Object.entries(choices.fixes).filter(([name]) => name !== index));
  return { ...choices, fixes: fix === null ? rest : { ...rest, [index]: fix } };
}

/** True where the restored indices get names of their own, and so nothing that is live can be concerned. */
export const isBeside = ({ mode }: Pick<PlanChoices, 'mode'>): boolean =>
  mode.kind === 'beside' || mode.kind === 'add';

/** Indices of the backup that were left out by choice. */
export function leftOut(plan: RestorePlan): string[] {
  return plan.entries
    .filter((entry) => entry.chosen === 'leave-out' || (entry.chosen === 'keep' && entry.inBackup !== null))
    .map((entry) => entry.index);
}
