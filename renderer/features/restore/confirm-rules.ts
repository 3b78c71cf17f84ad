import {
  GLOBAL_STATE_PHRASE,
  NO_SAFETY_PHRASE,
  type RestoreConfirmation,
  type RestorePlan,
} from '#shared/model/plan.ts';
import { overwrittenCount } from './plan-state.ts';

export interface ConfirmDraft {
  tenant: string;
  reason: string;
  withoutSafety: string;
  otherRelease: string;
  globalState: string;
}

export const EMPTY_DRAFT: ConfirmDraft = {
  tenant: '',
  reason: '',
  withoutSafety: '',
  otherRelease: '',
  globalState: '',
};

export type Missing = 'tenant' | 'without-safety' | 'release' | 'global-state';

/** True when the restore would have no way back, which must be typed. */
export function hasNoWayBack(plan: RestorePlan): boolean {
  return overwrittenCount(plan) > 0 && (!plan.safety.on || plan.safety.error !== null);
}

/** What is still to be typed before the restore may start. */
export function missingOf(plan: RestorePlan, tenant: string, draft: ConfirmDraft): Missing[] {
  const missing: Missing[] = [];
  if (draft.tenant.trim() !== tenant) missing.push('tenant');
  if (hasNoWayBack(plan) && draft.withoutSafety.trim() !== NO_SAFETY_PHRASE) missing.push('without-safety');
  if (plan.otherRelease !== null && draft.otherRelease.trim() !== plan.otherRelease) missing.push('release');
  if (plan.choices.globalState && draft.globalState.trim() !== GLOBAL_STATE_PHRASE)
    missing.push('global-state');
  return missing;
}

/** The one request that starts the restore. */
export function confirmationOf(plan: RestorePlan, draft: ConfirmDraft): RestoreConfirmation {
  return {
    planId: plan.id,
    tenant: draft.tenant.trim(),
    reason: draft.reason.trim(),
    ...(hasNoWayBack(plan) ? { withoutSafety: draft.withoutSafety.trim() } : {}),
    ...(plan.otherRelease === null ? {} : { otherRelease: draft.otherRelease.trim() }),
    ...(plan.choices.globalState ? { globalState: draft.globalState.trim() } : {}),
  };
}
