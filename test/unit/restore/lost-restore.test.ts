import { describe, expect, it } from 'vitest';
import { capabilitiesOf } from '#core/elasticsearch/capabilities.ts';
import type { RestoreContext } from '#core/restore/context.ts';
import { traceOf, untilArrived, wasAccepted } from '#core/restore/lost-restore.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { parseVersion } from '#shared/rules/versions.ts';

const SENT = { repository: 'default', name: 'nightly', indices: ['gateway_default_apis'] };

/** A server that lists a restore of the same backup into these indices. */
function listing(indices: readonly string[]): RestoreContext {
  const shards = indices.map((index) => ({ index: { index_name: index } }));
  const restore = { snapshots: [{ repository: 'default', snapshot: 'nightly', state: 'SUCCESS', shards }] };
  const store = {
    read: (schema: { parse(value: unknown): unknown }, { path }: { path: string }) => {
      if (path === '/_cluster/state') return Promise.resolve(schema.parse({ restore }));
      return Promise.resolve(schema.parse(path === '/_cat/indices' ? [] : {}));
    },
  };
  const can = capabilitiesOf(parseVersion('7.13.0')!);
  return { connection: { store, can } } as unknown as RestoreContext;
}

const accepted = (indices: readonly string[]): Promise<boolean> => wasAccepted(listing(indices), SENT);

it('E4 a restore of the same backup into the indices that were asked for is ours', async () => {
  expect(await accepted(['gateway_default_apis', 'gateway_default_policy'])).toBe(true);
});

it('E4 one that is still listed from the request before, into other indices, is not', async () => {
  expect(await accepted(['gateway_default_license'])).toBe(false);
});

it('E4 a restore into some of the indices is a part, which may be another one', async () => {
  const sent = { ...SENT, indices: ['gateway_default_apis', 'gateway_default_policy'] };
  expect(await traceOf(listing(['gateway_default_apis']), sent)).toBe('part');
  expect(await traceOf(listing([...sent.indices, 'gateway_default_license']), sent)).toBe('whole');
  expect(await traceOf(listing([]), sent)).toBe('none');
});

describe('a change that is on its way', () => {
  /** A data store that tells of so many tasks at each look, or refuses to. */
  async function waited(
    looks: readonly (number | object | AppFailure)[],
  ): Promise<{ asked: string[]; log: string[] }> {
    const asked: string[] = [];
    const log: string[] = [];
    const left = [...looks];
    const store = {
      where: 'here',
      read: (schema: { parse(value: unknown): unknown }, { query }: { query: { actions: string } }) => {
        asked.push(query.actions);
        const next = left.shift() ?? 0;
        if (next instanceof AppFailure) return Promise.reject(next);
        if (typeof next === 'object') return Promise.resolve(schema.parse(next));
        const tasks = Object.fromEntries(Array.from({ length: next }, (_, at) => [`n:${at}`, {}]));
        return Promise.resolve(schema.parse(next === 0 ? {} : { nodes: { n: { tasks } } }));
      },
    };
    let now = 0;
    const sleep = (ms: number): Promise<void> => Promise.resolve(void (now += ms));
    const ports = { clock: { sleep, now: () => now }, timing: { pollLongestMs: 2_000 } };
    const operation = { log: (text: string) => log.push(text) };
    await untilArrived({ connection: { store }, ports, operation } as unknown as RestoreContext);
    return { asked, log };
  }

  it('E4 is waited for: restore, delete, close, open and aliases', async () => {
    const { asked, log } = await waited([2, 1, 1, 0]);
    expect(asked).toHaveLength(4);
    expect(asked[0]).toBe(
      'cluster:admin/snapshot/restore,indices:admin/delete,indices:admin/close,indices:admin/open,indices:admin/aliases',
    );
    expect(log).toHaveLength(1);
  });

  it('E4 is not waited for where there is none', async () => {
    expect(await waited([0])).toMatchObject({ asked: { length: 1 }, log: [] });
  });

  it('E4 may be where a server does not tell', async () => {
    expect((await waited([{ node_failures: [{ type: 'failed_node_exception' }] }, 0])).asked).toHaveLength(2);
  });

  it('E4 holds nobody up for ever, and nobody who may not see tasks', async () => {
    const long = await waited(Array.from({ length: 99 }, () => 1));
    expect([long.asked.length, long.log.at(-1)]).toEqual([16, 'It is still on its way, going on']);
    const { asked, log } = await waited([new AppFailure(appError('right-missing'))]);
    expect([asked.length, log.length]).toEqual([1, 1]);
  });
});
