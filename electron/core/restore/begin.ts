import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import {
  NO_SAFETY_PHRASE,
  type PlanEntry,
  type RestoreConfirmation,
  type RestorePlan,
} from '#shared/model/plan.ts';
import { reliableDocs } from '../backups/manifest.ts';
import type { Journal, JournalIndex } from './journal.ts';
import { aliasesFromBackup } from './plan-aliases.ts';
import { isRestored } from './plan-entries.ts';
import type { MadePlan } from './planner.ts';

/** Refuses a plan that may not start, and a confirmation that does not confirm it. Nothing was changed then. */
export function refuseUnconfirmed(
  plan: RestorePlan,
  tenant: string,
  release: string,
  confirmation: RestoreConfirmation,
): void {
  const [blocker] = plan.blockers;
  if (blocker !== undefined) throw new AppFailure(blocker);
  const refused = plan.entries.filter((entry) => entry.verdict === 'refused').map((entry) => entry.index);
  if (refused.length > 0)
    throw new AppFailure(appError('plan-refused', { detail: refused.slice(0, 3).join(', ') }));
  if (confirmation.tenant !== tenant) throw new AppFailure(appError('tenant-mismatch', { what: tenant }));
  if (plan.otherRelease !== null && confirmation.otherRelease !== plan.otherRelease) {
    throw new AppFailure(appError('release-mismatch', { what: plan.otherRelease, where: release }));
  }
  const unsafe = plan.safety.indices > 0 && (!plan.safety.on || plan.safety.error !== null);
  if (unsafe && confirmation.withoutSafety !== NO_SAFETY_PHRASE) {
    throw new AppFailure(
      plan.safety.error ??
        appError('confirmation-missing', { detail: `"${NO_SAFETY_PHRASE}" must be typed` }),
    );
  }
}

/** The journal with which a confirmed plan begins: all that is needed to finish it or to undo it. */
export function journalOf(
  made: MadePlan,
  id: string,
  confirmation: RestoreConfirmation,
  now: number,
): Journal {
  const { plan, facts } = made;
  const { gateway, storeKey } = facts.connection;
  const live = new Map(facts.live.map((index) => [index.index, index]));
  const withAliases = aliasesFromBackup(made.aliases);
  const indices = plan.entries
    .filter((entry) => isRestored(entry) || entry.verdict === 'remove')
    .map((entry): JournalIndex => {
      const now = live.get(entry.index);
      return {
        index: entry.index,
        scope: entry.scope,
        action: actionOf(entry),
        former:
          now === undefined ? null : { uuid: now.uuid, open: now.open, docs: now.docs, aliases: now.aliases },
        restoredUuid: null,
        docs: entry.verdict === 'remove' ? null : reliableDocs(facts.manifest?.indices[entry.index]),
        bytes: entry.inBackup?.bytes ?? null,
        withAliases: withAliases.has(entry.index),
      };
    });
  const touched = new Set(indices.map((one) => one.index));
  const members = new Set(made.aliases.flatMap((target) => target.members));
  const kept = facts.live.filter((index) => members.has(index.index) && !touched.has(index.index));
  const safe = plan.safety.on && plan.safety.error === null && plan.safety.indices > 0;
  return {
    format: 1,
    id,
    gatewayId: gateway.id,
    gatewayName: gateway.name,
    tenant: gateway.tenant,
    storeKey,
    repository: plan.repository,
    backup: plan.backup,
    backupStartedAt: plan.backupStartedAt,
    startedAt: now,
    reason: confirmation.reason,
    step: 'planned',
    sent: [],
    indices,
    keptAliases: kept.map((index) => ({ index: index.index, aliases: index.aliases })),
    aliases: made.aliases,
    safety: safe ? { repository: plan.safety.repository, name: '', good: false } : null,
    opened: [],
    quiesced: [],
  };
}

function actionOf(entry: PlanEntry): JournalIndex['action'] {
  if (entry.verdict === 'remove') return 'remove';
  if (entry.live === null) return 'create';
  return entry.chosen === 'delete-first' ? 'delete-first' : 'replace';
}
