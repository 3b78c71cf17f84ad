import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { IndexProgress } from '#shared/model/operation.ts';
import type { Counted } from '#shared/model/primitives.ts';
import type { DataStoreClient } from '../elasticsearch/client.ts';
import { areAllStarted, readRecovery, readShards, type ShardsOfIndex } from '../elasticsearch/restores.ts';
import { failureOf, isUnreached } from '../errors/from-transport.ts';
import type { Connection } from '../gateways/connections.ts';
import { unlessAborted } from '../operations/poll.ts';
import type { EnginePorts } from '../ports.ts';
import { NextLook } from './next-look.ts';

export interface RestoreWatch {
  progress(shards: Counted, bytes: Counted | null, indices: IndexProgress[]): void;
  log(text: string): void;
  signal: AbortSignal;
  /** Sizes as noted when the backup was made: the server tells a total only when a shard has begun. */
  sizes?: ReadonlyMap<string, number>;
}

const NO_BYTES = Promise.resolve<ReadonlyMap<string, Counted>>(new Map());

/** Bytes are for the eye alone: without them the rest of a poll is worth as much. */
const readBytes = (store: DataStoreClient, indices: readonly string[]): typeof NO_BYTES =>
  readRecovery(store, indices).catch(() => NO_BYTES);

/**
 * Follows a restore until every primary of every index is started (E13). Rejects when a shard is given up,
 * when nothing moves for the deadline (E15), or when it is cancelled. Failed polls decide nothing.
 */
export async function followRestore(
  connection: Connection,
  ports: EnginePorts,
  indices: readonly string[],
  watch: RestoreWatch,
): Promise<void> {
  const { store } = connection;
  const next = new NextLook(store, ports);
  const now = (): number => ports.clock.now();
  // Only time between answers counts as idle: a server that cannot be reached, or a computer that slept, is not stalled.
  let idle = 0;
  let answered: number | null = null;
  let silentSince = now();
  let furthest = { shards: 0, bytes: 0 };
  let failedSince: number | null = null;
  // The first look is for what to wait for: a server that has accepted a restore shows its shards at once.
  for (let first = true; ; first = false) {
    if (!first) await next.pause(watch.signal);
    if (watch.signal.aborted) throw new AppFailure(appError('cancelled'));
    try {
      const { primaries, active } = await unlessAborted(watch.signal, readShards(store));
      const isWhole = indices.every((index) => areAllStarted(primaries.get(index)));
      const bytes = await unlessAborted(
        watch.signal,
        first || isWhole ? NO_BYTES : readBytes(store, indices),
      );
      const rows = indices.map((index) =>
        rowOf(index, primaries.get(index), bytes.get(index), watch.sizes?.get(index)),
      );
      const [shards, copied] = totals(rows);
      watch.progress(shards, copied, rows);
      next.learn(active, rows.every((row) => row.shards.total > 0) ? shards.total - shards.done : null);
      if (isWhole) return;
      const failed = rows.filter((row) => row.stage === 'failed');
      failedSince = failed.length === 0 ? null : (failedSince ?? now());
      if (failedSince !== null && now() - failedSince > ports.timing.failedForMs)
        throw shardFailure(failed, primaries);
      // A server that tries a damaged shard again and again copies the same bytes each time: only more is progress.
      const reached = {
        shards: shards.done,
        bytes: rows.reduce((sum, row) => sum + (row.bytes?.done ?? 0), 0),
      };
      const moved = reached.shards > furthest.shards || reached.bytes > furthest.bytes;
      const pause = answered === null ? 0 : Math.min(now() - answered, 3 * ports.timing.pollLongestMs);
      idle = moved ? 0 : idle + pause;
      answered = now();
      silentSince = now();
      furthest = {
        shards: Math.max(furthest.shards, reached.shards),
        bytes: Math.max(furthest.bytes, reached.bytes),
      };
    } catch (thrown) {
      const failure = failureOf(thrown, store.where);
      if (['cancelled', 'restore-failed'].includes(failure.value.code)) throw failure;
      watch.log(`Not read: ${failure.value.title}`);
      answered = null;
      if (now() - silentSince > ports.timing.stalledMs && isUnreached(failure.value)) throw failure;
    }
    if (idle > ports.timing.stalledMs) {
      throw new AppFailure(
        appError('restore-stalled', { detail: `${Math.round(ports.timing.stalledMs / 1000)} seconds` }),
      );
    }
  }
}

function rowOf(
  index: string,
  shards: ShardsOfIndex | undefined,
  bytes: Counted | undefined,
  size: number | undefined,
): IndexProgress {
  const counted = { done: shards?.started ?? 0, total: shards?.total ?? 0 };
  const begun = bytes !== undefined && bytes.total > 0 ? { done: bytes.done, total: bytes.total } : null;
  const noted = size === undefined ? null : { done: 0, total: size };
  const base = { index, bytes: begun ?? noted, shards: counted };
  if (areAllStarted(shards)) {
    const whole = noted === null ? null : { done: noted.total, total: noted.total };
    return { ...base, bytes: begun ?? whole, stage: 'done' };
  }
  if ((shards?.failed ?? 0) > 0) return { ...base, stage: 'failed' };
  return { ...base, stage: begun === null ? 'waiting' : 'copying' };
}

/** Bytes have a total only when every index that is not done has one: a bar must not be full too early. */
function totals(rows: readonly IndexProgress[]): [Counted, Counted | null] {
  const shards = { done: 0, total: 0 };
  const bytes = { done: 0, total: 0 };
  for (const row of rows) {
    shards.done += row.shards.done;
    shards.total += row.shards.total;
    bytes.done += row.bytes?.done ?? 0;
    bytes.total += row.bytes?.total ?? 0;
  }
  const known = rows.every((row) => row.bytes !== null || row.stage === 'done');
  return [shards, known && bytes.total > 0 ? bytes : null];
}

function shardFailure(
  failed: readonly IndexProgress[],
  primaries: ReadonlyMap<string, ShardsOfIndex>,
): AppFailure {
  const first = failed[0];
  const reason = first === undefined ? '' : (primaries.get(first.index)?.reason ?? '');
  const names = failed
    .slice(0, 3)
    .map((row) => row.index)
    .join(', ');
  const raw = { status: null, type: 'ALLOCATION_FAILED', reason };
  return new AppFailure(
    appError('restore-failed', {
      detail: `Shards of ${names} could not be restored: a file of the backup is missing or damaged.`,
      raw,
    }),
  );
}
