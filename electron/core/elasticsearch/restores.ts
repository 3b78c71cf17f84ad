import { z } from 'zod';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { Capabilities } from './capabilities.ts';
import type { DataStoreClient } from './client.ts';
import { pathOf } from './paths.ts';
import type { Change } from './request.ts';

const Accepted = z.looseObject({ accepted: z.boolean().optional() });

export interface RestoreRequest {
  repository: string;
  name: string;
  /** Names in the backup. */
  indices: readonly string[];
  includeAliases: boolean;
  /** A Java pattern and its replacement; `null` for restores under the same names. */
  rename: { pattern: string; replacement: string } | null;
  /** Persistent settings and templates of the whole cluster too. */
  globalState: boolean;
}

/** The request that asks for a restore of exactly these indices and does not wait for it. */
export function restoreCall(can: Capabilities, restore: RestoreRequest): Change {
  if (restore.indices.length === 0) throw new AppFailure(appError('nothing-selected'));
  // Unlike a create, a restore refuses every key it does not know; `partial` is never true: 2.x never recovers from it.
  const body = {
    indices: restore.indices.join(','),
    ignore_unavailable: false,
    include_global_state: restore.globalState,
    include_aliases: restore.includeAliases,
    partial: false,
    ...(restore.rename === null
      ? {}
      : { rename_pattern: restore.rename.pattern, rename_replacement: restore.rename.replacement }),
    ...(can.featureStates ? { feature_states: ['none'] } : {}),
  };
  const path = pathOf('_snapshot', restore.repository, restore.name, '_restore');
  return { method: 'POST', path, query: { wait_for_completion: false, master_timeout: '30s' }, body };
}

/**
 * Asks for a restore and does not wait for it. Sent once.
 * An error reply means that nothing was changed: a server accepts a restore as a whole or not at all.
 */
export async function startRestore(
  store: DataStoreClient,
  can: Capabilities,
  restore: RestoreRequest,
): Promise<void> {
  await store.write(Accepted, 'POST', restoreCall(can, restore));
}

const ShardRow = z.looseObject({
  index: z.string(),
  shard: z.coerce.number(),
  prirep: z.string(),
  state: z.string(),
  'unassigned.reason': z.string().nullish(),
  'unassigned.details': z.string().nullish(),
});
/** How a shard came to be where it is. */
const ShardOrigin = z.looseObject({
  type: z.string().optional(),
  primary: z.boolean().optional(),
  start_time_in_millis: z.number().optional(),
  source: z.looseObject({ repository: z.string().optional(), snapshot: z.string().optional() }).optional(),
});
const ShardRecovery = ShardOrigin.extend({
  type: z.string(),
  index: z.looseObject({
    size: z.looseObject({
      total_in_bytes: z.number(),
      reused_in_bytes: z.number(),
      recovered_in_bytes: z.number(),
    }),
  }),
});

/** Of each open index, its primaries that came out of a backup. One request: the filter keeps the reply small. */
async function readFromBackups<Schema extends typeof ShardOrigin | typeof ShardRecovery>(
  store: DataStoreClient,
  schema: Schema,
  fields: readonly string[],
): Promise<[index: string, shards: z.output<Schema>[]][]> {
  const all = ['type', 'primary', 'source.repository', 'source.snapshot', ...fields];
  const reply = await store.read(
    z.record(z.string(), z.looseObject({ shards: z.array(schema).optional() })),
    {
      path: '/_recovery',
      query: { filter_path: all.map((field) => `*.shards.${field}`).join(',') },
    },
  );
  return Object.entries(reply).map(([index, { shards = [] }]) => [
    index,
    shards.filter((one) => one.type?.toUpperCase() === 'SNAPSHOT' && one.primary !== false),
  ]);
}

export interface ShardsOfIndex {
  started: number;
  failed: number;
  total: number;
  /** The server's reason of a failed shard. */
  reason: string | null;
}

/** Whether an index is whole: it has primaries, and every one of them is started (E13). */
export const areAllStarted = (shards: ShardsOfIndex | undefined): boolean =>
  shards !== undefined && shards.total > 0 && shards.started === shards.total;

/** Started and all primaries of some indices together; one without a row counts nothing. */
export function startedOf(
  primaries: ReadonlyMap<string, ShardsOfIndex>,
  indices: readonly string[],
): { done: number; total: number } {
  const rows = indices.map((index) => primaries.get(index));
  return {
    done: rows.reduce((sum, row) => sum + (row?.started ?? 0), 0),
    total: rows.reduce((sum, row) => sum + (row?.total ?? 0), 0),
  };
}

/** Primaries by index: only a STARTED one counts, an unassigned one that was tried and given up has failed. */
export async function readPrimaries(store: DataStoreClient): Promise<Map<string, ShardsOfIndex>> {
  return (await readShards(store)).primaries;
}

/** The same, and how many shards of any kind are active in the whole data store. */
export async function readShards(
  store: DataStoreClient,
): Promise<{ primaries: Map<string, ShardsOfIndex>; active: number }> {
  const rows = await store.read(z.array(ShardRow), {
    path: '/_cat/shards',
    query: { format: 'json', h: 'index,shard,prirep,state,unassigned.reason,unassigned.details' },
  });
  const result = new Map<string, ShardsOfIndex>();
  let active = 0;
  for (const row of rows) {
    const isActive = row.state === 'STARTED' || row.state === 'RELOCATING';
    if (isActive) active += 1;
    if (row.prirep !== 'p') continue;
    const one = result.get(row.index) ?? { started: 0, failed: 0, total: 0, reason: null };
    one.total += 1;
    if (isActive) one.started += 1;
    if (row.state === 'UNASSIGNED' && row['unassigned.reason'] === 'ALLOCATION_FAILED') {
      one.failed += 1;
      one.reason = (row['unassigned.details'] ?? '').split('\n')[0]?.slice(0, 600) ?? null;
    }
    result.set(row.index, one);
  }
  return { primaries: result, active };
}

/** Bytes of each index that a restore has in place. For progress only: a failed shard has no row here. */
export async function readRecovery(
  store: DataStoreClient,
  indices: readonly string[],
): Promise<Map<string, { done: number; total: number; source: string | null }>> {
  const wanted = new Set(indices);
  const result = new Map<string, { done: number; total: number; source: string | null }>();
  for (const [index, rows] of await readFromBackups(store, ShardRecovery, ['index.size'])) {
    if (!wanted.has(index)) continue;
    const source = rows[0]?.source;
    result.set(index, {
      done: rows.reduce(
        (sum, row) => sum + row.index.size.recovered_in_bytes + row.index.size.reused_in_bytes,
        0,
      ),
      total: rows.reduce((sum, row) => sum + row.index.size.total_in_bytes, 0),
      source: source?.repository === undefined ? null : `${source.repository}:${source.snapshot ?? ''}`,
    });
  }
  return result;
}

/** An index that came out of a backup, as its primaries remember it. */
export interface Origin {
  index: string;
  repository: string;
  name: string;
  startedAt: number | null;
}

/** Where the open indices of the data store came from, those that came out of a backup; one row an index. */
export async function readOrigins(store: DataStoreClient): Promise<Origin[]> {
  const all = await readFromBackups(store, ShardOrigin, ['start_time_in_millis']);
  return all.flatMap(([index, [row]]): Origin[] => {
    const { repository, snapshot } = row?.source ?? {};
    if (repository === undefined || snapshot === undefined) return [];
    return [{ index, repository, name: snapshot, startedAt: row?.start_time_in_millis ?? null }];
  });
}
