import type { Operation, RestoreResult } from '#shared/model/operation.ts';
import type { BackupRef, Counted } from '#shared/model/primitives.ts';
import type { RestoreState, RestoreStatus } from '#shared/model/restore-status.ts';
import { isSameBackup } from '#shared/rules/same-backup.ts';
import { readRunningWork } from '../elasticsearch/cluster.ts';
import { readOrigins, readPrimaries, startedOf } from '../elasticsearch/restores.ts';
import type { Connection } from '../gateways/connections.ts';
import { isTemporary, temporaryOf } from './throttle.ts';

type Found = Omit<RestoreStatus, keyof BackupRef>;

/**
 * What became of the restores of one backup. What runs on the server comes first, whoever began it; then the last one
 * of the history, which knows how it was verified; then what the shards of the server tell of their origin.
 */
export async function restoreStatus(
  connection: Connection,
  backup: BackupRef,
  history: readonly Operation[],
): Promise<RestoreStatus> {
  const restores = history.filter((one) => one.kind === 'restore');
  const ours = history
    .filter((one) => one.kind === 'restore' || one.kind === 'rollback')
    .filter((one) => one.subjects.some((of) => isSameBackup(of, backup)))
    .toSorted((a, b) => b.startedAt - a.startedAt)[0];
  const found =
    (ours?.status === 'running' ? ofHistory(ours) : null) ??
    (await runningOnServer(connection, backup, restores)) ??
    (ours === undefined ? await tracesOnServer(connection, backup, restores) : ofHistory(ours));
  return { ...backup, ...found };
}

function ofHistory(operation: Operation): Found {
  const result = operation.result?.kind === 'restore' ? operation.result : null;
  return {
    state: stateOf(operation, result),
    source: 'history',
    startedAt: operation.startedAt,
    endedAt: operation.endedAt,
    operationId: operation.id,
    shards: result === null ? operation.shards : shardsOf(result),
    text: textOf(operation, result),
  };
}

function stateOf({ status }: Operation, result: RestoreResult | null): RestoreState {
  if (status === 'running') return 'in-progress';
  switch (result?.outcome) {
    case 'restored':
      return status === 'succeeded' ? 'success' : 'warnings';
    case 'rolled-back':
      return 'rolled-back';
    case 'unchanged':
    case 'incomplete':
      return status === 'unknown' ? 'unknown' : 'failed';
    case undefined:
      return status === 'interrupted' || status === 'unknown' ? 'unknown' : 'failed';
  }
}

function shardsOf(result: RestoreResult): Counted | null {
  const all = result.scopes.map((scope) => scope.shards);
  if (all.length === 0) return null;
  return {
    done: all.reduce((sum, one) => sum + one.done, 0),
    total: all.reduce((sum, one) => sum + one.total, 0),
  };
}

function textOf(operation: Operation, result: RestoreResult | null): string {
  if (operation.error !== null) return operation.error.title;
  if (operation.status === 'running') return 'It is at work.';
  if (operation.status === 'interrupted') return 'The program ended while it ran.';
  if (result === null) return 'It ended without a result.';
  if (operation.kind === 'rollback') return 'It was rolled back after it did not end by itself.';
  return `${result.indices.done} of ${result.indices.total} indices restored and verified.`;
}

async function runningOnServer(
  { store }: Connection,
  backup: BackupRef,
  restores: readonly Operation[],
): Promise<Found | null> {
  const work = await readRunningWork(store);
  const running = work.restores.find((one) => !one.ended && isOf(one, backup, restores));
  if (running === undefined) return null;
  const primaries = await readPrimaries(store);
  return {
    ...NOTHING,
    state: 'in-progress',
    source: 'server',
    shards: startedOf(primaries, running.indices),
    text: 'The data store is at work on it.',
  };
}

/** The server names the registration that a restore reads through, which may be one of ours for its time (E11). */
function isOf(one: BackupRef, backup: BackupRef, restores: readonly Operation[]): boolean {
  if (one.name !== backup.name) return false;
  if (!isTemporary(one.repository)) return one.repository === backup.repository;
  const owner = restores.find(({ id }) => temporaryOf(id) === one.repository);
  return owner === undefined || owner.subjects.some((of) => isSameBackup(of, backup));
}

/** A shard remembers the backup it came from until it is moved or its node restarts. */
async function tracesOnServer(
  { store }: Connection,
  backup: BackupRef,
  restores: readonly Operation[],
): Promise<Found> {
  const rows = (await readOrigins(store)).filter((row) => isOf(row, backup, restores));
  if (rows.length === 0) return NOTHING;
  const primaries = await readPrimaries(store);
  const indices = rows.map((row) => row.index);
  const shards = startedOf(primaries, indices);
  const complete = shards.done === shards.total;
  return {
    ...NOTHING,
    state: complete ? 'success' : 'failed',
    source: 'server',
    startedAt: earliest(rows.map((row) => row.startedAt)),
    shards,
    text: complete
      ? `${indices.length} indices on the data store came out of it; every primary is started.`
      : `${indices.length} indices on the data store came out of it; not every primary is started.`,
  };
}

function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter((time): time is number => time !== null);
  return known.length === 0 ? null : Math.min(...known);
}

const NOTHING: Found = {
  state: 'never',
  source: 'none',
  startedAt: null,
  endedAt: null,
  operationId: null,
  shards: null,
  text: 'No restore of it is known.',
};
