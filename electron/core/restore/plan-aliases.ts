import type { PlanAlias, PlanEntry, RestoreMode } from '#shared/model/plan.ts';
import { compareMembers } from '#shared/rules/index-names.ts';
import { underTenant } from '#shared/rules/restored-names.ts';
import type { IndexAlias } from '../elasticsearch/indices.ts';
import type { RestoreFacts } from './facts.ts';
import { isRestored } from './plan-entries.ts';

interface Membership {
  index: string;
  alias: IndexAlias;
  /** True for an index that stays as it is; its write flag is the stronger one (E8). */
  kept: boolean;
  source: PlanAlias['source'];
}

export interface AliasTarget extends PlanAlias {
  /** What each membership carries besides the write flag. */
  rest: Record<string, Record<string, unknown>>;
}

/**
 * The aliases as they shall be after the restore (E12): from the manifest, else from the live members of the
 * family, else from the backup itself, which then only the server can read. Every alias that is the name of a
 * family ends with exactly one write index, where the data store has write indices.
 */
export function planAliases(
  facts: RestoreFacts,
  entries: readonly PlanEntry[],
  mode: RestoreMode,
): AliasTarget[] {
  // A copy beside the live indices is there to be looked at: through an alias it would be worked with.
  if (mode.kind === 'beside') return [];
  const byAlias = new Map<string, Membership[]>();
  for (const membership of memberships(facts, entries, mode)) {
    byAlias.set(membership.alias.alias, [...(byAlias.get(membership.alias.alias) ?? []), membership]);
  }
  const families = new Set(entries.map((entry) => entry.family));
  const removed = new Set(entries.filter((entry) => entry.verdict === 'remove').map((entry) => entry.target));
  const lostMember = (alias: string): boolean =>
    facts.live.some((index) => removed.has(index.index) && index.aliases.some((one) => one.alias === alias));
  // An alias that the restore does not concern is the gateway's own business, also while it runs.
  const concerned = [...byAlias].filter(
    ([alias, members]) => members.some((member) => !member.kept) || lostMember(alias),
  );
  return concerned.map(([alias, members]) => ({
    alias,
    members: members.map((member) => member.index).sort(compareMembers),
    writeIndex: facts.connection.can.writeIndex ? writeIndexOf(members, families.has(alias)) : null,
    source: members.some((member) => member.source === 'manifest')
      ? 'manifest'
      : members.every((member) => member.source === 'backup')
        ? 'backup'
        : 'live',
    rest: Object.fromEntries(members.map((member) => [member.index, member.alias.rest])),
  }));
}

/** Indices whose aliases only the backup knows; they are restored with their aliases. */
export function aliasesFromBackup(targets: readonly AliasTarget[]): Set<string> {
  return new Set(targets.filter((target) => target.source === 'backup').flatMap((target) => target.members));
}

function memberships(facts: RestoreFacts, entries: readonly PlanEntry[], mode: RestoreMode): Membership[] {
  const live = new Map(facts.live.map((index) => [index.index, index]));
  const liveFamilies = new Set(
    entries
      .filter((entry) => entry.live !== null && entry.verdict !== 'remove')
      .filter(
        (entry) => live.get(entry.target)?.aliases.some((alias) => alias.alias === entry.family) === true,
      )
      .map((entry) => entry.family),
  );
  return entries.flatMap((entry): Membership[] => {
    const index = entry.target;
    const own = live.get(index)?.aliases ?? [];
    if (!isRestored(entry)) {
      // What cannot be told to be this tenant's is never touched, its aliases included (E2).
      return entry.live === null || entry.scope === null || entry.verdict === 'remove'
        ? []
        : own.map((alias) => ({ index, alias, kept: true, source: 'live' as const }));
    }
    if (mode.kind === 'add' && entry.family !== null)
      return [{ index, alias: memberOf(entry.family, false), kept: false, source: 'live' }];
    const noted = facts.manifest?.indices[entry.index];
    if (noted !== undefined)
      return aliasesHere(noted.aliases, mode, facts.connection.gateway.tenant).map((alias) => ({
        index,
        alias,
        kept: false,
        source: 'manifest' as const,
      }));
    if (entry.live !== null)
      return own.map((alias) => ({ index, alias, kept: false, source: 'live' as const }));
    if (entry.family === null || entry.family === index) return [];
    // Under the names of another tenant the aliases inside the backup would join that tenant's.
    const known = mode.kind === 'tenant' || liveFamilies.has(entry.family);
    const source = known ? ('live' as const) : ('backup' as const);
    return [{ index, alias: memberOf(entry.family, null), kept: false, source }];
  });
}

const memberOf = (alias: string, write: boolean | null): IndexAlias => ({ alias, write, rest: {} });

/** Aliases of another tenant's indices under this tenant's name; one that is no tenant's stays behind. */
function aliasesHere(noted: readonly IndexAlias[], mode: RestoreMode, tenant: string): readonly IndexAlias[] {
  if (mode.kind !== 'tenant') return noted;
  return noted.flatMap((one) => {
    const base = `gateway_${mode.source}`;
    if (one.alias !== base && !one.alias.startsWith(`${base}_`)) return [];
    return [{ ...one, alias: underTenant(one.alias, mode.source, tenant) }];
  });
}

function writeIndexOf(members: readonly Membership[], isFamily: boolean): string | null {
  const writing = members.filter((member) => member.alias.write === true);
  const strongest =
    writing.find((member) => member.kept) ?? writing.toSorted((a, b) => compareMembers(b.index, a.index))[0];
  if (strongest !== undefined) return strongest.index;
  // One member without a flag is written to anyway; an alias for searching has no write index and gets none.
  const [only] = members;
  if (!isFamily || (members.length === 1 && only?.alias.write !== false)) return null;
  return (
    members
      .map((member) => member.index)
      .toSorted(compareMembers)
      .at(-1) ?? null
  );
}
