import { z } from 'zod';
import type { Health } from '#shared/model/data-store.ts';
import type { DataStoreClient } from './client.ts';
import { flat } from './flat.ts';

const HealthReply = z.looseObject({
  status: z.enum(['green', 'yellow', 'red']),
  number_of_nodes: z.number(),
  number_of_data_nodes: z.number(),
  active_shards: z.number(),
  unassigned_shards: z.number(),
});

export interface ClusterHealth {
  health: Health;
  nodes: number;
  dataNodes: number;
  /** Of all open indices, placed or not: what a limit of shards counts. */
  shards: number;
}

export async function readHealth(store: DataStoreClient, timeoutMs?: number): Promise<ClusterHealth> {
  const reply = await store.read(HealthReply, {
    path: '/_cluster/health',
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  return {
    health: reply.status,
    nodes: reply.number_of_nodes,
    dataNodes: reply.number_of_data_nodes,
    shards: reply.active_shards + reply.unassigned_shards,
  };
}

const Waited = z.looseObject({ timed_out: z.boolean() });
/** The status of a wait that was in vain, on nearly every version. */
const IN_VAIN = 408;

async function waitFor(
  store: DataStoreClient,
  condition: Record<string, string | number>,
  ms: number,
): Promise<boolean> {
  const reply = await store.read(Waited, {
    path: '/_cluster/health',
    query: { ...condition, timeout: `${Math.ceil(ms)}ms`, filter_path: 'timed_out' },
    accept: [IN_VAIN],
  });
  return !reply.timed_out;
}

/**
 * Lets the server answer when so many shards are active in the whole data store, or after so many milliseconds.
 * Resolves with whether there were so many. An end is told at once this way, without asking all the time.
 */
export async function waitForShards(store: DataStoreClient, active: number, ms: number): Promise<boolean> {
  return waitFor(store, { wait_for_active_shards: active }, ms);
}

/**
 * Lets the server answer when it has carried out every change that it had received before, or after so many
 * milliseconds. Resolves with whether it has.
 */
export async function waitForEvents(store: DataStoreClient, ms: number): Promise<boolean> {
  return waitFor(store, { wait_for_events: 'languid' }, ms);
}

/** `path.repo` as a node tells it. */
export const PathRepo = z.union([z.string(), z.array(z.string())]);

/** Its folders; 2.3 and 5.6 give a comma list as one text. */
export function foldersOf(repo: z.infer<typeof PathRepo> | undefined): string[] {
  const folders = repo === undefined ? [] : Array.isArray(repo) ? repo : repo.split(',');
  return folders.map((folder) => folder.trim()).filter((folder) => folder !== '');
}

const NodesReply = z.looseObject({
  nodes: z.record(
    z.string(),
    z.looseObject({
      name: z.string(),
      plugins: z.array(z.looseObject({ name: z.string() })).optional(),
      modules: z.array(z.looseObject({ name: z.string() })).optional(),
      settings: z
        .looseObject({
          path: z.looseObject({ repo: PathRepo.optional() }).optional(),
          cluster: z.record(z.string(), z.unknown()).optional(),
        })
        .optional(),
    }),
  ),
});

export interface StoreNode {
  id: string;
  name: string;
  plugins: string[];
  /** `path.repo` of the node. */
  pathRepo: string[];
  /** What its `elasticsearch.yml` says about watermarks of the disk, flat. */
  diskSettings: Record<string, unknown>;
}

export async function readNodes(store: DataStoreClient): Promise<StoreNode[]> {
  const reply = await store.read(NodesReply, {
    path: '/_nodes/settings,plugins',
    query: {
      filter_path: [
        'name',
        'plugins.name',
        'modules.name',
        'settings.path.repo',
        'settings.cluster.routing.allocation.disk',
      ]
        .map((field) => `nodes.*.${field}`)
        .join(','),
    },
  });
  return Object.entries(reply.nodes).map(([id, node]) => {
    return {
      id,
      name: node.name,
      plugins: [...(node.plugins ?? []), ...(node.modules ?? [])].map((plugin) => plugin.name),
      pathRepo: foldersOf(node.settings?.path?.repo),
      diskSettings: flat(node.settings?.cluster ?? {}, 'cluster'),
    };
  });
}

const Work = z.looseObject({
  snapshots: z
    .looseObject({
      snapshots: z
        .array(z.looseObject({ repository: z.string(), snapshot: z.string(), state: z.string().optional() }))
        .optional(),
    })
    .optional(),
  snapshot_deletions: z
    .looseObject({ snapshot_deletions: z.array(z.looseObject({ repository: z.string() })).optional() })
    .optional(),
  restore: z
    .looseObject({
      snapshots: z
        .array(
          z.looseObject({
            repository: z.string(),
            snapshot: z.string(),
            state: z.string().optional(),
            // 2.3 names the index, later servers describe it.
            shards: z
              .array(
                z.looseObject({ index: z.union([z.string(), z.looseObject({ index_name: z.string() })]) }),
              )
              .optional(),
          }),
        )
        .optional(),
    })
    .optional(),
});

/** What snapshots, deletions and restores the cluster is busy with, whoever began them. */
export interface RunningWork {
  backups: { repository: string; name: string }[];
  deletions: number;
  /** One that has ended stays listed until the server has cleared it away. */
  restores: { repository: string; name: string; indices: string[]; ended: boolean }[];
}

export async function readRunningWork(store: DataStoreClient): Promise<RunningWork> {
  const reply = await store.read(Work, {
    path: '/_cluster/state',
    query: {
      filter_path:
        'snapshots.snapshots.repository,snapshots.snapshots.snapshot,snapshots.snapshots.state,snapshot_deletions.snapshot_deletions.repository,restore.snapshots.repository,restore.snapshots.snapshot,restore.snapshots.state,restore.snapshots.shards.index',
    },
  });
  const named = (
    list: readonly { repository: string; snapshot: string }[] | undefined,
  ): { repository: string; name: string }[] =>
    (list ?? []).map((entry) => ({ repository: entry.repository, name: entry.snapshot }));
  return {
    backups: named(reply.snapshots?.snapshots),
    deletions: reply.snapshot_deletions?.snapshot_deletions?.length ?? 0,
    restores: (reply.restore?.snapshots ?? []).map((entry) => ({
      repository: entry.repository,
      name: entry.snapshot,
      ended: entry.state === 'SUCCESS' || entry.state === 'FAILURE',
      indices: [
        ...new Set(
          (entry.shards ?? []).map(({ index }) => (typeof index === 'string' ? index : index.index_name)),
        ),
      ],
    })),
  };
}

/** The same for people, one phrase each; empty when the cluster is idle. */
export function workInWords(work: RunningWork): string[] {
  return [
    ...work.backups.map((one) => `the backup ${one.name} in ${one.repository}`),
    ...work.restores.filter((one) => !one.ended).map((one) => `a restore of ${one.name}`),
    ...(work.deletions > 0 ? ['a deletion of backups'] : []),
  ];
}

const Limits = z.looseObject({
  persistent: z.record(z.string(), z.unknown()).optional(),
  transient: z.record(z.string(), z.unknown()).optional(),
  defaults: z.record(z.string(), z.unknown()).optional(),
});

/** Cluster settings that decide whether a restore is accepted, flat, the stronger layer winning. */
export async function readClusterSettings(
  store: DataStoreClient,
  withDefaults: boolean,
): Promise<Record<string, unknown>> {
  const reply = await store.read(Limits, {
    path: '/_cluster/settings',
    query: {
      flat_settings: true,
      include_defaults: withDefaults ? true : undefined,
      // The keys are flat: a dot of theirs is no step of the path.
      filter_path: String.raw`*.cluster\.max_shards_per_node,*.cluster\.blocks*,*.cluster\.indices\.close\.enable,*.cluster\.routing\.allocation\.disk*`,
    },
  });
  return { ...reply.defaults, ...reply.persistent, ...reply.transient };
}
