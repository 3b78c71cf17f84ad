import { z } from 'zod';
import { AppFailure } from '#shared/errors/app-error.ts';
import { fromReply } from '../errors/from-reply.ts';
import type { DataStoreClient } from './client.ts';

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

/** The reply to a list, in the forms of all versions. */
export const ListReply = z.looseObject({
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
export const RUNNING = 'IN_PROGRESS';
/** Old repositories do not say the state in the fast list. */
export const NOT_TOLD = 'UNKNOWN';

function backupOf(info: z.output<typeof Info>): StoredBackup {
  const state = info.state ?? NOT_TOLD;
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

/** The backups of a reply. Rejects when it says inside of a 200 that the repository cannot be read. */
export function backupsIn(reply: z.output<typeof ListReply>, store: DataStoreClient): StoredBackup[] {
  const nested = reply.responses ?? [];
  const broken = [
    ...Object.values(reply.failures ?? {}),
    ...nested.map((one) => one.error).filter((error) => error !== undefined),
  ];
  if (broken.length > 0) throw new AppFailure(fromReply(500, { error: broken[0] }, store.where));
  return [...(reply.snapshots ?? []), ...nested.flatMap((one) => one.snapshots ?? [])].map(backupOf);
}
