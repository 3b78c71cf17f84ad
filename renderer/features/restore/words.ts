import type { PlanChoices, PlanVerdict, RestoreMode, RestorePlan, Verdict } from '#shared/model/plan.ts';
import { formatBytes, formatCount, formatDay } from '../../lib/format.ts';
import { COMMON } from '../../strings/common.ts';
import { RESTORE } from '../../strings/restore.ts';
import { countOf, VERDICT_ORDER } from './plan-groups.ts';
import { restoredCount } from './plan-state.ts';

/** A difference with its sign, a true minus sign included. */
export function signed(value: number): string {
  if (value === 0) return formatCount(0);
  return `${value < 0 ? '−' : '+'}${formatCount(Math.abs(value))}`;
}

/** "Replace 86 and create 2 indices": what the start button does. */
export function effectOf(plan: RestorePlan): string {
  if (plan.choices.mode.kind === 'beside') return RESTORE.confirm.effectBeside(restoredCount(plan));
  if (plan.choices.mode.kind === 'add') return RESTORE.confirm.effectAdd(restoredCount(plan));
  const counts = Object.fromEntries(
    VERDICT_ORDER.map((verdict) => [verdict, countOf(plan, verdict)]),
  ) as Record<PlanVerdict, number>;
  return RESTORE.confirm.effect(counts);
}

/** Since when, inside a sentence: "21 Nov, 02:00", "yesterday, 16:52". */
export function sinceText(plan: RestorePlan, now: number): string | null {
  const at = plan.loss.since ?? plan.backupStartedAt;
  if (at === null) return null;
  const day = formatDay(at, now);
  return day.charAt(0).toLowerCase() + day.slice(1);
}

export const docsText = (docs: number | null): string =>
  docs === null ? RESTORE.confirm.docsUnknown : RESTORE.confirm.docs(formatCount(docs));

export const sizeText = (bytes: number | null): string =>
  bytes === null ? RESTORE.sizeUnknown : formatBytes(bytes);

/** "Assets, Log, from tenant development": what was chosen in the step "What". */
export function chosenText({ mode, selection, globalState }: PlanChoices): string {
  const TEXTS = RESTORE.chosen;
  return TEXTS.words([
    partText(selection),
    ...(mode.kind === 'in-place' ? [] : [modeText(mode)]),
    ...(globalState ? [TEXTS.globalState] : []),
  ]);
}

export function partText(selection: PlanChoices['selection']): string {
  switch (selection.kind) {
    case 'everything':
      return RESTORE.chosen.everything;
    case 'scopes':
      return selection.scopes.map((scope) => COMMON.scopes[scope]).join(', ');
    case 'indices':
      return RESTORE.chosen.named(selection.indices.length);
  }
}

export const modeText = (mode: RestoreMode): string =>
  mode.kind === 'tenant' ? RESTORE.chosen.mode.tenant(mode.source) : RESTORE.chosen.mode[mode.kind];

/** The mark of a verdict about the plan as a whole. */
export const MARKS = { good: 'good', warn: 'warn', bad: 'bad', unknown: 'wait' } as const satisfies Record<
  Verdict['state'],
  string
>;
