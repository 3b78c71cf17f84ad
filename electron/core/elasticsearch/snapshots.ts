import { z } from 'zod';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { fromReply } from '../errors/from-reply.ts';
import type { Capabilities } from './capabilities.ts';
import type { DataStoreClient } from './client.ts';
import { pathOf } from './paths.ts';

const Shards = z.looseObject({ total: z.number(), failed: z.number(), successful: z.number() });
const Info = z.looseObject({
  snapshot: z.string(),
  uuid: z.string().optional(),
  state: z.string().optional(),
  reason: z.string().nullish(),
  version: z.union([z.string(), z.number()]).optional(),
  version_id: z.number().optional(),
  indices: z.array(z.string()).optional(),
  include_global_state: z.boolean().optional(),
  start_time_in_millis: z.number().optional(),
  end_time_in_millis: z.number().optional(),
  shards: Shards.optional(),
  failures: z
    .array(
      z.looseObject({
        index: z.string().optional(),
        shard_id: z.coerce.number().optional(),
        reason: z.string().optional(),
      }),
    )
    .optional(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
});
const ListReply = z.looseObject({
  snapshots: z.array(Info).optional(),
  responses: z
    .array(z.looseObject({ snapshots: z.array(Info).optional(), error: z.unknown().optional() }))
    .optional(),
  failures: z.record(z.string(), z.unknown()).optional(),
});

/** One snapshot as the server describes it. */
export interface StoredBackup {
  name: string;
  uuid: string | null;
  /** The server's own word; `UNREADABLE` is ours, for one that is listed but cannot be read. */
  state: string;
  reason: string | null;
  versionText: string | null;
  versionId: number | null;
  indices: string[];
  /** Whether it holds settings and templates of the cluster; `null` where the server does not say (before 7.2). */
  globalState: boolean | null;
  startedAt: number | null;
  endedAt: number | null;
  /** `null` while it runs: 7.17 and 8.2 then count every shard as failed. */
  shards: { total: number; ok: number; failed: number } | null;
  failures: { index: string; shard: number; reason: string }[];
  metadata: Record<string, unknown>;
}

export const UNREADABLE = 'UNREADABLE';
const RUNNING = 'IN_PROGRESS';

function backupOf(info: z.output<typeof Info>): StoredBackup {
  const state = info.state ?? 'UNKNOWN';
  const running = state === RUNNING;
  // 5.6 and 7.2 say 1970 for the end of a running one.
  const ended = (info.end_time_in_millis ?? 0) > 0 && !running ? (info.end_time_in_millis ?? null) : null;
  return {
    name: info.snapshot,
    uuid: info.uuid ?? null,
    state,
    reason: info.reason ?? null,
    versionText: info.version === undefined ? null : String(info.version),
    versionId: info.version_id ?? null,
    indices: info.indices ?? [],
    globalState: info.include_global_state ?? null,
    startedAt: (info.start_time_in_millis ?? 0) > 0 ? (info.start_time_in_millis ?? null) : null,
    endedAt: ended,
    shards:
      running || info.shards === undefined
        ? null
        : { total: info.shards.total, ok: info.shards.successful, failed: info.shards.failed },
    failures: (info.failures ?? []).map((failure) => ({
      index: failure.index ?? '',
      shard: failure.shard_id ?? 0,
      reason: failure.reason ?? '',
    })),
    metadata: info.metadata ?? {},
  };
}

function backupsIn(reply: z.output<typeof ListReply>, store: DataStoreClient): StoredBackup[] {
  const nested = reply.responses ?? [];
  const broken = [
    ...Object.values(reply.failures ?? {}),
    ...nested.map((one) => one.error).filter((error) => error !== undefined),
  ];
  if (broken.length > 0) throw new AppFailure(fromReply(500, { error: broken[0] }, store.where));
  return [...(reply.snapshots ?? []), ...nested.flatMap((one) => one.snapshots ?? [])].map(backupOf);
}

/**
 * All backups of one repository. One that cannot be read hides none of the others: it comes back with the
 * state UNREADABLE (E19). Rejects when the repository as a whole cannot be read.
 */
export async function readBackups(
  store: DataStoreClient,
  can: Capabilities,
  repository: string,
): Promise<StoredBackup[]> {
  const path = `${pathOf('_snapshot', repository)}/_all`;
  const full = { path, timeoutMs: 60_000, query: { ignore_unavailable: can.fastListing ? true : undefined } };
  if (!can.fastListing) return backupsIn(await store.read(ListReply, full), store);
  const [names, details] = await Promise.all([
    store.read(ListReply, {
      path,
      query: {
        verbose: false,
        filter_path: 'failures,responses.error,*.snapshot,*.uuid,responses.snapshots.snapshot',
      },
    }),
    store.read(ListReply, full),
  ]);
  const read = backupsIn(details, store);
  const known = new Set(read.map((backup) => backup.name));
  const lost = backupsIn(names, store).filter((backup) => !known.has(backup.name));
  return [...read, ...lost.map((backup) => ({ ...backup, state: UNREADABLE }))];
}

/** One backup by name, or null when there is none of that name. */
export async function readBackup(
  store: DataStoreClient,
  repository: string,
  name: string,
): Promise<StoredBackup | null> {
  try {
    const found = backupsIn(
      await store.read(ListReply, { path: pathOf('_snapshot', repository, name) }),
      store,
    );
    return found.find((backup) => backup.name === name) ?? null;
  } catch (thrown) {
    if (thrown instanceof AppFailure && thrown.value.code === 'backup-missing') return null;
    throw thrown;
  }
}

const Sizes = z.looseObject({ size_in_bytes: z.number().optional() });
const Stats = z.looseObject({
  total: Sizes.optional(),
  incremental: Sizes.optional(),
  processed: Sizes.optional(),
  total_size_in_bytes: z.number().optional(),
  processed_size_in_bytes: z.number().optional(),
});
const StatusReply = z.looseObject({
  snapshots: z.array(
    z.looseObject({
      state: z.string(),
      shards_stats: z.looseObject({ done: z.number(), failed: z.number(), total: z.number() }),
      stats: Stats,
      indices: z
        .record(
          z.string(),
          z.looseObject({ shards_stats: z.looseObject({ total: z.number() }), stats: Stats }),
        )
        .optional(),
    }),
  ),
});

export interface BackupStatus {
  shards: { done: number; total: number };
  /** Bytes that must be copied and are copied; grows while shards start on small thread pools. */
  copied: { done: number; total: number };
  /** Size of everything in the backup, and of what it added, where the server tells them apart. */
  totalBytes: number | null;
  newBytes: number | null;
  indices: Map<string, { shards: number; bytes: number | null }>;
}

/** Progress while a backup runs, and its sizes and shard counts afterwards. Its `state` is not read: it hides PARTIAL. */
export async function readBackupStatus(
  store: DataStoreClient,
  repository: string,
  name: string,
  withIndices: boolean,
): Promise<BackupStatus | null> {
  const filter = 'snapshots.state,snapshots.shards_stats,snapshots.stats';
  const perIndex = ',snapshots.indices.*.shards_stats.total,snapshots.indices.*.stats';
  const reply = await store.read(StatusReply, {
    path: pathOf('_snapshot', repository, name, '_status'),
    query: { filter_path: withIndices ? filter + perIndex : filter },
    timeoutMs: 60_000,
  });
  const status = reply.snapshots[0];
  if (status === undefined) return null;
  const total = status.stats.total?.size_in_bytes ?? status.stats.total_size_in_bytes ?? null;
  const incremental = status.stats.incremental?.size_in_bytes ?? null;
  const toCopy = incremental ?? total ?? 0;
  const processed = status.stats.processed?.size_in_bytes ?? status.stats.processed_size_in_bytes;
  return {
    shards: { done: status.shards_stats.done + status.shards_stats.failed, total: status.shards_stats.total },
    copied: { done: Math.min(processed ?? toCopy, toCopy), total: toCopy },
    totalBytes: total,
    newBytes: incremental,
    indices: new Map(
      Object.entries(status.indices ?? {}).map(([index, one]) => [
        index,
        {
          shards: one.shards_stats.total,
          bytes: one.stats.total?.size_in_bytes ?? one.stats.total_size_in_bytes ?? null,
        },
      ]),
    ),
  };
}

const Accepted = z.looseObject({ accepted: z.boolean().optional() });

/** Asks for a backup of exactly these indices and does not wait for it. Sent once. */
export async function createBackup(
  store: DataStoreClient,
  can: Capabilities,
  backup: { repository: string; name: string; indices: readonly string[]; metadata: Record<string, unknown> },
): Promise<void> {
  if (backup.indices.length === 0) throw new AppFailure(appError('nothing-selected'));
  const body = {
    indices: backup.indices.join(','),
    ignore_unavailable: false,
    include_global_state: false,
    partial: false,
    ...(can.featureStates ? { feature_states: ['none'] } : {}),
    ...(can.backupMetadata ? { metadata: backup.metadata } : {}),
  };
  const path = pathOf('_snapshot', backup.repository, backup.name);
  await store.write(Accepted, 'PUT', {
    path,
    query: { wait_for_completion: false, master_timeout: '30s' },
    body,
  });
}

/** What waits for the one snapshot thread of a server may take long to begin. */
const DELETION_MS = 60_000;

/** Deletes one backup; of a running one this is the way to stop it. May wait behind other work of the server. */
export async function deleteBackup(store: DataStoreClient, repository: string, name: string): Promise<void> {
  const path = pathOf('_snapshot', repository, name);
  const isGone = async (): Promise<boolean> => (await readBackup(store, repository, name)) === null;
  await store.change('DELETE', { path, timeoutMs: 180_000 }, isGone, DELETION_MS);
}
