import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import { mutateTenant } from '#lab/samples/mutate.ts';
import { Bench, refusal } from './bench.ts';
import { deleteIndices } from './changes.ts';
import { type OpenOptions, openEngine } from './open-engine.ts';
import type { RestoreLab } from './restore-lab.ts';

const FILTER = 'index.routing.allocation.require._name';

/** What is refused in advance, what may be called a success, and what lies outside of a restore. */
export function successRules(at: RestoreLab): void {
  const refusedPlan = async (bench: Bench, name: string, code: string) => {
    const before = await bench.world();
    const plan = await bench.plan(name);
    expect(plan.blockers.map((error) => error.code)).toContain(code);
    const start = bench.engine.restores.start({ planId: plan.id, tenant: 'default', reason: '' });
    expect(await refusal(start)).toBe(code);
    expect(await bench.world()).toEqual(before);
    return plan;
  };

  test('promise 27 an index made by a server that is too new is refused by name', async () => {
    await at.bench.backUp('made-later');
    changeManifest(at, 'made-later', (manifest) => {
      manifest.indices[at.policy]!.createdId = 99_010_099;
    });
    await withSecondEngine(at, {}, async (bench) => {
      const plan = await bench.plan('made-later');
      const refused = plan.entries.filter((entry) => entry.verdict === 'refused');
      expect(refused.map((entry) => [entry.index, entry.fixes])).toEqual([[at.policy, ['leave-out']]]);
      expect(refused[0]?.why).toContain('99');
    });
  });

  test('promise 12 an alias that has the name of an index of the backup refuses it, and nothing is changed', async () => {
    await at.bench.backUp('alias-name');
    await deleteIndices(at.bench.url, [at.policy]);
    const alias = { index: at.events, alias: at.policy };
    await at.bench.raw('POST', '/_aliases', { actions: [{ add: alias }] });
    const before = await at.bench.world();
    const plan = await at.bench.plan('alias-name');
    expect(plan.entries.find((entry) => entry.index === at.policy)).toMatchObject({ verdict: 'refused' });
    const start = at.bench.engine.restores.start({ planId: plan.id, tenant: 'default', reason: '' });
    expect(await refusal(start)).toBe('plan-refused');
    expect(await at.bench.world()).toEqual(before);
    await at.bench.raw('POST', '/_aliases', { actions: [{ remove: alias }] });
  });

  test('promise 12 E14 an alias that somebody sets after the plan makes the server refuse, and it is still there', async () => {
    await at.bench.backUp('alias-later');
    await deleteIndices(at.bench.url, [at.policy]);
    const alias = { index: at.events, alias: at.policy };
    let before: unknown;
    const operation = await at.bench.restore('alias-later', {
      between: async () => {
        await at.bench.raw('POST', '/_aliases', { actions: [{ add: alias }] });
        before = await fingerprint(at.bench.url, () => true);
      },
    });
    expect(operation).toMatchObject({ status: 'failed', result: { outcome: 'unchanged', leftOver: [] } });
    expect(await fingerprint(at.bench.url, () => true)).toEqual(before);
    await at.bench.expectTidy();
  });

  test.runIf(at.can.shardLimit)(
    'promise 12 a limit of shards that would be passed refuses in advance',
    async () => {
      await at.bench.backUp('limit');
      await deleteIndices(at.bench.url, [at.policy]);
      const { active_shards: shards } = await at.bench.raw<{ active_shards: number }>(
        'GET',
        '/_cluster/health',
      );
      const limit = (value: number | null) =>
        at.bench.raw('PUT', '/_cluster/settings', { transient: { 'cluster.max_shards_per_node': value } });
      await limit(shards);
      try {
        await refusedPlan(at.bench, 'limit', 'shard-limit');
      } finally {
        await limit(null);
      }
      await at.bench.restored('limit');
    },
  );

  test('promise 16 E14 a restore whose shards fit nowhere is no success and is undone', async () => {
    await at.bench.raw('PUT', `/${at.policy}/_settings`, { [FILTER]: 'nowhere' });
    await at.bench.backUp('nowhere');
    // Where a copy of the data lies on the disk, old servers give it to a shard against the filter.
    await deleteIndices(at.bench.url, [at.policy]);
    await mutateTenant(at.bench.url, 'default');
    const before = await at.bench.counts();
    await withSecondEngine(at, { timing: { stalledMs: 8_000 } }, async (bench) => {
      const operation = await bench.restore('nowhere');
      expect(operation.status).toBe('failed');
      expect(operation.result).toMatchObject({ kind: 'restore', outcome: 'rolled-back', leftOver: [] });
      expect(await bench.counts()).toEqual(before);
      await bench.expectTidy();
    });
  });

  test('promise 20 the default way leaves settings and templates of the data store alone', async () => {
    const key = 'cluster.routing.allocation.cluster_concurrent_rebalance';
    const template = (order: number) =>
      at.bench.raw('PUT', '/_template/gateway_vault_probe', {
        order,
        ...(at.can.patternsInTemplates ? { index_patterns: ['probe*'] } : { template: 'probe*' }),
      });
    const setting = (value: number) =>
      at.bench.raw('PUT', '/_cluster/settings', { persistent: { [key]: value } });
    const state = async () => [
      await at.bench.raw('GET', '/_template/gateway_vault_probe'),
      (await at.bench.raw<{ persistent: object }>('GET', '/_cluster/settings')).persistent,
    ];
    await template(1);
    await setting(3);
    await at.bench.raw('PUT', '/_snapshot/default/global?wait_for_completion=true', {
      indices: Object.keys(await at.bench.counts()).join(','),
      include_global_state: true,
    });
    await template(2);
    await setting(4);
    const before = await state();
    await at.bench.restored('global');
    expect(await state()).toEqual(before);
    await at.bench.raw('DELETE', '/_template/gateway_vault_probe');
  });
}

interface StoredManifest {
  dataStoreVersion: string;
  indices: Record<string, { docsBefore: number; docsAfter: number; createdId: number }>;
}

/** Writes into the manifest of a backup, as if it had been made in another way. */
export function changeManifest(
  { bench }: RestoreLab,
  name: string,
  change: (manifest: StoredManifest) => void,
): void {
  const folder = path.join(bench.open.folder, 'manifests');
  const file = readdirSync(folder)
    .map((each) => path.join(folder, each))
    .find((each) => readFileSync(each, 'utf8').includes(`"name": "${name}"`))!;
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as StoredManifest;
  change(manifest);
  writeFileSync(file, JSON.stringify(manifest, null, 1));
}

/** Does something with an engine that reads the files of the data folder anew. */
export async function withSecondEngine(
  { bench }: RestoreLab,
  options: OpenOptions,
  work: (bench: Bench) => Promise<void>,
): Promise<void> {
  const second = await openEngine({ ...options, folder: bench.open.folder });
  try {
    await work(new Bench(bench.server, second, bench.gatewayId));
  } finally {
    await second.close();
  }
}
