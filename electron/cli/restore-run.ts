import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { Operation, RestoreResult } from '#shared/model/operation.ts';
import {
  GLOBAL_STATE_PHRASE,
  NO_SAFETY_PHRASE,
  type PlanChoices,
  type RestoreConfirmation,
  type RestorePlan,
} from '#shared/model/plan.ts';
import type { BackupRef } from '#shared/model/primitives.ts';
import type { RISKS } from './grammar/grammar.ts';
import { Refusal } from './refusal.ts';
import { settleEarlier, untilEnd } from './run-operation.ts';
import type { Session } from './session.ts';

export interface RestoreOrder {
  gateway: GatewayProfile;
  backup: BackupRef;
  choices: PlanChoices;
  /** Of `RISKS`. */
  allowed: readonly string[];
  /** How the option that allows them is written. */
  option: string;
  reason: string;
}

/** Plans a restore, after what earlier commands left of the gateway has ended. */
export async function planned(session: Session, order: RestoreOrder): Promise<RestorePlan> {
  await settleEarlier(session, order.gateway.id);
  return planOf(session, order);
}

/** Plans a restore and touches nothing else. */
export function planOf(session: Session, order: RestoreOrder): Promise<RestorePlan> {
  return session.engine.restores.plan({
    gatewayId: order.gateway.id,
    ...order.backup,
    choices: order.choices,
  });
}

/** Carries a plan out and resolves with its verified end. `begun` is called when nothing stands in its way. */
export async function restored(
  session: Session,
  plan: RestorePlan,
  order: RestoreOrder,
  begun: () => void,
): Promise<Operation> {
  const confirmation = confirmationOf(plan, order);
  const { operationId } = await session.engine.restores.start(confirmation);
  begun();
  return untilEnd(session, operationId);
}

const NOT_TOLD =
  ' This data store does not tell whether the backup holds any; where it holds none, the present settings are lost.';

/** The confirmation of a plan. Throws a Refusal where it needs one that was not given. */
export function confirmationOf(
  plan: RestorePlan,
  { gateway, allowed, option, reason }: RestoreOrder,
): RestoreConfirmation {
  const needs = (risk: (typeof RISKS)[number], why: string): void => {
    if (!allowed.includes(risk))
      throw new Refusal(`${why} Nothing was changed. ${option} ${risk} goes on with it.`);
  };
  const isUnsafe = plan.safety.indices > 0 && (!plan.safety.on || plan.safety.error !== null);
  if (plan.blockers.length === 0) {
    if (plan.otherRelease !== null)
      needs(
        'other-release',
        `The backup comes from release ${plan.otherRelease}, the gateway is ${gateway.release}.`,
      );
    if (isUnsafe)
      needs(
        'no-way-back',
        `No safety backup can be made: ${plan.safety.error?.title ?? 'it is switched off.'}`,
      );
    if (plan.choices.globalState)
      needs(
        'cluster-settings',
        `Templates and settings of the whole data store would become those of the backup, also for other tenants, and nothing brings the present ones back.${plan.globalStateInBackup === null ? NOT_TOLD : ''}`,
      );
  }
  return {
    planId: plan.id,
    tenant: gateway.tenant,
    reason,
    ...(isUnsafe ? { withoutSafety: NO_SAFETY_PHRASE } : {}),
    ...(plan.otherRelease === null ? {} : { otherRelease: plan.otherRelease }),
    ...(plan.choices.globalState ? { globalState: GLOBAL_STATE_PHRASE } : {}),
  };
}

/** Said where restored data is in place and the gateway does not know. */
export const RESTART_DUE = 'The gateway works with the old data until its nodes are restarted.';

/** Whether the data of the backup is in place, with or without differences. */
export const isRestored = ({ result }: Pick<Operation, 'result'>): boolean =>
  result?.kind === 'restore' && result.outcome === 'restored';

/** What a restore has done, in one line. */
export function endLine({ target, result, status }: Operation): string {
  if (result?.kind !== 'restore') return `Restore of ${target}: ${status}`;
  const words = {
    restored: restoredWords(result),
    'rolled-back': 'failed and was rolled back; the data is as before',
    unchanged: 'failed before anything was changed',
    incomplete: 'did not end completely',
  };
  return `Restore of ${target} ${words[result.outcome]}`;
}

/** Verified is only what was compared and found equal (E6). */
function restoredWords({ indices, docs, scopes }: RestoreResult): string {
  const facts = `${indices.done} indices${docs === null ? '' : `, ${docs} documents`}`;
  if (scopes.some(({ verdict }) => verdict === 'different'))
    return `restored, and its counts differ from the backup: ${facts}`;
  if (scopes.some(({ verdict }) => verdict === 'unknown'))
    return `restored, shards verified, counts unknown: ${facts}`;
  return `restored and verified: ${facts}`;
}
