import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BackupRow } from '#shared/model/backup.ts';
import type { Abilities } from './abilities.ts';
import { type Bench, expectSentences, refusal } from './bench.ts';
import { startRewordingProxy } from './damage-impostor.ts';
import { listed } from './damage-listing.ts';
import { draftFor } from './open-engine.ts';

/** What is no complete backup is never taken for one, whatever the server calls it (E5). */
export function statesOfBackups(can: Abilities, benchOf: () => Bench): void {
  describe('with an index that has lost its shards', () => {
    let bench: Bench;
    let red: string;
    let names: string[];

    beforeAll(async () => {
      bench = benchOf();
      names = Object.keys(await bench.counts());
      red = names.find((name) => name.startsWith('gateway_default_license'))!;
      await makeRed(bench, red);
    });
    afterAll(async () => {
      await bench.raw('PUT', `/${red}/_settings`, { 'index.routing.allocation.require._name': '' });
      await bench.raw('POST', '/_cluster/reroute');
      await bench.raw('GET', '/_cluster/health?wait_for_status=yellow&timeout=60s');
    });

    const rowOf = async (name: string): Promise<BackupRow | undefined> =>
      (await listed(bench, 'default')).rows.find((row) => row.name === name);

    test('promise 5 E5 a backup of it is not called a success', async () => {
      const operation = await bench.engine.operations.ended(await bench.beginBackUp('over-red'));
      // A server that hangs on a damaged shard answers nothing definite about such a backup either.
      const ends = can.hangsOnDamage ? ['failed', 'unknown'] : ['failed'];
      expect(ends, JSON.stringify(operation.error)).toContain(operation.status);
      if (operation.status === 'failed')
        expect(['backup-incomplete', 'backup-failed']).toContain(operation.error!.code);
      expectSentences(operation.error!);
      // Some servers keep what failed, others keep nothing.
      expect(['partial', 'failed', undefined]).toContain((await rowOf('over-red'))?.state);
    });

    test('promise 5 E5 a partial backup is shown with its shards, and no plan restores it', async () => {
      const wanted = { indices: names.join(','), partial: true, include_global_state: false };
      await bench.raw('PUT', '/_snapshot/default/partial?wait_for_completion=true', wanted);
      const row = await rowOf('partial');
      expect(row).toMatchObject({ state: 'partial', rawState: 'PARTIAL' });
      const { total, ok, failed } = row!.shards!;
      expect([failed > 0, ok + failed]).toEqual([true, total]);
      const target = { gatewayId: bench.gatewayId, repository: 'default', name: 'partial' };
      const detail = await bench.engine.backups.detail(target);
      expect(detail.restorable.ok).toBe(false);
      expect(detail.failures.map((one) => one.index)).toContain(red);
      await expectRefused(bench, 'partial');
    });

    if (can.keepsFailed)
      test('promise 5 E5 a failed backup that the server keeps is shown as failed, and no plan restores it', async () => {
        const wanted = { indices: red, include_global_state: false };
        await bench.raw('PUT', '/_snapshot/default/kept?wait_for_completion=true', wanted);
        expect(['failed', 'partial']).toContain((await rowOf('kept'))?.state);
        await expectRefused(bench, 'kept');
      });
  });

  test('promise 5 E5 a state nobody has heard of is shown as it is, and is no success', async () => {
    const bench = benchOf();
    const { engine } = bench;
    await bench.backUp('strange');
    const proxy = await startRewordingProxy(bench.url, '"state":"SUCCESS"', '"state":"STRANGE"');
    const draft = draftFor(
      { ...bench.server, url: proxy.url, version: bench.server.version },
      { name: 'Strange' },
    );
    const { profile } = await engine.gateways.add({ draft, secrets: {} });
    try {
      const { rows } = await bench.list(profile.id);
      const row = rows.find((one) => one.repository === 'default' && one.name === 'strange');
      expect(row).toMatchObject({ state: 'other', rawState: 'STRANGE' });
      const target = { gatewayId: profile.id, repository: 'default', name: 'strange' };
      expect((await engine.backups.detail(target)).restorable.ok).toBe(false);
      const wanted = { repository: 'default', name: 'strange-2', reason: '', quiesce: false };
      const selection = { kind: 'everything' } as const;
      const backup = { ...wanted, selection };
      const { operationId } = await engine.backups.create({ gatewayId: profile.id, backup });
      const operation = await engine.operations.ended(operationId);
      expect(operation).toMatchObject({ status: 'failed', error: { code: 'backup-failed' } });
      expect(operation.error!.cause).toContain('STRANGE');
    } finally {
      await engine.gateways.remove({ gatewayId: profile.id });
      await proxy.stop();
    }
  });
}

/** A plan says why, and cannot be started. */
async function expectRefused(bench: Bench, name: string): Promise<void> {
  const plan = await bench.plan(name);
  expect(plan.blockers.map((one) => one.code)).toContain('backup-incomplete');
  for (const one of plan.blockers) expectSentences(one);
  const confirmation = { planId: plan.id, tenant: 'default', reason: '' };
  expect(await refusal(bench.engine.restores.start(confirmation))).toBe('backup-incomplete');
  expect(await bench.engine.journals.list({})).toEqual([]);
}

/** Makes an index anew that no node may hold: a server forces an old one onto the node that has its files. */
async function makeRed(bench: Bench, index: string): Promise<void> {
  const reply = await bench.raw<Record<string, { aliases: object; mappings: object }>>('GET', `/${index}`);
  const { aliases, mappings } = reply[index]!;
  await bench.raw('DELETE', `/${index}`);
  await bench.raw('PUT', `/${index}?wait_for_active_shards=0`, {
    settings: {
      'index.number_of_shards': 1,
      'index.number_of_replicas': 0,
      'index.routing.allocation.require._name': 'no node has this name',
    },
    mappings,
    aliases,
  });
}
