import type { AppError } from '#shared/errors/app-error.ts';
import { inferTenants } from '#shared/rules/index-names.ts';
import { useRequest } from '../../api/hooks.ts';
import { type Held, heldBy } from './held.ts';
import type { BackupAddress, PlanReading } from './use-restore-plan.ts';
import {
  choicesOf,
  problemOf,
  tenantOf,
  type WhatChoices,
  type WhatDraft,
  type WhatProblem,
} from './what-draft.ts';

export interface What {
  draft: WhatDraft;
  change: (changes: Partial<WhatDraft>) => void;
  /** Other tenants that the backup holds indices of. */
  others: string[];
  /** False while neither the plan nor the backup itself was read. */
  othersKnown: boolean;
  /** Whose indices are meant by the draft. */
  tenant: string;
  /** What the backup holds of that tenant; `null` while or where it cannot be read. */
  held: Held | null;
  heldError: AppError | null;
  heldRefreshing: boolean;
  readAgain: () => void;
  globalStateInBackup: boolean | null | undefined;
  problem: WhatProblem | null;
  choices: WhatChoices | null;
}

/** What can be chosen of a backup, joined with what is chosen. */
export function useWhat(backup: BackupAddress, own: string, reading: PlanReading): What {
  const { draft, setDraft, lastPlan } = reading;
  const detail = useRequest('backups.detail', { ...backup });
  const indices = detail.data?.indices;
  const tenants = lastPlan?.tenantsInBackup ?? inferTenants((indices ?? []).map((one) => one.index));
  const others = tenants.filter((tenant) => tenant !== own);
  const tenant = tenantOf(draft, own, others);
  const held = indices === undefined ? null : heldBy(indices, tenant, [...tenants, own]);
  return {
    draft,
    change: (changes) => setDraft({ ...draft, ...changes }),
    others,
    othersKnown: lastPlan !== null || indices !== undefined,
    tenant,
    held,
    heldError: detail.data === undefined ? detail.error : null,
    heldRefreshing: detail.refreshing,
    readAgain: detail.refresh,
    globalStateInBackup: lastPlan?.globalStateInBackup,
    problem: problemOf(draft, held, others),
    choices: choicesOf(draft, held, others),
  };
}
