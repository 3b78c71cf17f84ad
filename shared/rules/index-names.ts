import type { Scope } from '../model/primitives.ts';
import {
  ANALYTICS_TYPES,
  ASSET_TYPES,
  AUDIT_TYPES,
  LICENSE_TYPES,
  LOG_TYPES,
  OLD_LAYOUT_TYPES,
} from './index-types.ts';

const SCOPE_OF_TYPE: ReadonlyMap<string, Scope> = new Map<string, Scope>([
  ...ASSET_TYPES.map((type) => [type, 'assets'] as const),
  ...ANALYTICS_TYPES.map((type) => [type, 'analytics'] as const),
  ...AUDIT_TYPES.map((type) => [type, 'audit'] as const),
  ...LOG_TYPES.map((type) => [type, 'log'] as const),
  ...LICENSE_TYPES.map((type) => [type, 'license'] as const),
  ...OLD_LAYOUT_TYPES.map((type) => [type, oldScope(type)] as const),
]);

function oldScope(type: (typeof OLD_LAYOUT_TYPES)[number]): Scope {
  return type === 'dashboard' || type === 'cache' ? 'assets' : type;
}

/**
 * The three suffix styles of rollover indices, the bare date of a manual rollover, and the members that a restore
 * added beside the live ones (E20).
 */
const SUFFIX = /^(?:-(\d{6})|_(\d{8})|_(\d{12})|_(\d{13})-(\d{6})|_restored(\d{8})-(\d{6}))?$/;

/** A name of one tenant's index, taken apart. */
export interface ParsedIndex {
  tenant: string;
  scope: Scope;
  /** The name without its rollover suffix: also the name of the alias it stands behind. */
  family: string;
  /** True for a member of a rollover family, whose name carries a suffix. */
  rollover: boolean;
}

/** All ways to read `index` as an index of `tenant`; at most one. */
export function parseIndex(index: string, tenant: string): ParsedIndex | null {
  const base = `gateway_${tenant}`;
  if (index === base) return { tenant, scope: 'assets', family: base, rollover: false };
  if (!index.startsWith(`${base}_`)) return null;
  const rest = index.slice(base.length + 1);
  for (let end = rest.length; end > 0; end--) {
    const scope = SCOPE_OF_TYPE.get(rest.slice(0, end));
    if (scope === undefined || !SUFFIX.test(rest.slice(end))) continue;
    return { tenant, scope, family: `${base}_${rest.slice(0, end)}`, rollover: end < rest.length };
  }
  return null;
}

/**
 * Whose index this is (E2). Of several known tenants that the name can be read for, none is the owner:
 * up to 10.4 `gateway_default_analytics` is the analytics of `default` and the assets of `default_analytics`.
 */
export type Ownership =
  | { kind: 'owned'; parsed: ParsedIndex }
  | { kind: 'ambiguous'; tenants: string[] }
  | { kind: 'unlisted' };

export function ownerOf(index: string, tenants: Iterable<string>): Ownership {
  const readings = [...new Set(tenants)]
    .map((tenant) => parseIndex(index, tenant))
    .filter((parsed): parsed is ParsedIndex => parsed !== null);
  const [first] = readings;
  if (first === undefined) return { kind: 'unlisted' };
  if (readings.length > 1) return { kind: 'ambiguous', tenants: readings.map((parsed) => parsed.tenant) };
  return { kind: 'owned', parsed: first };
}

const TELLING = /^gateway_(.+)_(?:apis|policyactions)(?:-\d{6}|_\d{8}|_\d{12}|_\d{13}-\d{6})?$/;
const RESTORED = /_restored\d{8}-(\d{6})$/;

/** Tenants that can be told from the index names themselves: 10.5+ each has `apis` and `policyactions`. */
export function inferTenants(indices: Iterable<string>): string[] {
  const found = new Set<string>();
  for (const index of indices) {
    const tenant = TELLING.exec(index)?.[1];
    if (tenant !== undefined) found.add(tenant);
  }
  return [...found].sort();
}

export interface TenantIndices {
  owned: ParsedIndexName[];
  /** Names with the tenant's prefix that cannot be given to it for sure; never touched unless picked one by one. */
  unclear: string[];
}
export interface ParsedIndexName extends ParsedIndex {
  index: string;
}

/** Sorts all index names of a data store by ownership, as seen from one tenant. */
export function indicesOfTenant(
  indices: readonly string[],
  tenant: string,
  knownTenants: Iterable<string>,
): TenantIndices {
  const tenants = new Set([...knownTenants, ...inferTenants(indices), tenant]);
  const prefix = `gateway_${tenant}`;
  const result: TenantIndices = { owned: [], unclear: [] };
  for (const index of [...indices].sort()) {
    const owner = ownerOf(index, tenants);
    if (owner.kind === 'owned') {
      if (owner.parsed.tenant === tenant) result.owned.push({ ...owner.parsed, index });
    } else if (index === prefix || index.startsWith(`${prefix}_`)) {
      if (owner.kind === 'unlisted' || owner.tenants.includes(tenant)) result.unclear.push(index);
    }
  }
  return result;
}

const MEMBER = /(?:-(\d{6})|_(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2}))?|_(\d{13})-(\d{6}))$/;

/** When a member was made, as far as its suffix tells, and its number in its series. */
function ageOf(index: string): [time: number, sequence: number] {
  // Added out of a backup: never the one to be written to.
  const added = RESTORED.exec(index);
  if (added !== null) return [-1, Number(added[1])];
  const [, plain, year, month, day, hour, minute, epoch, sequence] = MEMBER.exec(index) ?? [];
  if (epoch !== undefined) return [Number(epoch), Number(sequence)];
  if (year === undefined) return [0, Number(plain ?? 0)];
  return [Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour ?? 0), Number(minute ?? 0)), 0];
}

/**
 * Orders members of one family by age; the last one is the newest. Only the styles of newer releases carry a time,
 * so in a family that was upgraded a plain number is older than any time.
 */
export function compareMembers(a: string, b: string): number {
  const [[timeA, sequenceA], [timeB, sequenceB]] = [ageOf(a), ageOf(b)];
  return timeA - timeB || sequenceA - sequenceB || (a < b ? -1 : a > b ? 1 : 0);
}

/** Tenants that a list of index names holds something of, as far as names tell; sorted. */
export function tenantsIn(indices: readonly string[], knownTenants: readonly string[]): string[] {
  const known = [...new Set([...inferTenants(indices), ...knownTenants])];
  return known.filter((tenant) => indicesOfTenant(indices, tenant, known).owned.length > 0).sort();
}
