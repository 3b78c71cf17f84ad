import { useState } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import type { PlanChoices, PlanFix, RestorePlan } from '#shared/model/plan.ts';
import { useRequest } from '../../api/hooks.ts';
import { DEFAULT_CHOICES, withFix } from './plan-state.ts';

export interface BackupAddress {
  gatewayId: string;
  repository: string;
  name: string;
}

export interface PlanReading {
  plan: RestorePlan | null;
  error: AppError | null;
  /** True while the plan on the screen is not the one of the present choices. */
  planning: boolean;
  choices: PlanChoices;
  fix: (index: string, fix: PlanFix | null) => void;
  setSafety: (on: boolean) => void;
  takeBack: () => void;
  again: () => void;
}

/** The plan of one backup; every choice makes it anew, because only the engine can judge one. */
export function useRestorePlan(backup: BackupAddress): PlanReading {
  const [choices, setChoices] = useState(DEFAULT_CHOICES);
  const reading = useRequest('restore.plan', { ...backup, choices }, { keepPrevious: true });
  return {
    plan: reading.error === null ? (reading.data ?? null) : null,
    error: reading.refreshing ? null : reading.error,
    planning: reading.refreshing,
    choices,
    fix: (index, fix) => setChoices((now) => withFix(now, index, fix)),
    setSafety: (safetyBackup) => setChoices((now) => ({ ...now, safetyBackup })),
    takeBack: () => setChoices(DEFAULT_CHOICES),
    again: reading.refresh,
  };
}
