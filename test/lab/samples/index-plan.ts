import { ANALYTICS_SHARES, ASSET_TYPES, type Layout, LICENSE_TYPES, OTHER_TYPES } from './types.ts';

/** One index to make: its name, its place behind an alias, and the documents it gets. */
export interface IndexPlan {
  name: string;
  primaries: number;
  alias?: string;
  /** Only the newest member of a family is written to. */
  isWrite?: boolean;
  documents: { type: string; count: number }[];
}

/** How many documents a tenant gets. */
export interface Amounts {
  analytics: number;
  /** 1 for the main tenant; others get less of everything. */
  scale: number;
}

const TWO_PRIMARIES = new Set([
  'apis',
  'applications',
  'registeredapplications',
  'strategies',
  'analytics_transactionalevents',
]);

const ASSET_AMOUNTS: Partial<Record<string, number>> = {
  apis: 120,
  applications: 200,
  policy: 120,
  policyactions: 360,
  aliases: 40,
  packages: 6,
  plans: 4,
  users: 25,
  groups: 8,
  accessprofiles: 8,
  configurations: 30,
  registeredapplications: 60,
  subscriptions: 40,
  strategies: 50,
  reversemaps: 120,
  documents: 20,
  gatewayscopes: 15,
  quotaaccumulator: 80,
  rule: 12,
};

// Families that have rolled over, with the number of members.
const MEMBERS: Partial<Record<string, number>> = {
  analytics_transactionalevents: 3,
  analytics_performancemetrics: 2,
  analytics_lifecycleevents: 2,
  audit_auditlogs: 2,
  log: 2,
};

/** Every index of one tenant in the layout of a gateway release. */
export function planTenant(layout: Layout, tenant: string, amounts: Amounts): IndexPlan[] {
  return layout === '10.0' || layout === '10.2'
    ? planOld(layout, tenant, amounts)
    : planNew(layout, tenant, amounts);
}

function amountOf(type: string, amounts: Amounts): number {
  return Math.max(1, Math.round((ASSET_AMOUNTS[type] ?? 2) * amounts.scale));
}

function events(amounts: Amounts): { type: string; count: number }[] {
  return Object.entries(ANALYTICS_SHARES).map(([type, share]) => ({
    type,
    count: Math.floor((amounts.analytics * share) / 100),
  }));
}

// 10.0 to 10.4: a handful of indices, each with many mapping types.
function planOld(layout: Layout, tenant: string, amounts: Amounts): IndexPlan[] {
  const prefix = `gateway_${tenant}`;
  const one = (type: string, count: number): { type: string; count: number }[] => [
    { type, count: Math.max(1, Math.round(count * amounts.scale)) },
  ];
  const assets = ASSET_TYPES.map((type) => ({ type, count: amountOf(type, amounts) }));
  const plans: IndexPlan[] = [
    { name: prefix, primaries: 2, documents: assets },
    { name: `${prefix}_analytics`, primaries: 2, documents: events(amounts) },
    { name: `${prefix}_license`, primaries: 1, documents: one('licensemetrics', 30) },
    { name: `${prefix}_audit`, primaries: 1, documents: one('auditlogs', 400) },
    { name: `${prefix}_dashboard`, primaries: 1, documents: one('dashboard', 12) },
    { name: `${prefix}_cache`, primaries: 1, documents: one('cachestatistics', 20) },
  ];
  if (layout === '10.2') plans.push({ name: `${prefix}_log`, primaries: 1, documents: one('log', 200) });
  return plans;
}

// 10.5 and later: one index, or one family of rollover indices, per type.
function planNew(layout: Layout, tenant: string, amounts: Amounts): IndexPlan[] {
  const family = (type: string, document: string, count: number): IndexPlan[] =>
    membersOf(layout, tenant, type, document, count);
  const single = (type: string, document: string, count: number): IndexPlan[] =>
    layout === '10.5' ? [plain(tenant, type, document, count)] : family(type, document, count);
  const some = (count: number): number => Math.max(1, Math.round(count * amounts.scale));
  const license =
    layout === '10.5'
      ? [plain(tenant, 'license', 'licensemetrics', some(30))]
      : LICENSE_TYPES.flatMap((type) => family(`license_${type}`, type, some(10)));
  return [
    ...ASSET_TYPES.flatMap((type) => single(type, type, amountOf(type, amounts))),
    ...events(amounts).flatMap(({ type, count }) => family(`analytics_${type}`, type, count)),
    ...family('audit_auditlogs', 'auditlogs', some(400)),
    ...family('log', 'log', some(200)),
    ...license,
    ...OTHER_TYPES.flatMap((type) => single(type, type.replace(/^cache_/, ''), some(12))),
  ];
}

function plain(tenant: string, type: string, document: string, count: number): IndexPlan {
  return {
    name: `gateway_${tenant}_${type}`,
    primaries: primariesOf(type),
    documents: [{ type: document, count }],
  };
}

function membersOf(
  layout: Layout,
  tenant: string,
  type: string,
  document: string,
  count: number,
): IndexPlan[] {
  const alias = `gateway_${tenant}_${type}`;
  const members = MEMBERS[type] ?? 1;
  const share = Math.floor(count / members);
  return Array.from({ length: members }, (_, at) => ({
    name: memberName(layout, alias, tenant, type, at, members),
    alias,
    isWrite: at === members - 1,
    primaries: primariesOf(type),
    documents: [{ type: document, count: at === 0 ? count - share * (members - 1) : share }],
  }));
}

// The three suffix styles seen in the field; performancemetrics of 10.11 was rolled over by the vendor's tool.
function memberName(
  layout: Layout,
  alias: string,
  tenant: string,
  type: string,
  at: number,
  members: number,
): string {
  const number = String(at + 1).padStart(6, '0');
  if (layout === '10.15') return `${alias}_${epochOf(tenant, type)}-${number}`;
  if (layout === '10.11' && type === 'analytics_performancemetrics' && at === members - 1)
    return `${alias}_202108140612`;
  return `${alias}-${number}`;
}

function epochOf(tenant: string, type: string): number {
  let hash = 7;
  for (const letter of `${tenant}/${type}`) hash = (hash * 31 + letter.charCodeAt(0)) % 90_000;
  return 1_785_336_500_000 + hash;
}

function primariesOf(type: string): number {
  return TWO_PRIMARIES.has(type) ? 2 : 1;
}
