import type { AppError } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { PlanChoices, PlanEntry, RestorePlan, Verdict } from '#shared/model/plan.ts';
import { tenantsIn } from '#shared/rules/index-names.ts';
import { canRead } from '#shared/rules/versions.ts';
import { reliableDocs, totalDocs } from '../backups/manifest.ts';
import { workInWords } from '../elasticsearch/cluster.ts';
import { isError, type RestoreFacts } from './facts.ts';
import type { AliasTarget } from './plan-aliases.ts';
import { backupVersion, isRestored } from './plan-entries.ts';
import { missingFrom } from './plan-targets.ts';

const sum = (values: readonly (number | null | undefined)[]): number =>
  values.reduce<number>((all, value) => all + (value ?? 0), 0);
const allOrNull = (values: readonly (number | null | undefined)[]): number | null =>
  values.some((value) => value == null) ? null : sum(values);

export function versionVerdict(facts: RestoreFacts): Verdict {
  const made = backupVersion(facts);
  const store = facts.connection.can.version;
  if (made === null) return { state: 'unknown', text: 'The version that made the backup is not known.' };
  const read = canRead(store, made);
  if (read === 'too-new')
    return {
      state: 'bad',
      text: `The backup was made by Elasticsearch ${made.text}, newer than ${store.text}.`,
    };
  if (read === 'too-old')
    return {
      state: 'bad',
      text: `The backup was made by Elasticsearch ${made.text}; ${store.text} cannot open it.`,
    };
  const same = made.major === store.major ? 'good' : 'warn';
  return { state: same, text: `Elasticsearch ${made.text} into ${store.text}` };
}

export function aliasVerdict(facts: RestoreFacts, targets: readonly AliasTarget[]): Verdict {
  const guessed = targets.filter((target) => target.source === 'backup').length;
  if (guessed > 0)
    return {
      state: 'unknown',
      text: `${guessed} of ${targets.length} come out of the backup and are known when it is restored`,
    };
  if (targets.length === 0) return { state: 'good', text: 'None' };
  return {
    state: 'good',
    text: facts.connection.can.writeIndex
      ? `${targets.length}, each with one write index`
      : `${targets.length}`,
  };
}

export function lossOf(facts: RestoreFacts, entries: readonly PlanEntry[]): RestorePlan['loss'] {
  const replaced = entries.filter(
    (entry) => (isRestored(entry) && entry.live !== null) || entry.verdict === 'remove',
  );
  return {
    since: facts.backup.startedAt,
    docsLive: allOrNull(
      replaced.map((entry) => (entry.live?.open === false ? 0 : (entry.live?.docs ?? null))),
    ),
    docsAfter: allOrNull(
      replaced.map((entry) => (entry.verdict === 'remove' ? 0 : (entry.inBackup?.docs ?? null))),
    ),
  };
}

/** Indices that must be in the safety backup: all that is replaced or removed (E10). */
export function endangered(entries: readonly PlanEntry[]): PlanEntry[] {
  return entries.filter((entry) => entry.live !== null && (isRestored(entry) || entry.verdict === 'remove'));
}

export function safetyOf(
  facts: RestoreFacts,
  entries: readonly PlanEntry[],
  wanted: boolean,
): RestorePlan['safety'] {
  const affected = endangered(entries);
  const closed = affected.filter((entry) => entry.live?.open === false).map((entry) => entry.index);
  const place = facts.safetyPlace;
  return {
    on: wanted,
    repository: isError(place) ? '-' : place.name,
    indices: affected.length,
    bytes: allOrNull(affected.map((entry) => entry.live?.bytes ?? 0)),
    opens: facts.connection.can.closedInBackup ? [] : closed,
    error: affected.length > 0 && isError(place) ? place : null,
  };
}

export function countsOf(facts: RestoreFacts, entries: readonly PlanEntry[]): RestorePlan['counts'] {
  const restored = entries.filter(isRestored);
  const docs = allOrNull(restored.map((entry) => reliableDocs(facts.manifest?.indices[entry.index])));
  return {
    known: facts.manifest !== null && totalDocs(facts.manifest).reliable,
    docs,
    bytes: allOrNull(restored.map((entry) => entry.inBackup?.bytes ?? null)),
  };
}

interface Planned {
  choices: PlanChoices;
  entries: readonly PlanEntry[];
  aliases: readonly AliasTarget[];
  disk: RestorePlan['disk'];
}

/** All that stops the restore as a whole. */
export function blockersOf(facts: RestoreFacts, planned: Planned): AppError[] {
  const { backup, connection } = facts;
  const { choices, entries, aliases, disk } = planned;
  const blockers: AppError[] = [];
  if (connection.gateway.readOnly)
    blockers.push(appError('gateway-read-only', { what: connection.gateway.name }));
  if (backup.state !== 'SUCCESS') {
    const shards = backup.shards;
    blockers.push(
      appError('backup-incomplete', {
        what: backup.name,
        detail:
          shards === null
            ? `Its state is ${backup.state}.`
            : `Its state is ${backup.state}: ${shards.failed} of ${shards.total} shards failed.`,
      }),
    );
  }
  const version = versionVerdict(facts);
  if (version.state === 'bad') blockers.push(appError('version-mismatch', { detail: version.text }));
  const tenant = choices.mode.kind === 'tenant' ? choices.mode.source : connection.gateway.tenant;
  const missingNames = missingFrom(facts, choices);
  if (missingNames.length > 0)
    blockers.push(
      appError('index-missing', { detail: `Not in the backup: ${missingNames.slice(0, 3).join(', ')}.` }),
    );
  else if (!entries.some((entry) => entry.inBackup !== null && entry.scope !== null))
    blockers.push(notOfTenant(facts, tenant));
  else if (!entries.some(isRestored) && !entries.some((entry) => entry.verdict === 'refused'))
    blockers.push(appError('nothing-selected'));
  const missing = (facts.manifest?.plugins ?? []).filter((plugin) => !facts.plugins.includes(plugin));
  if (missing.includes('mapper-size')) blockers.push(appError('plugin-missing', { detail: 'mapper-size' }));
  // A running gateway that writes to an alias whose indices are gone makes an index of that name.
  const removed = new Set(entries.filter((entry) => entry.verdict === 'remove').map((entry) => entry.index));
  const inTheWay = facts.live.find(
    (index) => !removed.has(index.index) && aliases.some((target) => target.alias === index.index),
  );
  if (inTheWay !== undefined)
    blockers.push(
      appError('plan-refused', { detail: `${inTheWay.index} is an index now, where an alias must be.` }),
    );
  if (choices.globalState && globalStateIn(facts) === false)
    blockers.push(appError('global-state-missing', { what: backup.name }));
  if (disk.state === 'bad') blockers.push(appError('disk-full', { detail: disk.text }));
  blockers.push(...storeBlockers(facts, entries));
  return blockers;
}

/** Whether the backup holds the global state: one of ours never does, also where the server does not say (before 7.2). */
export const globalStateIn = ({ backup, manifest }: RestoreFacts): boolean | null =>
  backup.globalState ?? (manifest === null ? null : false);

function notOfTenant({ backup, connection }: RestoreFacts, tenant: string): AppError {
  const others = tenantsIn(backup.indices, connection.knownTenants);
  const detail =
    others.length === 0
      ? 'It holds no index of any gateway.'
      : `It was made of ${others.length === 1 ? 'the tenant' : 'the tenants'} ${others.join(', ')}.`;
  return appError('tenant-not-in-backup', { what: backup.name, where: tenant, detail });
}

function storeBlockers(facts: RestoreFacts, entries: readonly PlanEntry[]): AppError[] {
  const blockers: AppError[] = [];
  const { settings, work } = facts;
  const on = (key: string): boolean => String(settings[key]) === 'true';
  const blocked = ['cluster.blocks.read_only', 'cluster.blocks.read_only_allow_delete'].filter(on);
  if (blocked.length > 0) blockers.push(appError('store-blocked', { detail: `${blocked.join(', ')}.` }));
  if (String(settings['cluster.indices.close.enable']) === 'false')
    blockers.push(appError('store-blocked', { detail: 'cluster.indices.close.enable is false.' }));
  const limit = Number(settings['cluster.max_shards_per_node'] ?? Number.NaN) * facts.health.dataNodes;
  const added = sum(
    entries
      .filter((entry) => isRestored(entry) && entry.live === null)
      .map((entry) => entry.inBackup?.shards ?? 1),
  );
  if (Number.isFinite(limit) && facts.health.shards + added > limit) {
    blockers.push(
      appError('shard-limit', {
        detail: `${facts.health.shards} are in use, ${added} more are needed, ${limit} are allowed.`,
      }),
    );
  }
  const busy = workInWords(work);
  if (busy.length > 0)
    blockers.push(appError('store-busy', { detail: `Running on the server: ${busy.join(', ')}.` }));
  return blockers;
}
