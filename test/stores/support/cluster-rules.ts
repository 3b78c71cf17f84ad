import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mutateTenant } from '#lab/samples/mutate.ts';
import { type LabCluster, startCluster } from '#lab/servers/cluster.ts';
import type { ServerVersion } from '#lab/servers/start.ts';
import { Bench, expectSentences, refusal } from './bench.ts';
import { draftFor, openEngine } from './open-engine.ts';
import { loadSmallTenant } from './small-tenant.ts';

/** Two nodes: what only one of them can see is no place for a backup, and what both see is. */
export function clusterRules(version: ServerVersion): void {
  describe(`a cluster of two nodes on ${version}`, () => {
    let cluster: LabCluster;
    let bench: Bench;

    beforeAll(async () => {
      cluster = await startCluster(version);
      const { founder, second } = cluster;
      await loadSmallTenant(founder.url, 'default', 1_200);
      const open = await openEngine();
      const draft = draftFor(founder, { dataStore: { addresses: [founder.url, second.url] } });
      const { profile } = await open.engine.gateways.add({ draft, secrets: {} });
      bench = new Bench(founder, open, profile.id);
    });
    afterAll(async () => {
      await bench.open.close();
      await cluster.stop();
    });

    const repositories = async (): Promise<string[]> =>
      Object.keys(await bench.raw<object>('GET', '/_snapshot'));
    const register = (name: string, location: string) =>
      bench.engine.repositories.register({
        gatewayId: bench.gatewayId,
        name,
        place: { kind: 'fs', location },
      });

    test('E22 the default place is refused where each node has a folder of its own, before anything is sent', async () => {
      const operation = await bench.engine.operations.ended(await bench.beginBackUp('first', 'default'));
      expect([operation.status, operation.error?.code]).toEqual(['failed', 'cluster-needs-shared-folder']);
      expectSentences(operation.error!);
      expect(await repositories()).toEqual([]);
    });

    test.each([
      ['a folder of the same name on each node', () => 'own', 'cluster-needs-shared-folder'],
      [
        'a folder that only the master may use',
        () => path.join(cluster.founder.repoFolder, 'x'),
        'cluster-needs-shared-folder',
      ],
      [
        'a folder that only the other node may use',
        () => path.join(cluster.second.repoFolder, 'x'),
        'cluster-needs-shared-folder',
      ],
      ['a folder that no node may use', () => '/etc/outside', 'repository-folder-refused'],
    ])(
      'promise 26 %s is refused with its reason, and nothing stays registered',
      async (_, location, code) => {
        expect(await refusal(register('own', location()))).toBe(code);
        expect(await repositories()).toEqual([]);
      },
    );

    test('promise 26 what only the verification of the server finds out is taken back', async () => {
      const settings = JSON.stringify({ location: 'own' });
      const place = { kind: 'other', type: 'fs', settings } as const;
      const registering = bench.engine.repositories.register({
        gatewayId: bench.gatewayId,
        name: 'own',
        place,
      });
      expect(await refusal(registering)).toBe('repository-not-shared');
      expect(await repositories()).toEqual([]);
    });

    test('E10 E13 a folder that both see holds a backup, and the restore of it is verified on both', async () => {
      const check = await register('shared', path.join(cluster.shared, 'backups'));
      expect(check).toMatchObject({ ok: true, error: null });
      expect(check.nodes.map(({ name, ok }) => [name, ok]).sort()).toEqual([
        ['a', true],
        ['b', true],
      ]);
      await bench.backUp('good', 'shared');
      const [backedUp, aliases] = [await bench.counts(), await bench.aliases()];
      await mutateTenant(bench.url, 'default');
      expect(await bench.counts()).not.toEqual(backedUp);
      const { result } = await bench.restored('good', { repository: 'shared' });
      expect(result).toMatchObject({
        outcome: 'restored',
        safetyBackup: { repository: 'gateway-vault-safety-default' },
      });
      expect(await bench.counts()).toEqual(backedUp);
      expect(await bench.aliases()).toEqual(aliases);
      await bench.expectTidy();
      // A shard that moves is shown on neither of its nodes.
      await bench.raw('GET', '/_cluster/health?wait_for_no_relocating_shards=true&timeout=60s');
      const held = await bench.raw<{ node: string }[]>('GET', '/_cat/shards?format=json&h=node');
      expect(new Set(held.map(({ node }) => node))).toEqual(new Set(['a', 'b']));
    });
  });
}
