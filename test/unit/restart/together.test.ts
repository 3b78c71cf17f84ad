import { afterEach, describe, expect, it } from 'vitest';
import { until } from '../until.ts';
import { type Bench, type BenchOptions, bench, IMPATIENT } from './bench.ts';
import { FakeStore } from './fake-store.ts';

let current: Bench | null = null;
afterEach(async () => current?.close());

async function ready(options: BenchOptions): Promise<Bench> {
  current = await bench(options);
  await current.restarts.request(current.gateway, 'Restored from nightly', 'op-1');
  return current;
}

const ALL = ['n0', 'n1', 'n2'];
const run = async (b: Bench, nodeIds = ALL) =>
  b.operations.ended(await b.restarts.start(b.gateway, nodeIds, true));
const states = async (b: Bench) => (await b.restarts.pending('gw-1'))?.nodes.map((node) => node.state);
const WAITS = 'Waits for the data store: 2 of 3 nodes, green';

describe('E21 all nodes at once', () => {
  it('are down at the same time, and each has its own result', async () => {
    const b = await ready({ nodes: [{ downMs: 1_000 }, { downMs: 1_000 }, { downMs: 1_000 }] });
    const id = await b.restarts.start(b.gateway, ALL, true);
    expect(await b.restarts.pending('gw-1')).toMatchObject({ running: true, together: true });
    expect(await b.operations.ended(id)).toMatchObject({
      status: 'succeeded',
      result: { healthy: ['node-0', 'node-1', 'node-2'], failed: [] },
    });
    const outages = b.nodes.map((node) => node.outages[0]!);
    expect(Math.max(...outages.map(({ from }) => from))).toBeLessThan(
      Math.min(...outages.map(({ to }) => to)),
    );
    expect(await b.restarts.pending('gw-1')).toBeNull();
  });

  it('one that fails keeps none of the others from coming back', async () => {
    const b = await ready({ nodes: [{ password: 'other' }, {}, { neverBack: true }], password: 'pw' });
    b.nodes[1]!.options = { password: 'pw' };
    b.nodes[2]!.options = { password: 'pw', neverBack: true };
    const operation = await run(b);
    expect(operation).toMatchObject({
      status: 'failed',
      error: { code: 'node-sign-in-refused' },
      result: { healthy: ['node-1'], failed: ['node-0', 'node-2'] },
    });
    expect(await states(b)).toEqual(['failed', 'healthy', 'failed']);
    const { nodes } = (await b.restarts.pending('gw-1'))!;
    expect(nodes.map(({ error }) => error?.code)).toEqual([
      'node-sign-in-refused',
      undefined,
      'node-not-back',
    ]);
    expect(operation.log.map(({ text }) => text).join('\n')).toContain('node-2 did not come back.');
  });

  it('come after the data store, and are not touched when that is not back', async () => {
    const store = new FakeStore();
    store.start = () => ({ end: 'exited', code: 0, output: '' });
    const storeHealth = () => store.readHealth();
    current = await bench({ nodes: [{}, {}], store: store.access, storeHealth, timing: IMPATIENT });
    const b = current;
    const due = await b.restarts.requestOn(b.gateway, ['n0', 'n1'], 'why', [store.node]);
    const ids = due.nodes.map(({ nodeId }) => nodeId);
    expect((await run(b, ids)).error?.code).toBe('store-not-started');
    expect(b.nodes.flatMap((node) => node.seen)).toEqual([]);
    store.begin();
    expect((await run(b, ids)).status).toBe('succeeded');
  });

  it('with autostart all of the data store is waited for', async () => {
    let reads = 0;
    let back = false;
    const b = await ready({
      nodes: [{}, {}, {}],
      autostart: true,
      storeHealth: () => ({ nodes: reads++ === 0 || back ? 3 : 2, health: 'green' }),
      timing: { nodeBackMs: 15_000 },
    });
    const id = await b.restarts.start(b.gateway, ALL, true);
    const texts = async () =>
      (await b.restarts.pending('gw-1'))?.nodes.flatMap((node) => node.events.map(({ text }) => text)) ?? [];
    await until(async () => (await texts()).includes(WAITS));
    back = true;
    expect((await b.operations.ended(id)).status).toBe('succeeded');
  });

  it('cancelling does not leave a node that was told to restart', async () => {
    const b = await ready({ nodes: [{ downMs: 200 }, { downMs: 200 }, { downMs: 200 }] });
    const id = await b.restarts.start(b.gateway, ALL, true);
    await until(() => b.nodes.every((node) => node.shutdowns.length === 1));
    await b.operations.cancelled(id);
    expect((await b.operations.ended(id)).status).toBe('succeeded');
  });

  it('a node that was ticked off meanwhile is not touched', async () => {
    const b = await ready({ nodes: [{}, {}, {}] });
    await b.restarts.tickOff('gw-1', 'n1');
    expect((await run(b, ['n0', 'n2'])).status).toBe('succeeded');
    expect(b.nodes[1]!.seen).toEqual([]);
  });
});
