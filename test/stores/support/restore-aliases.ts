import { expect, test } from 'vitest';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import { mutateTenant, rollOver } from '#lab/samples/mutate.ts';
import { addDoc, deleteIndices, foreignBackup, writersByAlias } from './changes.ts';
import { type RestoreLab, safetyBackups } from './restore-lab.ts';

/** Surplus indices, scopes, and the aliases afterwards. */
export function aliasRules(at: RestoreLab): void {
  test.runIf(at.can.assetFamilies)(
    'promise 19 E8 E12 after a rollover the newer asset index is removed, the newer analytics index stays and is written to',
    async () => {
      await at.bench.backUp('before-rollover');
      const backedUp = await at.bench.counts();
      const family = 'gateway_default_analytics_transactionalevents';
      const newApis = await rollOver(at.bench.url, 'gateway_default_apis');
      const newEvents = await rollOver(at.bench.url, family);
      await addDoc(at.bench.url, family, 'after-rollover');
      await mutateTenant(at.bench.url, 'default');
      const kept = (await at.bench.counts())[newEvents];
      const plan = await at.bench.plan('before-rollover');
      const verdict = (index: string) => plan.entries.find((entry) => entry.index === index)?.verdict;
      expect([verdict(newApis), verdict(newEvents)]).toEqual(['remove', 'keep']);
      expect(plan.safety.indices).toBe(Object.keys(backedUp).length + 1);
      await at.bench.restored('before-rollover');
      expect(await at.bench.counts()).toEqual({ ...backedUp, [newEvents]: kept });
      const writers = writersByAlias(await at.bench.aliases());
      expect([...writers].filter(([, indices]) => indices.length !== 1)).toEqual([]);
      expect(writers.get('gateway_default_apis')).toEqual([at.apis]);
      expect(writers.get(family)).toEqual([newEvents]);
      await at.bench.expectTidy();
    },
  );

  test.runIf(at.can.assetFamilies)('E8 the default for a surplus index can be turned round', async () => {
    await at.bench.backUp('turned');
    const backedUp = await at.bench.counts();
    const newApis = await rollOver(at.bench.url, 'gateway_default_apis');
    const newEvents = await rollOver(at.bench.url, 'gateway_default_analytics_transactionalevents');
    await at.bench.restored('turned', { fixes: { [newApis]: 'keep', [newEvents]: 'remove' } });
    expect(await at.bench.counts()).toEqual({ ...backedUp, [newApis]: 0 });
    const writers = writersByAlias(await at.bench.aliases());
    expect([...writers].filter(([, indices]) => indices.length !== 1)).toEqual([]);
    expect(writers.get('gateway_default_apis')).toEqual([newApis]);
  });

  test('promise 21 E8 a backup of one scope leaves the other scopes and tenants alone', async () => {
    await at.bench.backUp('analytics', 'default', { kind: 'scopes', scopes: ['analytics'] });
    const backedUp = await at.bench.counts();
    await mutateTenant(at.bench.url, 'default', { indices: 99 });
    const isAnalytics = (index: string) => index.startsWith('gateway_default_analytics');
    const outside = await fingerprint(at.bench.url, (index) => !isAnalytics(index));
    await at.bench.restored('analytics');
    expect(await fingerprint(at.bench.url, (index) => !isAnalytics(index))).toEqual(outside);
    const counts = await at.bench.counts();
    for (const [index, docs] of Object.entries(backedUp)) {
      if (isAnalytics(index)) expect([index, counts[index]]).toEqual([index, docs]);
      else expect([index, counts[index]]).not.toEqual([index, docs]);
    }
  });

  test('E6 E12 E1 a backup without a manifest brings data and aliases back, also into an empty store', async () => {
    const backedUp = await at.bench.counts();
    const aliases = await at.bench.aliases();
    await foreignBackup(at.bench.url, 'foreign', Object.keys(backedUp));
    await mutateTenant(at.bench.url, 'default');
    const over = await at.bench.restored('foreign');
    expect(await at.bench.counts()).toEqual(backedUp);
    expect(await at.bench.aliases()).toEqual(aliases);
    const verdicts = over.result?.kind === 'restore' ? over.result.scopes.map((one) => one.verdict) : [];
    expect(new Set(verdicts)).toEqual(new Set(['unknown']));

    await deleteIndices(at.bench.url, Object.keys(backedUp));
    const saved = await safetyBackups(at);
    const plan = await at.bench.plan('foreign');
    if (at.can.families)
      expect(new Set(plan.aliases.map((alias) => alias.source))).toEqual(new Set(['backup']));
    const into = await at.bench.restored('foreign');
    expect(await at.bench.counts()).toEqual(backedUp);
    expect(await at.bench.aliases()).toEqual(aliases);
    const writers = [...writersByAlias(await at.bench.aliases())];
    expect(writers.filter(([, indices]) => indices.length !== 1)).toEqual([]);
    // Nothing was replaced: a safety backup would have been one of nothing, which means everything.
    expect(into.phases.find((phase) => phase.id === 'safety-backup')?.state).toBe('skipped');
    expect(await safetyBackups(at)).toEqual(saved);
  });

  test.runIf(at.can.families)(
    'promise 19 E8 after a rollover of events the older backup leaves one write index, the newest',
    async () => {
      const family = 'gateway_default_analytics_transactionalevents';
      await at.bench.backUp('before-events');
      const backedUp = await at.bench.counts();
      const newEvents = await rollOver(at.bench.url, family);
      await mutateTenant(at.bench.url, 'default');
      await at.bench.restored('before-events');
      expect(await at.bench.counts()).toEqual({ ...backedUp, [newEvents]: 0 });
      const writers = writersByAlias(await at.bench.aliases());
      expect([...writers].filter(([, indices]) => indices.length !== 1)).toEqual([]);
      expect(writers.get(family)).toEqual([newEvents]);
    },
  );

  test.runIf(at.can.families)(
    'E12 a member without a manifest joins the alias of its living family and is not written to',
    async () => {
      const backedUp = await at.bench.counts();
      const aliases = await at.bench.aliases();
      await foreignBackup(at.bench.url, 'member', Object.keys(backedUp));
      const family = 'gateway_default_analytics_transactionalevents';
      const oldest = Object.keys(backedUp).find((index) => index.startsWith(family))!;
      await deleteIndices(at.bench.url, [oldest]);
      const newEvents = await rollOver(at.bench.url, family);
      await at.bench.restored('member');
      const { [newEvents]: empty, ...counts } = await at.bench.counts();
      expect([counts, empty]).toEqual([backedUp, 0]);
      const now = await at.bench.aliases();
      expect(writersByAlias(now).get(family)).toEqual([newEvents]);
      expect(Object.keys(now[oldest]!)).toEqual(Object.keys(aliases[oldest]!));
    },
  );
}
