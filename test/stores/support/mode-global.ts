import { expect, test } from 'vitest';
import { GLOBAL_STATE_PHRASE } from '#shared/model/plan.ts';
import { refusal } from './bench.ts';
import type { ModeLab } from './mode-lab.ts';
import { ProbeTemplate } from './probe-template.ts';

/** Settings and templates of the whole data store. */
export function globalRules(at: ModeLab): void {
  test('promise 20 global state comes back only with its own confirmation', async () => {
    const probe = new ProbeTemplate(at.bench.server.url, at.can);
    await probe.backUpState('state', Object.keys(at.backedUp));
    await at.bench.restored('state');
    expect(await probe.order()).toBe(2);
    const plan = await at.bench.plan('state', { globalState: true });
    const confirmation = { planId: plan.id, tenant: 'default', reason: '' };
    expect(await refusal(at.bench.engine.restores.start(confirmation))).toBe('confirmation-missing');
    await at.bench.restored('state', {
      globalState: true,
      confirmation: { globalState: GLOBAL_STATE_PHRASE },
    });
    expect(await probe.order()).toBe(1);
    const without = await at.bench.plan('first', { globalState: true });
    expect(without.globalStateInBackup).toBe(false);
    expect(without.blockers.map((error) => error.code)).toContain('global-state-missing');
    await at.bench.expectTidy();
  });
}
