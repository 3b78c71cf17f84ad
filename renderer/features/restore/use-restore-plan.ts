import { useState } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import type { PlanChoices, PlanFix, RestoreMode, RestorePlan } from '#shared/model/plan.ts';
import { useRequest } from '../../api/hooks.ts';
import { DEFAULT_CHOICES, withFix } from './plan-state.ts';
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
  /** What is ticked in the step "What", which counts once it is taken. */
  draft: WhatDraft;
  setDraft: (draft: WhatDraft) => void;
  takeWhat: (what: WhatChoices) => void;
  fix: (index: string, fix: PlanFix | null) => void;
  leaveOut: (indices: readonly string[]) => void;
  setSafety: (on: boolean) => void;
  takeBack: () => void;
  again: () => void;
}

/** The plan of one backup; every choice makes it anew, because only the engine can judge one. */
export function useRestorePlan(backup: BackupAddress): PlanReading {
  const [draft, setDraft] = useState(() => firstDraft(new Date()));
  const [choices, setChoices] = useState(DEFAULT_CHOICES);
  const [fixes, setFixes] = useState<FixesByMode>({});
  const [lastPlan, setLastPlan] = useState<RestorePlan | null>(null);
  const reading = useRequest('restore.plan', { ...backup, choices }, { keepPrevious: true });
  const plan = reading.error === null ? (reading.data ?? null) : null;
  if (plan !== null && plan !== lastPlan) setLastPlan(plan);
  const choose = (next: PlanChoices): void => {
    setChoices(next);
    setFixes((all) => ({ ...all, [keyOf(next.mode)]: next.fixes }));
  };
  return {
    plan,
    lastPlan,
    error: reading.refreshing ? null : reading.error,
    planning: reading.refreshing,
    choices,
    draft,
    setDraft,
    takeWhat: (what) => setChoices((now) => ({ ...now, ...what, fixes: fixes[keyOf(what.mode)] ?? {} })),
    fix: (index, fix) => choose(withFix(choices, index, fix)),
    leaveOut: (indices) => choose(indices.reduce((all, index) => withFix(all, index, 'leave-out'), choices)),
    setSafety: (safetyBackup) => setChoices((now) => ({ ...now, safetyBackup })),
    takeBack: () => {
      setDraft(firstDraft(new Date()));
      setChoices(DEFAULT_CHOICES);
      setFixes({});
    },
    again: reading.refresh,
  };
}

/** "Delete the live one" means another index in each way of restoring, so each keeps its own. */
type FixesByMode = Partial<Record<string, PlanChoices['fixes']>>;

const keyOf = (mode: RestoreMode): string => (mode.kind === 'tenant' ? `tenant ${mode.source}` : mode.kind);
