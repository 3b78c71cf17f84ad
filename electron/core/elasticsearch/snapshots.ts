import { z } from 'zod';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { Capabilities } from './capabilities.ts';
import type { DataStoreClient } from './client.ts';
import { pathOf } from './paths.ts';
import type { Change } from './request.ts';
import { backupsIn, ListReply, type StoredBackup } from './snapshot-reply.ts';

export { readBackups } from './snapshot-list.ts';
export type { StoredBackup } from './snapshot-reply.ts';

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
  // The one number that servers before 7.0 give is of the files that were copied, not of the whole.
  const total = status.stats.total?.size_in_bytes ?? null;
  const incremental = status.stats.incremental?.size_in_bytes ?? status.stats.total_size_in_bytes ?? null;
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
          bytes: one.stats.total?.size_in_bytes ?? null,
        },
      ]),
    ),
  };
}

const Accepted = z.looseObject({ accepted: z.boolean().optional() });

export interface BackupRequest {
  repository: string;
  name: string;
  indices: readonly string[];
  metadata: Record<string, unknown>;
}

/** The request that asks for a backup of exactly these indices and does not wait for it. */
export function backupCall(can: Capabilities, backup: BackupRequest): Change {
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
  return { method: 'PUT', path, query: { wait_for_completion: false, master_timeout: '30s' }, body };
}

/** Asks for a backup and does not wait for it. Sent once. */
export async function createBackup(
  store: DataStoreClient,
  can: Capabilities,
  backup: BackupRequest,
): Promise<void> {
  await store.write(Accepted, 'PUT', backupCall(can, backup));
}

/** What waits for the one snapshot thread of a server may take long to begin. */
const DELETION_MS = 60_000;

/** The request that deletes one backup. */
export const deletionOf = (repository: string, name: string): Change => ({
  method: 'DELETE',
  path: pathOf('_snapshot', repository, name),
  timeoutMs: 180_000,
});

/** Deletes one backup; of a running one this is the way to stop it. May wait behind other work of the server. */
export async function deleteBackup(store: DataStoreClient, repository: string, name: string): Promise<void> {
  const isGone = async (): Promise<boolean> => (await readBackup(store, repository, name)) === null;
  await store.change('DELETE', deletionOf(repository, name), isGone, DELETION_MS);
}
