import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import { mutateTenant } from '#lab/samples/mutate.ts';
import { Bench, expectSentences, refusal } from './bench.ts';
import { deleteIndices, recreate, removeDocs } from './changes.ts';
import { makeFolder, openEngine } from './open-engine.ts';
import { dropBackup, type RestoreLab } from './restore-lab.ts';

/** What stops a restore before it changes data, and what a refusal leaves behind. */
export function planRules(at: RestoreLab): void {
  test('promise 12 E7 E12 a restore that the server refuses after the close reopens everything', async () => {
    await at.bench.backUp('refused');
    await mutateTenant(at.bench.url, 'default');
    const between = async () => {
      await dropBackup(at, 'refused');
      // What a running gateway deletes meanwhile is no damage done by the restore.
      await removeDocs(at.bench.url, at.apis, 5);
    };
    let before: unknown;
    const operation = await at.bench.restore('refused', {
      between: async () => {
        await between();
        before = await fingerprint(at.bench.url, 'default');
      },
    });
    expect(operation).toMatchObject({
      status: 'failed',
      error: { code: 'backup-missing' },
      result: { outcome: 'unchanged', leftOver: [] },
    });
    expectSentences(operation.error!);
    expect(operation.phases.find((phase) => phase.id === 'close')?.state).toBe('done');
    expect(await fingerprint(at.bench.url, 'default')).toEqual(before);
    expect(await fingerprint(at.bench.url, 'default2')).toEqual(at.others);
    await at.bench.expectTidy();
  });

  test.each(['closed', 'deleted', 'made anew', 'made although gone'])(
    'E7 an index that was %s after the plan stops the restore and nothing is changed',
    async (how) => {
      const name = `outdated-${how.replaceAll(' ', '-')}`;
      await at.bench.backUp(name);
      if (how === 'made although gone') await deleteIndices(at.bench.url, [at.policy]);
      let before: unknown;
      const operation = await at.bench.restore(name, {
        between: async () => {
          if (how === 'closed') await at.bench.raw('POST', `/${at.policy}/_close`);
          if (how === 'deleted') await deleteIndices(at.bench.url, [at.policy]);
          if (how === 'made anew') await recreate(at.bench.url, at.policy, 1);
          if (how === 'made although gone') await at.bench.raw('PUT', `/${at.policy}`);
          before = await at.bench.world();
        },
      });
      expect(operation).toMatchObject({
        status: 'failed',
        error: { code: 'plan-outdated' },
        result: { outcome: 'unchanged', leftOver: [] },
      });
      expect(operation.error!.cause).toContain(at.policy);
      expect(await at.bench.world()).toEqual(before);
      await at.bench.expectTidy(how === 'closed' ? [at.policy] : []);
    },
  );

  test.each(['closed', 'deleted'])(
    'E7 an index that was %s while the safety backup was made stops the restore before the close',
    async (how) => {
      await at.bench.backUp(`late-${how}`);
      let before: unknown;
      at.hook.once(
        (journal) => journal.safety?.good === true,
        async () => {
          if (how === 'closed') await at.bench.raw('POST', `/${at.policy}/_close`);
          else await deleteIndices(at.bench.url, [at.policy]);
          before = await fingerprint(at.bench.url, () => true);
        },
      );
      const operation = await at.bench.restore(`late-${how}`);
      expect(operation).toMatchObject({
        status: 'failed',
        error: { code: 'plan-outdated' },
        result: { outcome: 'unchanged', leftOver: [] },
      });
      expect(await fingerprint(at.bench.url, () => true)).toEqual(before);
      await at.bench.expectTidy(how === 'closed' ? [at.policy] : []);
    },
  );

  test('E7 another number of shards is refused with two ways out, and both work', async () => {
    await at.bench.backUp('shards');
    const backedUp = await at.bench.counts();
    const aliases = await at.bench.aliases();
    await recreate(at.bench.url, at.policy, 3);
    await mutateTenant(at.bench.url, 'default');
    const plan = await at.bench.plan('shards');
    expect(plan.entries.find((entry) => entry.index === at.policy)).toMatchObject({
      verdict: 'refused',
      fixes: ['leave-out', 'delete-first'],
    });
    const before = await at.bench.world();
    const start = at.bench.engine.restores.start({ planId: plan.id, tenant: 'default', reason: '' });
    expect(await refusal(start)).toBe('plan-refused');
    expect(await at.bench.world()).toEqual(before);

    const uuid = (await fingerprint(at.bench.url, 'default'))[at.policy]!.uuid;
    await at.bench.restored('shards', { fixes: { [at.policy]: 'leave-out' } });
    expect(await at.bench.counts()).toEqual({
      ...backedUp,
      [at.policy]: (await at.bench.counts())[at.policy],
    });
    expect((await fingerprint(at.bench.url, 'default'))[at.policy]!.uuid).toBe(uuid);

    await at.bench.restored('shards', { fixes: { [at.policy]: 'delete-first' } });
    expect(await at.bench.counts()).toEqual(backedUp);
    expect(await at.bench.aliases()).toEqual(aliases);
    await at.bench.expectTidy();
  });

  test('E7 E13 a closed live index is replaced and open afterwards', async () => {
    await at.bench.backUp('closed');
    const backedUp = await at.bench.counts();
    await removeDocs(at.bench.url, at.policy, 3);
    await at.bench.raw('POST', `/${at.policy}/_close`);
    await at.bench.restored('closed');
    expect(await at.bench.counts()).toEqual(backedUp);
    await at.bench.expectTidy();
  });

  test('E9 indices are closed and not deleted, so that a running gateway does not make them anew', async () => {
    await at.bench.backUp('closing');
    const since = Date.now();
    await at.bench.restored('closing');
    const calls = (await at.bench.engine.gateways.calls({ gatewayId: at.bench.gatewayId }))
      .filter((call) => call.at >= since)
      .map((call) => `${call.method} ${call.url}`);
    expect(calls.some((call) => /^POST \/gateway_default\S*\/_close/.test(call))).toBe(true);
    expect(calls.filter((call) => call.startsWith('DELETE /gateway_'))).toEqual([]);
  });

  test('promise 27 a version that does not fit is told in advance, and nothing is changed', async () => {
    await at.bench.backUp('other-version');
    for (const [dataStoreVersion, createdId] of [
      ['99.0.0', 99_000_099],
      ['0.90.0', 900_099],
    ] as const) {
      const folder = doctoredFolder(at.bench.open.folder, 'other-version', (manifest) => {
        manifest.dataStoreVersion = dataStoreVersion;
        for (const index of Object.values(manifest.indices)) index.createdId = createdId;
      });
      const second = await openEngine({ folder });
      try {
        const other = new Bench(at.bench.server, second, at.bench.gatewayId);
        const world = await at.bench.world();
        const plan = await other.plan('other-version');
        expect(plan.version.state).toBe('bad');
        expect(plan.blockers.map((error) => error.code)).toContain('version-mismatch');
        const start = second.engine.restores.start({ planId: plan.id, tenant: 'default', reason: '' });
        expect(await refusal(start)).toBe('version-mismatch');
        expect(await at.bench.world()).toEqual(world);
      } finally {
        await second.close();
        rmSync(folder, { recursive: true, force: true });
      }
    }
  });
}

interface Doctored {
  name: string;
  dataStoreVersion: string;
  indices: Record<string, { createdId: number }>;
}

/** A copy of a data folder in which one manifest says something else. */
function doctoredFolder(folder: string, name: string, change: (manifest: Doctored) => void): string {
  const copy = makeFolder();
  cpSync(folder, copy, { recursive: true });
  const manifests = path.join(copy, 'manifests');
  for (const file of readdirSync(manifests)) {
    const manifest = JSON.parse(readFileSync(path.join(manifests, file), 'utf8')) as Doctored;
    if (manifest.name !== name) continue;
    change(manifest);
    writeFileSync(path.join(manifests, file), JSON.stringify(manifest));
  }
  return copy;
}
