import { expect, test } from 'vitest';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import { mutateTenant } from '#lab/samples/mutate.ts';
import { expectSentences, refusal } from './bench.ts';
import { deleteIndices, recreate, removeDocs } from './changes.ts';
import { dropBackup, type RestoreLab } from './restore-lab.ts';

/** What stops a restore before it changes data, and what a refusal leaves behind. */
export function planRules(at: RestoreLab): void {
  test('E7 E12 a restore that the server refuses after the close reopens everything', async () => {
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
}
