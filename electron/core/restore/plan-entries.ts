import type { PlanChoices, PlanEntry, PlanFix } from '#shared/model/plan.ts';
import type { ParsedIndexName } from '#shared/rules/index-names.ts';
import { canRead, parseVersion, parseVersionId } from '#shared/rules/versions.ts';
import { reliableDocs } from '../backups/manifest.ts';
import type { LiveIndex } from '../elasticsearch/indices.ts';
import type { RestoreFacts } from './facts.ts';

/** What happens to each index of backup and tenant (E7, E8). Nothing here asks a server. */
export function planEntries(facts: RestoreFacts, choices: PlanChoices): PlanEntry[] {
  const liveOf = new Map(facts.live.map((index) => [index.index, index]));
  const aliases = new Set(facts.live.flatMap((index) => index.aliases.map((alias) => alias.alias)));
  const inBackup = new Set(facts.backup.indices);
  const restored = facts.backupNames.owned.map((one) =>
    restoredEntry(facts, one, liveOf.get(one.index), aliases, choices.fixes[one.index] ?? null),
  );
  const families = new Set(restored.filter(isRestored).map((entry) => entry.family));
  const surplus = facts.liveNames.owned
    .filter((one) => !inBackup.has(one.index))
    .map((one) => surplusEntry(one, liveOf.get(one.index), families, choices.fixes[one.index] ?? null));
  const unclear = [...new Set([...facts.backupNames.unclear, ...facts.liveNames.unclear])].map((index) =>
    unclearEntry(facts, index, liveOf.get(index)),
  );
  return [...restored, ...surplus, ...unclear];
}

export function isRestored(entry: PlanEntry): boolean {
  return entry.verdict === 'create' || entry.verdict === 'replace' || entry.verdict === 'unknown';
}

function restoredEntry(
  facts: RestoreFacts,
  one: ParsedIndexName,
  live: LiveIndex | undefined,
  aliases: ReadonlySet<string>,
  chosen: PlanFix | null,
): PlanEntry {
  const base = entryOf(facts, one, live, chosen);
  if (chosen === 'leave-out')
    return { ...base, verdict: 'keep', why: 'Left out of this restore', fixes: ['leave-out'] };
  const refusal = refusalOf(facts, one.index, base, live, aliases, chosen);
  if (refusal !== null) return { ...base, verdict: 'refused', ...refusal };
  const unknown = unknownOf(facts, one.index, base, live);
  if (unknown !== null) return { ...base, verdict: 'unknown', why: unknown, fixes: ['leave-out'] };
  if (live === undefined)
    return { ...base, verdict: 'create', why: 'Gone since the backup', fixes: ['leave-out'] };
  if (chosen === 'delete-first')
    return {
      ...base,
      verdict: 'replace',
      why: 'The live index is deleted first',
      fixes: ['leave-out', 'delete-first'],
    };
  return { ...base, verdict: 'replace', why: '', fixes: ['leave-out'] };
}

function refusalOf(
  facts: RestoreFacts,
  index: string,
  entry: PlanEntry,
  live: LiveIndex | undefined,
  aliases: ReadonlySet<string>,
  chosen: PlanFix | null,
): { why: string; fixes: PlanFix[] } | null {
  const store = facts.connection.can.version;
  const created = parseVersionId(facts.manifest?.indices[index]?.createdId ?? 0);
  if (created !== null && canRead(store, created) !== 'yes') {
    return {
      why: `It was made by Elasticsearch ${created.text}, which ${store.text} cannot open.`,
      fixes: ['leave-out'],
    };
  }
  if (live === undefined && aliases.has(index))
    return { why: 'An alias has this name now.', fixes: ['leave-out'] };
  const blocks =
    live?.blocks.filter((block) => ['read_only', 'read_only_allow_delete', 'metadata'].includes(block)) ?? [];
  if (blocks.length > 0)
    return { why: `The live index has a block: ${blocks.join(', ')}.`, fixes: ['leave-out'] };
  const shards = entry.inBackup?.shards ?? null;
  if (live !== undefined && shards !== null && shards !== live.shards && chosen !== 'delete-first') {
    const why = `The backup has ${shards} ${shards === 1 ? 'shard' : 'shards'}, the live index has ${live.shards}. A restore into an existing index needs the same number.`;
    return { why, fixes: ['leave-out', 'delete-first'] };
  }
  return null;
}

/** Facts that are neither in a manifest nor told by the server can only be learned by trying. */
function unknownOf(
  facts: RestoreFacts,
  index: string,
  entry: PlanEntry,
  live: LiveIndex | undefined,
): string | null {
  if (live !== undefined && (entry.inBackup?.shards ?? null) === null)
    return 'The number of its shards in the backup is not known before it is tried.';
  if (facts.manifest?.indices[index] !== undefined) return null;
  const made = backupVersion(facts);
  if (made === null || made.major === facts.connection.can.version.major) return null;
  return 'The version it was made by is not known before it is tried.';
}

/** The release of the data store that made the backup; newer servers write a counter where it should be. */
export function backupVersion(facts: RestoreFacts): ReturnType<typeof parseVersion> {
  const { versionText, versionId } = facts.backup;
  const fromManifest = facts.manifest === null ? null : parseVersion(facts.manifest.dataStoreVersion);
  return fromManifest ?? parseVersion(versionText ?? '') ?? parseVersionId(versionId ?? 0);
}

function surplusEntry(
  one: ParsedIndexName,
  live: LiveIndex | undefined,
  families: ReadonlySet<string | null>,
  chosen: PlanFix | null,
): PlanEntry {
  const twin = one.rollover && families.has(one.family);
  const removed = chosen === null ? one.scope === 'assets' && twin : chosen === 'remove';
  return {
    index: one.index,
    scope: one.scope,
    family: one.family,
    verdict: removed ? 'remove' : 'keep',
    why: removed
      ? 'Newer than the backup; two would stand behind one alias'
      : 'Newer than the backup, not touched',
    fixes: ['keep', 'remove'],
    chosen,
    inBackup: null,
    live: liveOf(live),
  };
}

function unclearEntry(facts: RestoreFacts, index: string, live: LiveIndex | undefined): PlanEntry {
  const size = facts.sizes?.indices.get(index);
  return {
    index,
    scope: null,
    family: null,
    verdict: 'keep',
    why: `It cannot be told whether it belongs to tenant ${facts.connection.gateway.tenant}`,
    fixes: [],
    chosen: null,
    inBackup: facts.backup.indices.includes(index)
      ? { docs: null, bytes: size?.bytes ?? null, shards: size?.shards ?? null }
      : null,
    live: liveOf(live),
  };
}

function entryOf(
  facts: RestoreFacts,
  one: ParsedIndexName,
  live: LiveIndex | undefined,
  chosen: PlanFix | null,
): PlanEntry {
  const noted = facts.manifest?.indices[one.index];
  const size = facts.sizes?.indices.get(one.index);
  return {
    index: one.index,
    scope: one.scope,
    family: one.family,
    verdict: 'replace',
    why: '',
    fixes: [],
    chosen,
    inBackup: {
      docs: reliableDocs(noted),
      bytes: noted?.bytes ?? size?.bytes ?? null,
      shards: noted?.shards ?? size?.shards ?? null,
    },
    live: liveOf(live),
  };
}

function liveOf(live: LiveIndex | undefined): PlanEntry['live'] {
  if (live === undefined) return null;
  return { docs: live.docs, bytes: live.bytes, shards: live.shards, open: live.open, uuid: live.uuid };
}
