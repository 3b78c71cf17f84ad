import type { AppError } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { DataStoreClient } from '../elasticsearch/client.ts';
import { type HeldPrivileges, readPrivileges } from '../elasticsearch/privileges.ts';

type Use = 'reading' | 'backup' | 'restore' | 'repositories';
const USES: readonly Use[] = ['reading', 'backup', 'restore', 'repositories'];

/** What is done to the data store, for what, and the named privilege that allows it. */
interface Need {
  action: string;
  privilege: string;
  uses: readonly Use[];
}
const need = (privilege: string, uses: readonly Use[], ...actions: string[]): Need[] =>
  actions.map((action) => ({ action, privilege, uses }));

const CLUSTER: readonly Need[] = [
  ...need(
    'monitor',
    ['reading'],
    'cluster:monitor/main',
    'cluster:monitor/health',
    'cluster:monitor/state',
    'cluster:monitor/nodes/info',
    'cluster:monitor/nodes/stats',
  ),
  ...need(
    'create_snapshot',
    ['reading'],
    'cluster:admin/repository/get',
    'cluster:admin/snapshot/get',
    'cluster:admin/snapshot/status',
  ),
  ...need('create_snapshot', ['backup', 'restore'], 'cluster:admin/snapshot/create'),
  ...need('manage', ['restore'], 'cluster:admin/snapshot/restore', 'cluster:admin/settings/update'),
  ...need('manage', ['repositories'], 'cluster:admin/repository/put', 'cluster:admin/repository/verify'),
  ...need('manage', ['repositories'], 'cluster:admin/repository/delete', 'cluster:admin/snapshot/delete'),
];
const INDEX: readonly Need[] = [
  ...need('monitor', ['reading'], 'indices:monitor/stats', 'indices:monitor/settings/get'),
  ...need('view_index_metadata', ['reading'], 'indices:admin/aliases/get'),
  ...need('maintenance', ['backup', 'restore'], 'indices:admin/refresh'),
  ...need('monitor', ['restore'], 'indices:monitor/recovery'),
  ...need(
    'manage',
    ['restore'],
    'indices:admin/close',
    'indices:admin/open',
    'indices:admin/aliases',
    'indices:admin/delete',
  ),
];

export interface Rights {
  username: string;
  /** What works, and what does not with the privileges that are missing for it, both for people. */
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
  const wanted = { cluster: CLUSTER.map(actionOf), index: INDEX.map(actionOf), names };
  const held = await readPrivileges(store, wanted, timeoutMs);
  if (held === null) return null;
  const missing = USES.flatMap((use) => {
    const privileges = missingFor(use, held);
    return privileges === '' ? [] : [{ use, privileges }];
  });
  const works = USES.filter((use) => missing.every((one) => one.use !== use));
  const detail = missing.map(({ use, privileges }) => `for ${use} ${privileges}`).join('; ');
  const error =
    missing.length === 0 ? null : appError('right-missing', { where: store.where, detail: `${detail}.` });
  return { username: held.username, works, missing, error };
}

const actionOf = ({ action }: Need): string => action;

/** "the cluster privilege manage, and the index privilege maintenance on gateway_default_apis". */
function missingFor(use: Use, held: HeldPrivileges): string {
  const of = (needs: readonly Need[], isMissing: (action: string) => boolean): string[] => [
    ...new Set(
      needs.filter((one) => one.uses.includes(use) && isMissing(one.action)).map((one) => one.privilege),
    ),
  ];
  const cluster = of(CLUSTER, (action) => held.missingCluster.includes(action));
  const index = of(INDEX, (action) => held.missingIndex.has(action));
  const on = [
    ...new Set(
      INDEX.filter((one) => one.uses.includes(use)).flatMap((one) => held.missingIndex.get(one.action) ?? []),
    ),
  ];
  return [
    ...(cluster.length === 0 ? [] : [`the cluster privilege ${cluster.join(', ')}`]),
    ...(index.length === 0 ? [] : [`the index privilege ${index.join(', ')} on ${shortened(on)}`]),
  ].join(' and ');
}

const shortened = (names: readonly string[]): string =>
  names.length <= 2 ? names.join(', ') : `${names[0] ?? ''} and ${names.length - 1} more`;
