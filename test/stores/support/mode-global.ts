import { expect, test } from 'vitest';
import { GLOBAL_STATE_PHRASE } from '#shared/model/plan.ts';
import type { Abilities } from './abilities.ts';
import { refusal } from './bench.ts';
import type { ModeLab } from './mode-lab.ts';

/** Settings and templates of the whole data store. */
export function globalRules(at: ModeLab): void {
  test('promise 20 global state comes back only with its own confirmation', async () => {
    const names = Object.keys(at.backedUp);
    await at.bench.raw('PUT', '/_template/gateway_vault_probe', template(at.can, 1));
    await at.bench.raw('PUT', '/_snapshot/default/state?wait_for_completion=true', {
      indices: names.join(','),
      include_global_state: true,
    });
    await at.bench.raw('PUT', '/_template/gateway_vault_probe', template(at.can, 2));
    const order = async () =>
      (await at.bench.raw<Record<string, { order: number }>>('GET', '/_template/gateway_vault_probe'))
        .gateway_vault_probe?.order;
    await at.bench.restored('state');
    expect(await order()).toBe(2);
    const plan = await at.bench.plan('state', { globalState: true });
    const confirmation = { planId: plan.id, tenant: 'default', reason: '' };
    expect(await refusal(at.bench.engine.restores.start(confirmation))).toBe('confirmation-missing');
    await at.bench.restored('state', {
      globalState: true,
      confirmation: { globalState: GLOBAL_STATE_PHRASE },
    });
    expect(await order()).toBe(1);
    const without = await at.bench.plan('first', { globalState: true });
    if (without.globalStateInBackup === false)
      expect(without.blockers.map((error) => error.code)).toContain('global-state-missing');
    await at.bench.expectTidy();
  });
}

function template(can: Abilities, order: number): object {
  const pattern = can.patternsInTemplates ? { index_patterns: ['probe*'] } : { template: 'probe*' };
  return { order, ...pattern };
}
