import type { AppError } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { DataStoreClient } from '../elasticsearch/client.ts';
import { type HeldPrivileges, readPrivileges } from '../elasticsearch/privileges.ts';

const USES = ['reading', 'backup', 'restore', 'repositories'] as const;
type Use = (typeof USES)[number];

/** Something that is done to the data store, and privileges that each allow it, the smallest first. */
interface Need {
  action: string;
  privileges: readonly string[];
  uses: readonly Use[];
}
const need = (privileges: string[], uses: Use[], ...actions: string[]): Need[] =>
  actions.map((action) => ({ action, privileges, uses }));

const CLUSTER: readonly Need[] = [
  ...need(
    ['monitor'],
    ['reading'],
    'cluster:monitor/main',
    'cluster:monitor/health',
    'cluster:monitor/state',
    'cluster:monitor/nodes/info',
    'cluster:monitor/nodes/stats',
  ),
  ...need(
    ['monitor_snapshot', 'create_snapshot', 'manage'],
    ['reading'],
    'cluster:admin/repository/get',
    'cluster:admin/snapshot/get',
    'cluster:admin/snapshot/status',
  ),
  ...need(['create_snapshot', 'manage'], ['backup', 'restore'], 'cluster:admin/snapshot/create'),
  ...need(['manage'], ['restore'], 'cluster:admin/snapshot/restore', 'cluster:admin/settings/update'),
  ...need(
    ['manage'],
    ['repositories'],
    'cluster:admin/repository/put',
    'cluster:admin/repository/verify',
    'cluster:admin/repository/delete',
    'cluster:admin/snapshot/delete',
  ),
];
/** A refresh is not among them: without it a backup is taken all the same, with counts that are not exact. */
const INDEX: readonly Need[] = [
  ...need(['monitor', 'manage'], ['reading'], 'indices:monitor/stats', 'indices:monitor/settings/get'),
  ...need(['view_index_metadata', 'manage'], ['reading'], 'indices:admin/aliases/get'),
  ...need(['monitor', 'manage'], ['restore'], 'indices:monitor/recovery'),
  ...need(
    ['manage'],
    ['restore'],
    'indices:admin/close',
    'indices:admin/open',
    'indices:admin/aliases',
    'indices:admin/delete',
  ),
];

export interface Rights {
  /** What works, and what does not with the privileges that are missing for it, in words. */
  works: Use[];
  missing: { use: Use; privileges: string }[];
  /** The same as an error; `null` when nothing is missing. */
  error: AppError | null;
}

/**
 * What the user may do with these indices (names or patterns), told before it is tried. `null` where the data store
 * knows no such question. Rejects when it is not reached or the sign-in is refused.
 */
export async function readRights(
  store: DataStoreClient,
  names: readonly string[],
  timeoutMs: number,
): Promise<Rights | null> {
  const asked = { cluster: allOf(CLUSTER), index: allOf(INDEX), names };
  const held = await readPrivileges(store, asked, timeoutMs);
  if (held === null) return null;
  const missing = USES.map((use) => ({ use, privileges: missingFor(use, held) })).filter(
    ({ privileges }) => privileges !== '',
  );
  const works = USES.filter((use) => missing.every((one) => one.use !== use));
  const detail = missing.map(({ use, privileges }) => `for ${use} ${privileges}`).join('; ');
  const error =
    missing.length === 0 ? null : appError('right-missing', { where: store.where, detail: `${detail}.` });
  return { works, missing, error };
}

/** A role may hold the action alone, or a privilege around it. The action alone is not seen inside a privilege. */
const waysOf = ({ action, privileges }: Need): string[] => [...privileges, action];
const allOf = (needs: readonly Need[]): string[] => [...new Set(needs.flatMap(waysOf))];

/** "the cluster privilege manage and the index privilege maintenance on gateway_default_apis"; empty for nothing. */
function missingFor(use: Use, held: HeldPrivileges): string {
  const cluster = lacking(CLUSTER, use, held.cluster);
  const onIndices = Object.entries(held.index)
    .map(([name, privileges]) => ({ name, lacks: lacking(INDEX, use, privileges) }))
    .filter(({ lacks }) => lacks.length > 0);
  const index = [...new Set(onIndices.flatMap(({ lacks }) => lacks))];
  return [
    ...(cluster.length === 0 ? [] : [`the cluster privilege ${cluster.join(', ')}`]),
    ...(index.length === 0
      ? []
      : [`the index privilege ${index.join(', ')} on ${shortened(onIndices.map(({ name }) => name))}`]),
  ].join(' and ');
}

/** The smallest privilege that this release knows, for each need that is not met. */
function lacking(needs: readonly Need[], use: Use, held: Record<string, boolean>): string[] {
  const unmet = needs.filter(
    (one) => one.uses.includes(use) && !waysOf(one).some((name) => held[name] === true),
  );
  return [
    ...new Set(unmet.map((one) => one.privileges.find((name) => held[name] !== undefined) ?? one.action)),
  ];
}

const shortened = (names: readonly string[]): string =>
  names.length <= 2 ? names.join(', ') : `${names[0] ?? ''} and ${names.length - 1} more`;
