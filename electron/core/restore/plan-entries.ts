import type { PlanChoices, PlanEntry, PlanFix, RestoreMode } from '#shared/model/plan.ts';
import type { ParsedIndexName } from '#shared/rules/index-names.ts';
import { canRead, parseVersion, parseVersionId } from '#shared/rules/versions.ts';
import { reliableDocs } from '../backups/manifest.ts';
import type { LiveIndex } from '../elasticsearch/indices.ts';
import type { RestoreFacts } from './facts.ts';
import { type PlanTarget, planTargets } from './plan-targets.ts';

/** What happens to each index of backup and tenant (E7, E8). Nothing here asks a server. */
export function planEntries(facts: RestoreFacts, choices: PlanChoices): PlanEntry[] {
  const liveOf = new Map(facts.live.map((index) => [index.index, index]));
  const aliases = new Set(facts.live.flatMap((index) => index.aliases.map((alias) => alias.alias)));
  const targets = planTargets(facts, choices);
  const restored = targets.map((one) =>
    restoredEntry(
      facts,
      { one, mode: choices.mode, aliases, chosen: choices.fixes[one.index] ?? null },
      liveOf,
    ),
  );
  const shown = new Set(targets.map((one) => one.index));
  const unclear = [...new Set([...facts.backupNames.unclear, ...facts.liveNames.unclear])]
    .filter((index) => !shown.has(index))
    .map((index) => unclearEntry(facts, index, liveOf.get(index)));
  return [...restored, ...surplusEntries(facts, choices, restored, liveOf), ...unclear];
}

/** Live indices of the tenant that the backup does not have; beside or added, a restore does not concern them. */
function surplusEntries(
  facts: RestoreFacts,
  { mode, fixes }: PlanChoices,
  restored: readonly PlanEntry[],
  live: ReadonlyMap<string, LiveIndex>,
): PlanEntry[] {
  if (mode.kind === 'beside' || mode.kind === 'add') return [];
  const inBackup = new Set(restored.map((entry) => entry.target));
  const families = new Set(restored.filter(isRestored).map((entry) => entry.family));
  return facts.liveNames.owned
    .filter((one) => !inBackup.has(one.index))
    .map((one) => surplusEntry(one, live.get(one.index), families, fixes[one.index] ?? null));
}

export function isRestored(entry: PlanEntry): boolean {
  return entry.verdict === 'create' || entry.verdict === 'replace' || entry.verdict === 'unknown';
}

interface Wanted {
  one: PlanTarget;
  mode: RestoreMode;
  /** Names that are aliases now. */
  aliases: ReadonlySet<string>;
  chosen: PlanFix | null;
}

function restoredEntry(
  facts: RestoreFacts,
  wanted: Wanted,
  allLive: ReadonlyMap<string, LiveIndex>,
): PlanEntry {
  const { one, mode, chosen } = wanted;
  const live = allLive.get(one.target);
  const base = entryOf(facts, one, live, chosen);
  const left = leftOutOf(one, mode, chosen);
  // In another mode the live index of the name in the backup is none of this restore's business.
  if (left !== null) return { ...base, ...left, verdict: 'keep' };
  const refusal =
    refusalOfMode(facts, wanted, allLive) ?? refusalOf(facts, one.index, base, live, wanted.aliases, chosen);
  if (refusal !== null) return { ...base, verdict: 'refused', ...refusal };
  const unknown = unknownOf(facts, one.index, base, live);
  if (unknown !== null) return { ...base, verdict: 'unknown', why: unknown, fixes: ['leave-out'] };
  if (live === undefined) return { ...base, verdict: 'create', why: createdWhy(mode), fixes: ['leave-out'] };
  if (chosen === 'delete-first')
    return {
      ...base,
      verdict: 'replace',
      why: 'The live index is deleted first',
      fixes: ['leave-out', 'delete-first'],
    };
  return { ...base, verdict: 'replace', why: '', fixes: ['leave-out'] };
}

function leftOutOf(
  one: PlanTarget,
  mode: RestoreMode,
  chosen: PlanFix | null,
): { why: string; fixes: PlanFix[] } | null {
  if (!one.selected) return { why: 'Not selected', fixes: [] };
  if (mode.kind === 'add' && (!one.rollover || one.scope === 'assets'))
    return {
      why: 'Only members of rollover families of events, logs and license data can be added',
      fixes: [],
    };
  if (chosen === 'leave-out') return { why: 'Left out of this restore', fixes: ['leave-out'] };
  return null;
}

function createdWhy(mode: RestoreMode): string {
  switch (mode.kind) {
    case 'in-place':
      return 'Gone since the backup';
    case 'beside':
      return 'A copy beside the live indices, without aliases';
    case 'tenant':
      return `From tenant ${mode.source}`;
    case 'add':
      return 'Added to its family, not written to';
  }
}

/** What only the chosen way of restoring forbids. */
function refusalOfMode(
  facts: RestoreFacts,
  { one, mode }: Wanted,
  allLive: ReadonlyMap<string, LiveIndex>,
): { why: string; fixes: PlanFix[] } | null {
  const fixes: PlanFix[] = ['leave-out'];
  if (one.problem !== null) return { why: one.problem, fixes };
  if (mode.kind === 'beside' && allLive.has(one.target))
    return { why: `An index named ${one.target} exists already; choose another prefix.`, fixes };
  if (mode.kind !== 'add') return null;
  if (allLive.has(one.index))
    return { why: 'Its live twin holds the same documents; they would be there twice.', fixes };
  const family = facts.live.some((index) => index.aliases.some((alias) => alias.alias === one.family));
  return family ? null : { why: 'Its family has no live member to be added to; restore it in place.', fixes };
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
  if (live === undefined && aliases.has(entry.target))
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
    target: one.index,
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
    target: index,
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
  one: PlanTarget,
  live: LiveIndex | undefined,
  chosen: PlanFix | null,
): PlanEntry {
  const noted = facts.manifest?.indices[one.index];
  const size = facts.sizes?.indices.get(one.index);
  return {
    index: one.index,
    target: one.target,
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
