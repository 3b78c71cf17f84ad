import { expect, it } from 'vitest';
import { deleteBackups } from '#core/backups/delete.ts';
import { Manifests } from '#core/backups/manifest.ts';
import type { Connection } from '#core/gateways/connections.ts';
import { OperationHandle } from '#core/operations/operation-handle.ts';
import { MemoryFiles, quietPorts } from '../memory.ts';
import { FAST } from '../restart/bench.ts';

/** Deletes two backups; a cancel comes while so many have been asked for. */
async function cancelledAt(count: number): Promise<{ status: string; deleted: number }> {
  const ports = quietPorts(new MemoryFiles(), FAST, () => undefined);
  const gateway = { id: 'gw-1', name: 'Production EU' };
  const wanted = { kind: 'delete-backup' as const, gateway, target: '2 backups', reason: '' };
  const operation = new OperationHandle(
    'op-1',
    { ...wanted, phases: ['delete'], cancellable: true },
    'svc-admin',
    ports.clock,
    () => undefined,
  );
  let asked = 0;
  const answered = (): Promise<void> => {
    asked += 1;
    if (asked === count) operation.cancel();
    return Promise.resolve();
  };
  const read = (schema: { parse(value: unknown): unknown }) =>
    Promise.resolve(schema.parse({ snapshots: [] }));
  const store = { where: 'http://127.0.0.1', read, change: answered, write: answered };
  const outcome = await deleteBackups(
    {
      connection: { store, storeKey: 'store-1' } as unknown as Connection,
      manifests: new Manifests(ports.files, ports.logger),
      operation,
      lock: { isHeld: () => true },
    },
    ['one', 'two'].map((name) => ({ repository: 'default', name })),
  );
  const { result } = outcome;
  return { status: outcome.status, deleted: result?.kind === 'delete-backup' ? result.deleted.length : -1 };
}

it('a deletion is cancelled only while something is left to be deleted', async () => {
  expect(await cancelledAt(1)).toEqual({ status: 'cancelled', deleted: 1 });
  expect(await cancelledAt(2)).toEqual({ status: 'succeeded', deleted: 2 });
});
