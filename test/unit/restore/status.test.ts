import { expect, it } from 'vitest';
import type { Connection } from '#core/gateways/connections.ts';
import { restoreStatus } from '#core/restore/status.ts';
import type { Operation } from '#shared/model/operation.ts';

const BACKUP = { repository: 'default', name: 'nightly' };
const ID = 'op-2026-11-26-ABCD1234';

/** Asks a data store that is at work on a restore which it reads through this registration. */
async function status(repository: string, restores: Partial<Operation>[], backup = BACKUP) {
  const shards = [{ index: { index_name: 'gateway_default_apis' } }];
  const snapshots = [{ repository, snapshot: 'nightly', state: 'STARTED', shards }];
  const row = { index: 'gateway_default_apis', shard: '0', prirep: 'p', state: 'INITIALIZING' };
  const read = (schema: { parse(value: unknown): unknown }, { path }: { path: string }) =>
    Promise.resolve(
      schema.parse(
        path === '/_cat/shards' ? [row] : path === '/_cluster/state' ? { restore: { snapshots } } : {},
      ),
    );
  const history = restores.map((one) => ({
    kind: 'restore',
    status: 'interrupted',
    result: null,
    error: null,
    startedAt: 1,
    subjects: [BACKUP],
    ...one,
  })) as Operation[];
  return restoreStatus({ store: { read } } as unknown as Connection, backup, history);
}

it.each([
  ['under its own registration', 'default'],
  ['under the one that was made for its time', 'gateway-vault-fast-abcd1234'],
])('E11 a restore that goes on without its program is at work, %s', async (_, repository) => {
  // It was continued, under another operation, and that one broke off too.
  const restores = [{ id: ID }, { id: 'op-2026-11-26-00000000', startedAt: 2 }];
  expect(await status(repository, restores)).toMatchObject({ state: 'in-progress', source: 'server' });
});

it('E11 one that nothing is known of is told by the name of the backup', async () => {
  expect(await status('gateway-vault-fast-abcd1234', [])).toMatchObject({ state: 'in-progress' });
});

it('E11 a backup of the same name elsewhere is another one', async () => {
  const twin = { ...BACKUP, repository: 'other' };
  expect(await status('gateway-vault-fast-abcd1234', [{ id: ID }], twin)).toMatchObject({ state: 'never' });
  expect(await status('default', [{ id: ID }], twin)).toMatchObject({ state: 'never' });
});
