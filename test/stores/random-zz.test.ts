import { expect, test } from 'vitest';
import { check } from './support/random-checks.ts';
import { openLab } from './support/random-lab.ts';
import { newTally } from './support/random-tally.ts';
test('each', async () => {
  const lab = await openLab('7.13.0', newTally('7.13.0', 1));
  try {
    const model = await lab.begin();
    await check(model, lab);
    const names = Object.keys(model.indices);
    console.log(names, JSON.stringify(model.indices).slice(0, 900));
    const tries: [string, () => Promise<unknown>, () => Promise<unknown>][] = [
      ['lostDocuments', () => lab.raw('DELETE', `/${names[0]}/_doc/d1?refresh=true`), () => lab.raw('PUT', `/${names[0]}/_doc/d1?refresh=true`, { number: 1 })],
      ['lostDocuments', () => lab.raw('PUT', `/${names[0]}/_doc/d1?refresh=true`, { number: 99 }), () => lab.raw('PUT', `/${names[0]}/_doc/d1?refresh=true`, { number: 1 })],
      ['closedIndices', () => lab.raw('POST', `/${names[1]}/_close`), async () => { await lab.raw('POST', `/${names[1]}/_open`); await lab.raw('GET', '/_cluster/health?wait_for_status=yellow'); }],
      ['headlessFamilies', () => lab.raw('POST', '/_aliases', { actions: [{ add: { index: names[0], alias: Object.keys(model.indices[names[0]!]!.aliases)[0], is_write_index: false } }] }), () => lab.raw('POST', '/_aliases', { actions: [{ add: { index: names[0], alias: Object.keys(model.indices[names[0]!]!.aliases)[0], is_write_index: true } }] })],
      ['throttles', () => lab.raw('PUT', '/_cluster/settings', { transient: { 'indices.recovery.max_bytes_per_sec': '10gb' } }), () => lab.raw('PUT', '/_cluster/settings', { transient: { 'indices.recovery.max_bytes_per_sec': null } })],
      ['leftOvers', async () => { lab.gateway.nodes[0].quiesce = { enable: true }; }, async () => { lab.gateway.nodes[0].quiesce = { enable: false }; }],
      ['leftOvers', () => lab.raw('PUT', '/gateway_default_new'), () => lab.raw('DELETE', '/gateway_default_new')],
      ['foreignIndices', () => lab.raw('PUT', `/${names[0]!.replace('default', 'default2')}/_doc/d1?refresh=true`, { number: 99 }), () => lab.raw('PUT', `/${names[0]!.replace('default', 'default2')}/_doc/d1?refresh=true`, { number: 1 })],
    ];
    for (const [zero, broken, mended] of tries) {
      await broken();
      const before = { ...lab.tally.zeros };
      const said = await check(model, lab).then(() => 'nothing', (e: unknown) => String(e));
      console.log(zero, '=>', said, JSON.stringify(lab.tally.zeros));
      expect(said).toContain(zero);
      expect(lab.tally.zeros[zero as 'throttles']).toBeGreaterThan(before[zero as 'throttles']);
      await mended();
      await check(model, lab);
    }
  } finally { await lab.stop(); }
});
