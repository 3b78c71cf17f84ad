import { writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { storeRequest } from '#lab/samples/store-http.ts';
import { until } from './support/backup-lab.ts';
import { type Bench, openBench, refusal } from './support/bench.ts';
import { slowRepository } from './support/changes.ts';
import { draftFor, openEngine } from './support/open-engine.ts';

const EVERYTHING = { kind: 'everything' } as const;

/** One change at a time on one data store, whoever makes it. */
describe('order of work on 7.13.0', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await openBench('7.13.0', { events: 6_000 });
    await bench.backUp('first');
    // One for each: a second backup in the same repository has nothing to copy.
    for (const name of ['one', 'shown', 'theirs', 'cancelled', 'theirs2'])
      await slowRepository(bench.url, name, { snapshot: '300kb' });
  });
  afterEach(async () => {
    while ((await running()).length > 0) await sleep(200);
    await bench.expectTidy();
  });
  afterAll(() => bench.stop());

  const running = async (): Promise<string[]> => {
    const { snapshots } = await bench.raw<{ snapshots: { snapshot: string }[] }>('GET', '/_snapshot/_status');
    return snapshots.map((one) => one.snapshot);
  };
  const untilCopying = async (name: string): Promise<void> => {
    while (!(await running()).includes(name)) await sleep(20);
  };
  const indices = async (): Promise<string> => Object.keys(await bench.counts()).join(',');
  const stateOf = async (name: string): Promise<string> => {
    const path = `/_snapshot/${name}/${name}`;
    return (await bench.raw<{ snapshots: { state: string }[] }>('GET', path)).snapshots[0]!.state;
  };

  test('E17 promise 10 a second change is refused in this engine, in another, and for another gateway of the store', async () => {
    const second = await openEngine({ folder: bench.open.folder });
    const { engine, gatewayId } = bench;
    const otherDraft = draftFor(bench.server, { name: 'Other tenant', tenant: 'default2' });
    const other = (await engine.gateways.add({ draft: otherDraft, secrets: {} })).profile.id;
    try {
      const plan = await bench.plan('first');
      const operationId = await bench.beginBackUp('slow-one', 'one');
      const backup = { repository: 'default', name: 'second', selection: EVERYTHING, reason: '' };
      const codes = [
        await refusal(engine.backups.create({ gatewayId, backup })),
        await refusal(engine.backups.create({ gatewayId: other, backup })),
        await refusal(
          engine.backups.delete({ gatewayId, backups: [{ repository: 'default', name: 'first' }] }),
        ),
        await refusal(engine.restores.start({ planId: plan.id, tenant: 'default', reason: '' })),
        await refusal(second.engine.backups.create({ gatewayId, backup })),
        await refusal(
          second.engine.backups.delete({ gatewayId, backups: [{ repository: 'default', name: 'first' }] }),
        ),
      ];
      expect(codes).toEqual(Array(6).fill('operation-running'));
      expect((await engine.operations.get({ operationId })).status).toBe('running');
      expect((await engine.operations.ended(operationId)).status).toBe('succeeded');
      const { rows } = await bench.list();
      expect(rows.map((row) => row.name).toSorted()).toEqual(['first', 'slow-one']);
      // And then it is free again, for both.
      const freed = await second.engine.backups.create({ gatewayId, backup });
      expect((await second.engine.operations.ended(freed.operationId)).status).toBe('succeeded');
      await bench.backUp('third');
    } finally {
      await engine.gateways.remove({ gatewayId: other });
      await second.close();
    }
  });

  test('what one engine begins, does and ends shows in another on the same folder by itself', async () => {
    const restarts: string[] = [];
    const second = await openEngine({
      folder: bench.open.folder,
      onEvent: (name, payload) => {
        if (name === 'restart' && 'pending' in payload && payload.pending !== null)
          restarts.push(payload.pending.gatewayId);
      },
    });
    const { engine, gatewayId } = bench;
    try {
      const seen = (id: string) => second.events.filter((event) => event.id === id);
      const id = await bench.beginBackUp('shown', 'shown');
      // With the progress that the server tells the other one, and no cancel.
      await until(() => Promise.resolve(seen(id).some(({ shards }) => shards !== null && shards.total > 0)));
      expect(new Set(seen(id).map((one) => one.status))).toEqual(new Set(['running']));
      expect(seen(id).every((one) => one.elsewhere && !one.cancellable)).toBe(true);
      const { running } = await second.engine.overview.get({ gatewayId });
      expect(running).toMatchObject([{ id, elsewhere: true }]);
      expect(await refusal(second.engine.operations.cancel({ operationId: id }))).toBe('not-cancellable');
      const ended = await engine.operations.ended(id);
      await until(() => Promise.resolve(seen(id).some((one) => one.status === 'succeeded')));
      expect(seen(id).at(-1)).toMatchObject({ elsewhere: false, result: ended.result });
      await engine.restarts.request({ gatewayId });
      await until(() => Promise.resolve(restarts.includes(gatewayId)));
    } finally {
      await second.close();
    }
  });

  test('E17 E7 promise 3 a backup of somebody else makes the store busy and is left alone', async () => {
    await bench.raw('PUT', '/_snapshot/theirs/theirs?wait_for_completion=false', {
      indices: await indices(),
    });
    await untilCopying('theirs');
    const { engine, gatewayId } = bench;
    const backup = { repository: 'default', name: 'ours', selection: EVERYTHING, reason: '' };
    expect(await refusal(engine.backups.create({ gatewayId, backup }))).toBe('store-busy');
    const plan = await bench.plan('first');
    expect(plan.blockers.map((blocker) => blocker.code)).toEqual(['store-busy']);
    const start = engine.restores.start({ planId: plan.id, tenant: 'default', reason: '' });
    expect(await refusal(start)).toBe('store-busy');
    while ((await running()).length > 0) await sleep(200);
    expect(await stateOf('theirs')).toBe('SUCCESS');
    await bench.backUp('ours');
  });

  test('promise 8 cancelling a backup removes exactly ours; the one of somebody else goes on', async () => {
    const operationId = await bench.beginBackUp('ours', 'cancelled');
    await untilCopying('ours');
    await bench.raw('PUT', '/_snapshot/theirs2/theirs2?wait_for_completion=false', {
      indices: await indices(),
    });
    await bench.engine.operations.cancel({ operationId });
    const operation = await bench.engine.operations.ended(operationId);
    expect([operation.status, operation.error?.code]).toEqual(['cancelled', 'cancelled']);
    while ((await running()).length > 0) await sleep(200);
    expect(await stateOf('theirs2')).toBe('SUCCESS');
    const { rows } = await bench.list();
    expect(rows.filter((row) => row.repository === 'cancelled')).toEqual([]);
    expect(rows.filter((row) => row.repository === 'default').map((row) => row.name)).toContain('ours');
    expect(await refusal(bench.engine.operations.cancel({ operationId }))).toBe('not-cancellable');
  });

  test('E17 promise 10 a lock whose process is gone is taken over, one of a living process on this host is not', async () => {
    const { uuid } = await clusterUuid(bench.url);
    const lock = (pid: number) =>
      JSON.stringify({
        token: 't',
        pid,
        host: hostname(),
        beat: Date.now(),
        what: 'backup x',
        user: 'other',
      });
    const file = path.join(bench.open.folder, 'locks', `${uuid}.json`);
    writeFileSync(file, lock(process.ppid));
    const backup = { repository: 'default', name: 'locked', selection: EVERYTHING, reason: '' };
    const create = bench.engine.backups.create({ gatewayId: bench.gatewayId, backup });
    expect(await refusal(create)).toBe('operation-running');
    writeFileSync(file, lock(4_194_304));
    await bench.backUp('locked');
  });
});

async function clusterUuid(url: string): Promise<{ uuid: string }> {
  const { cluster_uuid } = await storeRequest<{ cluster_uuid: string }>(url, 'GET', '/');
  return { uuid: cluster_uuid };
}
