import { appError } from '#shared/errors/catalogue.ts';
import { indicesOfTenant } from '#shared/rules/index-names.ts';
import { openIndices, readIndices } from '../elasticsearch/indices.ts';
import { areAllStarted, readPrimaries } from '../elasticsearch/restores.ts';
import { failureOf } from '../errors/from-transport.ts';
import type { Connection } from '../gateways/connections.ts';
import type { OperationHandle, Outcome } from '../operations/operation-handle.ts';
import type { EnginePorts } from '../ports.ts';
import { followRestore } from './follow-restore.ts';

/** The closed indices of the tenant, by their names. */
export async function closedIndices({ store, can, gateway, knownTenants }: Connection): Promise<string[]> {
  const live = await readIndices(store, can);
  const names = live.map((index) => index.index);
  const owned = new Set(indicesOfTenant(names, gateway.tenant, knownTenants).owned.map((one) => one.index));
  return live
    .filter((index) => !index.open && owned.has(index.index))
    .map((index) => index.index)
    .sort();
}

/**
 * Opens every closed index of the tenant, and no other: the way out of what a failed restore of another tool left
 * behind. What could not be opened, or is open without all of its primaries, is named.
 */
export async function openAllIndices(
  connection: Connection,
  ports: EnginePorts,
  operation: OperationHandle,
): Promise<Outcome> {
  const { store, can } = connection;
  const result = await operation.inPhase<{ opened: string[]; failed: string[] }>('reopen', async () => {
    const closed = await closedIndices(connection);
    if (closed.length === 0) return [{ opened: [], failed: [] }, 'Every index of the tenant is open'];
    await openIndices(store, closed);
    await followRestore(connection, ports, closed, {
      progress: (shards, bytes, indices) =>
        operation.update({ shards, bytes, indices, readAt: ports.clock.now() }),
      log: (text) => operation.log(text),
      signal: operation.signal,
    }).catch((thrown: unknown) => {
      const { code, title } = failureOf(thrown, store.where).value;
      if (code === 'cancelled') throw thrown;
      operation.log(title);
    });
    const [now, primaries] = [await readIndices(store, can), await readPrimaries(store)];
    const open = new Set(now.filter((one) => one.open).map((one) => one.index));
    const isSound = (index: string): boolean => open.has(index) && areAllStarted(primaries.get(index));
    const opened = closed.filter(isSound);
    return [
      { opened, failed: closed.filter((index) => !isSound(index)) },
      `${opened.length} of ${closed.length} indices opened`,
    ];
  });
  const { failed } = result;
  return {
    status: failed.length === 0 ? 'succeeded' : 'warning',
    result: { kind: 'open-indices', ...result },
    error: failed.length === 0 ? null : appError('open-failed', { detail: failed.slice(0, 3).join(', ') }),
  };
}
