import { describe, expect, it } from 'vitest';
import { capabilitiesOf } from '#core/elasticsearch/capabilities.ts';
import type { RestoreContext } from '#core/restore/context.ts';
import { untilArrived, wasAccepted } from '#core/restore/lost-restore.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { parseVersion } from '#shared/rules/versions.ts';

const SENT = { repository: 'default', name: 'nightly', indices: ['gateway_default_apis'] };

/** Whether a restore was accepted, as a server shows it that lists a restore of the same backup into these indices. */
async function accepted(indices: readonly string[]): Promise<boolean> {
  const shards = indices.map((index) => ({ index: { index_name: index } }));
  const restore = { snapshots: [{ repository: 'default', snapshot: 'nightly', state: 'SUCCESS', shards }] };
  const store = {
    read: (schema: { parse(value: unknown): unknown }, { path }: { path: string }) => {
      if (path === '/_cluster/state') return Promise.resolve(schema.parse({ restore }));
      return Promise.resolve(schema.parse(path === '/_cat/indices' ? [] : {}));
    },
  };
  const can = capabilitiesOf(parseVersion('7.13.0')!);
  return wasAccepted({ connection: { store, can } } as unknown as RestoreContext, SENT);
}

it('E4 a restore of the same backup into the indices that were asked for is ours', async () => {
  expect(await accepted(['gateway_default_apis', 'gateway_default_policy'])).toBe(true);
});

it('E4 one that is still listed from the request before, into other indices, is not', async () => {
  expect(await accepted(['gateway_default_license'])).toBe(false);
});

describe('a change that is on its way', () => {
  /** A data store that tells of so many tasks at each look, or refuses to. */
  async function waited(
    looks: readonly (number | AppFailure)[],
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
        const tasks = Object.fromEntries(Array.from({ length: next }, (_, at) => [`n:${at}`, {}]));
        return Promise.resolve(schema.parse(next === 0 ? {} : { nodes: { n: { tasks } } }));
      },
    };
    const ports = { clock: { sleep: () => Promise.resolve() }, timing: { pollLongestMs: 1 } };
    const operation = { log: (text: string) => log.push(text) };
    await untilArrived({ connection: { store }, ports, operation } as unknown as RestoreContext);
    return { asked, log };
  }

  it('E4 is waited for: restore, delete, close and aliases', async () => {
    const { asked, log } = await waited([2, 1, 1, 0]);
    expect(asked).toHaveLength(4);
    expect(asked[0]).toBe(
      'cluster:admin/snapshot/restore,indices:admin/delete,indices:admin/close,indices:admin/aliases',
    );
    expect(log).toHaveLength(1);
  });

  it('E4 is not waited for where there is none', async () => {
    expect(await waited([0])).toMatchObject({ asked: { length: 1 }, log: [] });
  });

  it('E4 holds nobody up for ever, and nobody who may not see tasks', async () => {
    expect((await waited(Array.from({ length: 99 }, () => 1))).asked.length).toBeLessThan(20);
    const { asked, log } = await waited([new AppFailure(appError('right-missing'))]);
    expect([asked.length, log.length]).toEqual([1, 1]);
  });
});
