import { useState } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { PlanChoices, PlanFix, RestoreMode, RestorePlan } from '#shared/model/plan.ts';
import { useRequest } from '../../api/hooks.ts';
import { choicesStandOn, useKeptDraft } from '../../lib/kept.ts';
import { DEFAULT_CHOICES, isDefault, withFix } from './plan-state.ts';
import { firstDraft, type WhatChoices, type WhatDraft } from './what-draft.ts';

export interface BackupAddress {
  gatewayId: string;
  repository: string;
  name: string;
}

export interface PlanReading {
  plan: RestorePlan | null;
  /** The last plan that could be made: what it says about the backup as such stays true. */
  lastPlan: RestorePlan | null;
  error: AppError | null;
  /** True while the plan on the screen is not the one of the present choices. */
  planning: boolean;
  choices: PlanChoices;
  /** True while the choices are those of an earlier visit of this page. */
  resumed: boolean;
  /** Why, as typed so far. */
  reason: string;
  setReason: (reason: string) => void;
  /** What is ticked in the step "What", which counts once it is taken. */
  draft: WhatDraft;
  setDraft: (draft: WhatDraft) => void;
  takeWhat: (what: WhatChoices) => void;
  fix: (index: string, fix: PlanFix | null) => void;
  leaveOut: (indices: readonly string[]) => void;
  setSafety: (on: boolean) => void;
  takeBack: () => void;
  again: () => void;
  /** The next restore of this backup begins with the defaults. */
  forget: () => void;
}

/** What is kept of a restore that is not started yet. What was typed to confirm it is not part of it. */
interface RestoreDraft {
  what: WhatDraft;
  choices: PlanChoices;
  fixes: FixesByMode;
  reason: string;
}

const nothingChosen = (): Omit<RestoreDraft, 'reason'> => ({
  what: firstDraft(new Date()),
  choices: DEFAULT_CHOICES,
  fixes: {},
});

/** The plan of one backup; every choice makes it anew, because only the engine can judge one. */
export function useRestorePlan(backup: BackupAddress, profile: GatewayProfile | null): PlanReading {
  const { gatewayId, repository, name } = backup;
  const [lastPlan, setLastPlan] = useState<RestorePlan | null>(null);
  // A backup may be deleted and made anew under its name; the time of its start tells the two apart.
  const [startedAt, setStartedAt] = useState<string>();
  const kept = useKeptDraft<RestoreDraft>(
    ['restore', gatewayId, repository, name],
    () => ({ ...nothingChosen(), reason: '' }),
    { madeFor: [choicesStandOn(profile ?? undefined), startedAt] },
  );
  const { what, choices, fixes, reason } = kept.draft;
  const set = (part: Partial<RestoreDraft>): void => kept.setDraft((now) => ({ ...now, ...part }));
  const reading = useRequest('restore.plan', { ...backup, choices }, { keepPrevious: true });
  const plan = reading.error === null ? (reading.data ?? null) : null;
  if (plan !== null && plan !== lastPlan) setLastPlan(plan);
  // A plan of an earlier visit, shown until it is made anew, may be of the backup before.
  const told = reading.refreshing ? null : (plan?.backupStartedAt ?? null);
  if (told !== null && String(told) !== startedAt) setStartedAt(String(told));
  const choose = (next: PlanChoices): void =>
    set({ choices: next, fixes: { ...fixes, [keyOf(next.mode)]: next.fixes } });
  return {
    plan,
    lastPlan,
    error: reading.refreshing ? null : reading.error,
    planning: reading.refreshing,
    choices,
    resumed: choices === kept.begun?.choices && !isDefault(choices),
    reason,
    setReason: (text) => set({ reason: text }),
    draft: what,
    setDraft: (draft) => set({ what: draft }),
    takeWhat: (taken) => set({ choices: { ...choices, ...taken, fixes: fixes[keyOf(taken.mode)] ?? {} } }),
    fix: (index, fix) => choose(withFix(choices, index, fix)),
    leaveOut: (indices) => choose(indices.reduce((all, index) => withFix(all, index, 'leave-out'), choices)),
    setSafety: (safetyBackup) => set({ choices: { ...choices, safetyBackup } }),
    takeBack: () => set(nothingChosen()),
    again: reading.refresh,
    forget: kept.forget,
  };
}

/** "Delete the live one" means another index in each way of restoring, so each keeps its own. */
type FixesByMode = Partial<Record<string, PlanChoices['fixes']>>;

const keyOf = (mode: RestoreMode): string => (mode.kind === 'tenant' ? `tenant ${mode.source}` : mode.kind);
