import { expect, test } from 'vitest';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import { mutateTenant } from '#lab/samples/mutate.ts';
import { refusal } from './bench.ts';
import { addDoc, deleteIndices, foreignBackup, removeDocs } from './changes.ts';
import type { RestoreLab } from './restore-lab.ts';

const UNLISTED = 'gateway_default_mystery-000001';

/** Names: nothing is never everything, what is asked is what is done, and what is not the tenant's stays as it is. */
export function ownerRules(at: RestoreLab): void {
  test('E1 E3 an empty list and a name that does not exist are refused, and no backup is made', async () => {
    const before = await at.bench.world();
    const backUp = (indices: string[]) =>
      at.bench.backUp('of-nothing', 'default', { kind: 'indices', indices });
    expect(await refusal(backUp([]))).toBe('nothing-selected');
    expect(await refusal(backUp(['gateway_default_nowhere']))).toBe('index-missing');
    expect(await at.bench.world()).toEqual(before);
  });

  test('E1 a restore of nothing but what is left out is refused and changes nothing', async () => {
    await at.bench.backUp('left-out');
    const names = Object.keys(await at.bench.counts());
    const before = await at.bench.world();
    const fixes = Object.fromEntries(names.map((index) => [index, 'leave-out' as const]));
    const plan = await at.bench.plan('left-out', { fixes });
    expect([plan.blockers.map((error) => error.code), plan.safety.indices]).toEqual([
      ['nothing-selected'],
      0,
    ]);
    const start = at.bench.engine.restores.start({ planId: plan.id, tenant: 'default', reason: '' });
    expect(await refusal(start)).toBe('nothing-selected');
    expect(await at.bench.world()).toEqual(before);
  });

  test('E3 E13 the server holds exactly the list that was asked, and exactly that is restored', async () => {
    const asked = [at.policy, at.events].sort();
    await at.bench.backUp('two', 'default', { kind: 'indices', indices: asked });
    const reply = await at.bench.raw<{ snapshots: { indices: string[] }[] }>('GET', '/_snapshot/default/two');
    expect(reply.snapshots[0]?.indices.toSorted()).toEqual(asked);
    const counts = await at.bench.counts();
    for (const index of [...asked, at.apis]) await removeDocs(at.bench.url, index, 2);
    const rest = (index: string) => !asked.includes(index);
    const others = await fingerprint(at.bench.url, rest);
    const operation = await at.bench.restored('two');
    expect(await fingerprint(at.bench.url, rest)).toEqual(others);
    for (const index of asked)
      expect([index, (await at.bench.counts())[index]]).toEqual([index, counts[index]]);
    expect(operation.result).toMatchObject({ kind: 'restore', outcome: 'restored' });
    await at.bench.expectTidy();
  });

  test('E2 promise 21 an unlisted name and other tenants are touched only where they are ticked', async () => {
    const { url } = at.bench;
    const eu = at.can.families ? 'gateway_default_eu_apis-000001' : 'gateway_default_eu';
    const type = at.can.families ? '_doc' : 'one';
    const strange = [UNLISTED, eu];
    try {
      for (const index of strange) await addDoc(url, index, '1', type);
      await at.bench.raw('GET', '/_cluster/health?wait_for_status=yellow&timeout=60s');
      const all = Object.keys(await fingerprint(url, (index) => index.startsWith('gateway_')));
      await foreignBackup(url, 'of-all', all);
      const backedUp = await at.bench.counts();
      for (const index of strange) await addDoc(url, index, '2', type);
      await mutateTenant(url, 'default');
      await mutateTenant(url, 'default2');
      const isOther = (index: string) => !(index in backedUp) || strange.includes(index);
      const others = await fingerprint(url, isOther);
      const plan = await at.bench.plan('of-all');
      const shown = plan.entries.find((entry) => entry.index === UNLISTED);
      expect(shown).toMatchObject({ scope: null, verdict: 'keep' });
      await at.bench.restored('of-all');
      expect(await fingerprint(url, isOther)).toEqual(others);
      const { [UNLISTED]: kept, ...counts } = await at.bench.counts();
      expect(kept).toBe(2);
      expect(counts).toEqual(without(backedUp, strange));
      await at.bench.restored('of-all', { selection: { kind: 'indices', indices: [UNLISTED] } });
      expect((await at.bench.counts())[UNLISTED]).toBe(1);
      const untouched = (index: string) => isOther(index) && index !== UNLISTED;
      expect(await fingerprint(url, untouched)).toEqual(
        Object.fromEntries(Object.entries(others).filter(([index]) => untouched(index))),
      );
    } finally {
      await deleteIndices(url, strange);
      at.others = await fingerprint(url, 'default2');
    }
  });
}

function without(counts: Record<string, number>, names: readonly string[]): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).filter(([index]) => !names.includes(index)));
}
