import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { DeleteResult } from '#shared/model/operation.ts';
import type { BackupRef } from '#shared/model/primitives.ts';
import { deleteBackup, readBackup, type StoredBackup } from '../elasticsearch/snapshots.ts';
import { failureOf } from '../errors/from-transport.ts';
import type { Connection } from '../gateways/connections.ts';
import type { Lock } from '../operations/lock.ts';
import type { OperationHandle, Outcome } from '../operations/operation-handle.ts';
import type { Manifests } from './manifest.ts';
import { stateOf } from './rows.ts';

/** What a deletion is called: the name of one backup, or how many there are. */
export const targetOf = (backups: readonly BackupRef[]): string =>
  backups.length === 1 ? (backups[0]?.name ?? '') : `${backups.length} backups`;

export interface Deletion {
  connection: Connection;
  manifests: Manifests;
  operation: OperationHandle;
  lock: Pick<Lock, 'isHeld'>;
}

/**
 * Deletes backups by their exact names, one after another, so that each has its own result. What cannot be deleted
 * does not stop the others. A running one is not deleted but cancelled, by its own operation.
 */
export async function deleteBackups(
  { connection, manifests, operation, lock }: Deletion,
  backups: readonly BackupRef[],
): Promise<Outcome> {
  const result: DeleteResult = { kind: 'delete-backup', deleted: [], failed: [] };
  operation.phase('delete', 'running');
  for (const { repository, name } of backups) {
    if (operation.signal.aborted) break;
    try {
      if (!lock.isHeld()) throw new AppFailure(appError('lock-lost'));
      await deleteOne(connection, manifests, { repository, name });
      result.deleted.push({ repository, name });
      operation.log(`${name} deleted from ${repository}`);
    } catch (thrown) {
      const { value } = failureOf(thrown, connection.store.where);
      result.failed.push({ repository, name, error: value });
      operation.log(`${name} in ${repository}: ${value.title}`);
    }
    operation.phase('delete', 'running', `${result.deleted.length} of ${backups.length} deleted`);
  }
  operation.phase(
    'delete',
    result.deleted.length > 0 ? 'done' : 'failed',
    `${result.deleted.length} of ${backups.length} deleted`,
  );
  const isCut = result.deleted.length + result.failed.length < backups.length;
  return outcomeOf(result, operation.signal.aborted && isCut);
}

function outcomeOf(result: DeleteResult, aborted: boolean): Outcome {
  const error = result.failed[0]?.error ?? null;
  if (aborted) {
    const changed = `${result.deleted.length} backups were deleted before; the others are still there.`;
    return { status: 'cancelled', result, error: appError('cancelled', { changed }) };
  }
  if (error === null) return { status: 'succeeded', result, error: null };
  const isUnknown = result.failed.some((one) => one.error.code === 'outcome-unknown');
  const nothing = result.deleted.length === 0;
  return { status: nothing ? (isUnknown ? 'unknown' : 'failed') : 'warning', result, error };
}

async function deleteOne(connection: Connection, manifests: Manifests, backup: BackupRef): Promise<void> {
  const { store, storeKey } = connection;
  const { repository, name } = backup;
  const found = await readIfReadable(connection, backup);
  if (found !== null && stateOf(found.state) === 'in-progress')
    throw new AppFailure(appError('store-busy', { detail: `The backup ${name} is still running.` }));
  await deleteBackup(store, repository, name);
  if (found !== null) await manifests.remove(storeKey, { ...found, repository });
}

/** One that cannot be read can still be deleted from 7.7 on: whether it is there is the server's verdict. */
async function readIfReadable(
  { store }: Connection,
  { repository, name }: BackupRef,
): Promise<StoredBackup | null> {
  try {
    return await readBackup(store, repository, name);
  } catch (thrown) {
    if (['backup-unreadable', 'backup-failed'].includes(failureOf(thrown, store.where).value.code))
      return null;
    throw thrown;
  }
}
