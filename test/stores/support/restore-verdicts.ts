import { expect, test } from 'vitest';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import { seededRandom } from '#lab/samples/random.ts';
import { ASSET_TYPES } from '#lab/samples/types.ts';
import type { PlanVerdict } from '#shared/model/plan.ts';
import { refusal } from './bench.ts';
import { addDoc, deleteIndices, foreignBackup } from './changes.ts';
import type { RestoreLab } from './restore-lab.ts';

const CASES = 30;
const STATES = ['open', 'closed', 'absent', 'other-shards', 'alias', 'left-out', 'surplus'] as const;
type State = (typeof STATES)[number];

const EXPECTED: Record<State, PlanVerdict> = {
  open: 'replace',
  closed: 'replace',
  absent: 'create',
  'other-shards': 'refused',
  alias: 'refused',
  'left-out': 'keep',
  surplus: 'keep',
};

/** The plan says beforehand what the server would say, index by index. */
export function verdictRules(at: RestoreLab): void {
  test('E7 promise 11 the plan of 30 generated cases says what the server does, and planning changes nothing', async () => {
    const { url } = at.bench;
    await deleteIndices(url, Object.keys(await fingerprint(url, 'default')));
    const random = seededRandom(11, url.length.toString());
    const cases = ASSET_TYPES.slice(0, CASES).map((type, nth) => ({
      index: `gateway_default_${type}`,
      shards: 1 + random.below(2),
      // Each state once, then as it comes.
      state: STATES[nth] ?? random.pick(STATES),
    }));
    const make = (index: string, shards: number) =>
      at.bench.raw('PUT', `/${index}`, {
        settings: { 'index.number_of_shards': shards, 'index.number_of_replicas': 0 },
      });
    const saved = cases.filter((one) => one.state !== 'surplus');
    for (const { index, shards } of cases) await make(index, shards);
    for (const { index } of saved.slice(0, 3))
      await addDoc(url, index, '1', at.can.families ? '_doc' : 'asset');
    await at.bench.raw('GET', '/_cluster/health?wait_for_status=green&timeout=60s&level=cluster');
    await foreignBackup(
      url,
      'generated',
      saved.map((one) => one.index),
    );
    const of = (state: State) => cases.filter((one) => one.state === state).map((one) => one.index);
    await deleteIndices(url, [...of('absent'), ...of('other-shards'), ...of('alias')]);
    for (const { index, shards, state } of cases) if (state === 'other-shards') await make(index, shards + 1);
    const holder = cases.find((one) => one.state === 'open')!.index;
    const actions = of('alias').map((alias) => ({ add: { index: holder, alias } }));
    await at.bench.raw('POST', '/_aliases', { actions });
    await at.bench.raw('GET', '/_cluster/health?wait_for_status=green&timeout=60s');
    await at.bench.raw('POST', `/${of('closed').join(',')}/_close`);

    const before = await at.bench.world();
    const fixes = Object.fromEntries(of('left-out').map((index) => [index, 'leave-out' as const]));
    const plan = await at.bench.plan('generated', { fixes });
    const verdicts = new Map(plan.entries.map((entry) => [entry.index, entry.verdict]));
    expect(cases.map(({ index, state }) => [index, state, verdicts.get(index)])).toEqual(
      cases.map(({ index, state }) => [index, state, EXPECTED[state]]),
    );
    const confirmation = { planId: plan.id, tenant: 'default', reason: '' };
    expect(await refusal(at.bench.engine.restores.start(confirmation))).toBe('plan-refused');
    expect(await at.bench.world()).toEqual(before);

    const open = [...of('open'), ...of('other-shards')];
    expect(await serverTakes(at, of('open'))).toEqual(of('open').map((index) => [index, false]));
    await at.bench.raw('POST', `/${open.join(',')}/_close`);
    for (const state of ['open', 'closed', 'absent', 'other-shards', 'alias'] as const) {
      const taken = EXPECTED[state] !== 'refused';
      expect(await serverTakes(at, of(state))).toEqual(of(state).map((index) => [index, taken]));
    }
    await at.bench.raw('GET', '/_cluster/health?wait_for_status=yellow&timeout=60s');
    await at.bench.raw('POST', `/${of('other-shards').join(',')}/_open`);
  });
}

async function serverTakes({ bench }: RestoreLab, indices: readonly string[]): Promise<[string, boolean][]> {
  const answers: [string, boolean][] = [];
  for (const index of indices) {
    const asked = bench.raw('POST', '/_snapshot/default/generated/_restore?wait_for_completion=true', {
      indices: index,
      include_aliases: false,
      include_global_state: false,
    });
    answers.push([index, await asked.then(Boolean, () => false)]);
  }
  return answers;
}
