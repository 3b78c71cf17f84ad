import { expect, test } from 'vitest';
import { mutateTenant } from '#lab/samples/mutate.ts';
import { addDoc, deleteIndices } from './changes.ts';
import type { RestoreLab } from './restore-lab.ts';

/** Surplus indices and aliases where indices stand alone: no write index, and an alias only where somebody made one. */
export function plainAliasRules(at: RestoreLab): void {
  const change = (actions: object[]) => at.bench.raw('POST', '/_aliases', { actions });

  test('E12 promise 19 an alias stands behind the members it had when they were backed up', async () => {
    const alias = 'gateway_default_both';
    await change([{ add: { index: at.events, alias } }, { add: { index: at.policy, alias } }]);
    await at.bench.backUp('aliased');
    const aliases = await at.bench.aliases();
    await change([{ remove: { index: at.events, alias } }]);
    await mutateTenant(at.bench.url, 'default');
    await at.bench.restored('aliased');
    expect(await at.bench.aliases()).toEqual(aliases);
    await deleteIndices(at.bench.url, [at.policy]);
    await at.bench.restored('aliased');
    expect(await at.bench.aliases()).toEqual(aliases);
    await at.bench.expectTidy();
  });

  test('E8 an index that the backup does not have is kept, and its default can be turned round', async () => {
    await at.bench.backUp('without-newer');
    const backedUp = await at.bench.counts();
    const newer = 'gateway_default_rollback';
    await addDoc(at.bench.url, newer, '1', 'rollback');
    await at.bench.raw('GET', `/_cluster/health/${newer}?wait_for_status=yellow&timeout=60s`);
    const plan = await at.bench.plan('without-newer');
    expect(plan.entries.find((entry) => entry.index === newer)?.verdict).toBe('keep');
    await at.bench.restored('without-newer');
    expect(await at.bench.counts()).toEqual({ ...backedUp, [newer]: 1 });
    await at.bench.restored('without-newer', { fixes: { [newer]: 'remove' } });
    expect(await at.bench.counts()).toEqual(backedUp);
  });
}
