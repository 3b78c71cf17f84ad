import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import {
  GLOBAL_STATE_PHRASE,
  NO_SAFETY_PHRASE,
  type PlanEntry,
  type RestoreConfirmation,
  type RestorePlan,
} from '#shared/model/plan.ts';
import { exactly, startingWith } from '#shared/rules/restored-names.ts';
import { reliableDocs } from '../backups/manifest.ts';
import type { Journal, JournalIndex, JournalRequest } from './journal.ts';
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
  if (plan.choices.globalState && confirmation.globalState !== GLOBAL_STATE_PHRASE) {
    throw new AppFailure(
      appError('confirmation-missing', { detail: `"${GLOBAL_STATE_PHRASE}" must be typed` }),
    );
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
  const requests = requestsOf(plan, gateway.tenant, withAliases);
  const indices = plan.entries
    .filter((entry) => isRestored(entry) || entry.verdict === 'remove')
    .map((entry): JournalIndex => {
      const now = live.get(entry.target);
      return {
        index: entry.target,
        source: entry.index,
        request: entry.verdict === 'remove' ? '' : requestOf(entry, plan, withAliases),
        scope: entry.scope,
        action: actionOf(entry),
        former:
          now === undefined ? null : { uuid: now.uuid, open: now.open, docs: now.docs, aliases: now.aliases },
        restoredUuid: null,
        docs: entry.verdict === 'remove' ? null : reliableDocs(facts.manifest?.indices[entry.index]),
        bytes: entry.inBackup?.bytes ?? null,
        withAliases: withAliases.has(entry.target),
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
    mode: plan.choices.mode,
    globalState: plan.choices.globalState,
    requests,
    step: 'planned',
    sent: [],
    lifted: null,
    indices,
    keptAliases: kept.map((index) => ({ index: index.index, aliases: index.aliases })),
    aliases: made.aliases,
    aliasesBegun: false,
    safety: safe ? { repository: plan.safety.repository, name: '', good: false } : null,
    opened: [],
    quiesced: [],
  };
}

const WITHOUT_ALIASES = 'without-aliases';
const WITH_ALIASES = 'with-aliases';

function requestOf(entry: PlanEntry, { choices }: RestorePlan, withAliases: ReadonlySet<string>): string {
  // Numbers of added members follow no rule that one pattern could say.
  if (choices.mode.kind === 'add') return entry.target;
  return withAliases.has(entry.target) ? WITH_ALIASES : WITHOUT_ALIASES;
}

/** What must be asked of the server, one after another; indices whose aliases only the backup knows come last (E12). */
function requestsOf(plan: RestorePlan, tenant: string, withAliases: ReadonlySet<string>): JournalRequest[] {
  const { mode } = plan.choices;
  const wanted = plan.entries.filter(isRestored);
  switch (mode.kind) {
    case 'add':
      return wanted.map((entry) => ({
        id: entry.target,
        includeAliases: false,
        rename: { pattern: exactly(entry.index), replacement: entry.target },
      }));
    case 'beside':
      return [
        { id: WITHOUT_ALIASES, includeAliases: false, rename: { pattern: '^', replacement: mode.prefix } },
      ];
    case 'tenant': {
      const pattern = startingWith(`gateway_${mode.source}`);
      return [
        { id: WITHOUT_ALIASES, includeAliases: false, rename: { pattern, replacement: `gateway_${tenant}` } },
      ];
    }
    case 'in-place':
      return [WITHOUT_ALIASES, WITH_ALIASES]
        .filter((id) => wanted.some((entry) => requestOf(entry, plan, withAliases) === id))
        .map((id) => ({ id, includeAliases: id === WITH_ALIASES, rename: null }));
  }
}

function actionOf(entry: PlanEntry): JournalIndex['action'] {
  if (entry.verdict === 'remove') return 'remove';
  if (entry.live === null) return 'create';
  return entry.chosen === 'delete-first' ? 'delete-first' : 'replace';
}
