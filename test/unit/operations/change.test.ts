import { expect, it } from 'vitest';
import type { Connection } from '#core/gateways/connections.ts';
import { type ChangeGuards, changeNow } from '#core/operations/change.ts';
import { Operations } from '#core/operations/registry.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { MemoryFiles, quietPorts } from '../memory.ts';
import { FAST } from '../restart/bench.ts';

/** Tries a change on a data store that lists a restore in these states, one a look, and then none. */
async function change(...states: string[]): Promise<{ end: string; looks: number }> {
  let looks = 0;
  const ports = quietPorts(new MemoryFiles(), FAST, () => undefined);
  const guards: ChangeGuards = {
    ports,
    operations: new Operations(ports),
    journals: { refuseIfOpen: () => Promise.resolve() },
  };
  const read = (schema: { parse(value: unknown): unknown }): Promise<unknown> => {
    const state = states[looks];
    looks += 1;
    const snapshots = state === undefined ? [] : [{ repository: 'default', snapshot: 'nightly', state }];
    return Promise.resolve(schema.parse({ restore: { snapshots } }));
  };
  const connection = { store: { read }, storeKey: 'store-1', gateway: { id: 'gw-1' } };
  const end = await changeNow(guards, connection as unknown as Connection, 'x', () =>
    Promise.resolve('done'),
  ).catch((thrown: unknown) => (thrown instanceof AppFailure ? thrown.value.code : String(thrown)));
  return { end, looks };
}

it('E17 a restore that has ended is waited for until the server has cleared it away', async () => {
  expect(await change('SUCCESS', 'SUCCESS')).toEqual({ end: 'done', looks: 3 });
});

it('E17 a restore that goes on refuses at once, also one that begins meanwhile', async () => {
  expect(await change('STARTED')).toEqual({ end: 'store-busy', looks: 1 });
  expect(await change('FAILURE', 'INIT')).toEqual({ end: 'store-busy', looks: 2 });
});
