import { expect, test } from 'vitest';
import { rollOver } from '#lab/samples/mutate.ts';
import { deleteIndices, writersByAlias } from './changes.ts';
import { allOf, eventsOf, expectWriters, type ModeLab } from './mode-lab.ts';

/** Members of a family that are added beside the live ones. */
export function addedRules(at: ModeLab): void {
  test.runIf(at.can.families)(
    'E20 add: members join their alias and are not written to; a live twin is refused',
    async () => {
      await at.bench.restored('first');
      const twins = await at.bench.plan('first', { mode: { kind: 'add' } });
      const refused = twins.entries.filter((one) => one.verdict === 'refused').map((one) => one.index);
      expect(refused.some((index) => index.startsWith(eventsOf(at)))).toBe(true);
      expect(twins.entries.filter((one) => one.scope === 'assets' && one.verdict !== 'keep')).toEqual([]);

      const newest = await rollOver(at.bench.url, eventsOf(at));
      const members = Object.keys(at.backedUp).filter((index) => index.startsWith(eventsOf(at)));
      await deleteIndices(at.bench.url, members);
      const before = await allOf(at);
      const wish = {
        mode: { kind: 'add' },
        selection: { kind: 'indices', indices: members },
      } as const;
      const plan = await at.bench.plan('first', wish);
      const added = plan.entries.filter((one) => one.verdict === 'create').map((one) => one.target);
      expect(added).toHaveLength(members.length);
      expect(added.every((name) => /_restored\d{8}-\d{6}$/.test(name))).toBe(true);
      await at.bench.restored('first', wish);
      const now = await allOf(at);
      const docs = added.reduce((sum, index) => sum + Number(now[index]?.docs), 0);
      expect(docs).toBe(members.reduce((sum, index) => sum + (at.backedUp[index] ?? 0), 0));
      expect(writersByAlias(await at.bench.aliases()).get(eventsOf(at))).toEqual([newest]);
      for (const index of added) expect(Object.keys(now[index]!.aliases)).toEqual([eventsOf(at)]);
      for (const [index, print] of Object.entries(before))
        if (index !== newest) expect(now[index]).toEqual(print);
      // The added members are the tenant's own: the next backup holds them, and a restore in place keeps them apart.
      await at.bench.backUp('with-added');
      await at.bench.restored('with-added');
      expect(writersByAlias(await at.bench.aliases()).get(eventsOf(at))).toEqual([newest]);
      await deleteIndices(at.bench.url, [...added, newest]);
      await at.bench.restored('first');
      await expectWriters(at);
    },
  );
}
