import { afterEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { RestartResult } from '#shared/model/operation.ts';
import { until } from '../until.ts';
import { type Bench, type BenchOptions, bench, noStore } from './bench.ts';

let current: Bench | null = null;
afterEach(async () => current?.close());

async function ready(options: BenchOptions): Promise<Bench> {
  current = await bench(options);
  await current.restarts.request(current.gateway, 'Restored from nightly', 'op-1');
  return current;
}

const texts = (b: Bench, node: number, of = lastSeen(b)): string[] =>
  of.nodes[node]!.events.map((event) => event.text);
const lastSeen = (b: Bench) => b.events.filter((event) => event.pending !== null).at(-1)!.pending!;
const resultOf = (result: unknown) => result as z.infer<typeof RestartResult>;

describe('E21 one node', () => {
  it('alone is what its run tells that it will restart; the other stays due', async () => {
    const b = await ready({ nodes: [{ startingMs: 300 }, {}] });
    const id = await b.restarts.start(b.gateway, ['n0']);
    expect(await b.restarts.pending('gw-1')).toMatchObject({ running: true, toCome: ['n0'] });
    const now = async () => (await b.restarts.pending('gw-1')) ?? null;
    let seen = await now();
    await until(async () => ((seen = await now())?.nodes[0]?.startedAt ?? null) !== null);
    expect(seen).toMatchObject({ running: true, toCome: [] });
    await b.operations.ended(id);
    const left = await b.restarts.pending('gw-1');
    expect(left?.nodes.map(({ state }) => state)).toEqual(['healthy', 'pending']);
    expect(left).not.toHaveProperty('toCome');
  });

  it('is healthy after it went down and answered 200 twice, and nothing is due any more', async () => {
    const b = await ready({ nodes: [{ password: 'pw', startingMs: 60 }], password: 'pw' });
    const operation = await b.run('n0');
    expect(operation.status).toBe('succeeded');
    expect(resultOf(operation.result)).toEqual({ kind: 'restart', healthy: ['node-0'], failed: [] });
    expect(texts(b, 0)).toEqual([
      'Shutdown with restart accepted',
      'Went down',
      'Health 200, first answer',
      'Health 200, second answer',
    ]);
    const node = lastSeen(b).nodes[0]!;
    expect(node).toMatchObject({ state: 'healthy', engine: 'yellow', error: null });
    expect(node.endedAt).toBeGreaterThanOrEqual(b.nodes[0]!.outages[0]!.to);
    expect(await b.restarts.pending('gw-1')).toBeNull();
    expect(b.events.at(-1)!.pending).toBeNull();
    expect(b.files.content.has('restarts/gw-1.json')).toBe(false);
    expect(operation.log.map((line) => line.text)).toContain('node-0: Went down');
    expect(b.nodes[0]!.shutdowns).toHaveLength(1);
  });

  it('does not take the answers of the old process for health', async () => {
    const b = await ready({ nodes: [{ lingerMs: 1_000, downMs: 40 }] });
    const operation = await b.run('n0');
    expect(operation.status).toBe('succeeded');
    const outage = b.nodes[0]!.outages[0]!;
    const old = b.nodes[0]!.seen.filter((one) => one.path.endsWith('/health') && one.at < outage.from);
    expect(old.length).toBeGreaterThan(3);
    expect(operation.endedAt).toBeGreaterThanOrEqual(outage.to);
  });

  it('needs two good answers in a row', async () => {
    const b = await ready({ nodes: [{ stumbles: true }] });
    await b.run('n0');
    expect(texts(b, 0).slice(2)).toEqual([
      'Health 200, first answer',
      'No second good answer: 500',
      'Health 200, first answer',
      'Health 200, second answer',
    ]);
  });

  it('takes an error that was there before the restart for no sign of going down', async () => {
    const b = await ready({ nodes: [{ neverDown: true }] });
    b.nodes[0]!.healthIs(500);
    const id = await b.restarts.start(b.gateway, ['n0']);
    await until(() => b.nodes[0]!.seen.length > 8);
    b.nodes[0]!.healthIs(200);
    const operation = await b.operations.ended(id);
    expect(operation.error?.code).toBe('node-not-down');
  });

  it('takes errors that begin after the request for going down', async () => {
    const b = await ready({ nodes: [{ neverDown: true }] });
    const id = await b.restarts.start(b.gateway, ['n0']);
    await until(() => b.nodes[0]!.shutdowns.length === 1);
    b.nodes[0]!.healthIs(502, 502, 502, 200);
    expect((await b.operations.ended(id)).status).toBe('succeeded');
  });

  it('is not confused by one lost answer of the old process', async () => {
    const b = await ready({ nodes: [{ neverDown: true }] });
    const id = await b.restarts.start(b.gateway, ['n0']);
    await until(() => b.nodes[0]!.shutdowns.length === 1);
    b.nodes[0]!.healthIs(502, 200);
    expect((await b.operations.ended(id)).error?.code).toBe('node-not-down');
  });

  it('E4 is asked once, and watched when the reply is lost', async () => {
    const b = await ready({ nodes: [{ losesReply: true }] });
    const operation = await b.run('n0');
    expect(operation.status).toBe('succeeded');
    expect(b.nodes[0]!.shutdowns).toHaveLength(1);
    expect(texts(b, 0)[0]).toMatch(/^No clear reply/);
  });

  it('has an unknown outcome when the reply is lost and nothing happens', async () => {
    const b = await ready({ nodes: [{ losesReply: true, neverDown: true }] });
    const operation = await b.run('n0');
    expect(operation).toMatchObject({ status: 'unknown', error: { code: 'outcome-unknown' } });
    expect(b.nodes[0]!.shutdowns).toHaveLength(1);
  });
});

describe('E21 several nodes', () => {
  it('are restarted in the order given and never at once', async () => {
    const b = await ready({ nodes: [{ startingMs: 40 }, { startingMs: 40 }, { startingMs: 40 }] });
    const operation = await b.run('n2', 'n0', 'n1');
    expect(resultOf(operation.result).healthy).toEqual(['node-2', 'node-0', 'node-1']);
    const outages = [2, 0, 1].map((i) => b.nodes[i]!.outages[0]!);
    const requests = [2, 0, 1].map((i) => b.nodes[i]!.shutdowns[0]!.at);
    for (let i = 1; i < 3; i++) expect(requests[i]).toBeGreaterThanOrEqual(outages[i - 1]!.to);
    for (const event of b.events)
      expect(
        event.pending?.nodes.filter((n) => ['requested', 'down', 'starting'].includes(n.state)).length ?? 0,
      ).toBeLessThan(2);
  });

  it.each([
    ['refuses the password', { password: 'other' }, 'node-sign-in-refused'],
    ['never goes down', { neverDown: true }, 'node-not-down'],
    ['never comes back', { neverBack: true }, 'node-not-back'],
  ] as const)('stop at one that %s; the next is not touched', async (_, second, code) => {
    const b = await ready({
      nodes: [{ password: 'pw' }, { password: 'pw', ...second }, { password: 'pw' }],
      password: 'pw',
    });
    const operation = await b.run('n0', 'n1', 'n2');
    expect(operation).toMatchObject({ status: 'failed', error: { code } });
    expect(resultOf(operation.result)).toEqual({ kind: 'restart', healthy: ['node-0'], failed: ['node-1'] });
    expect(b.nodes[2]!.seen).toEqual([]);
    const left = (await b.restarts.pending('gw-1'))!;
    expect(left.running).toBe(false);
    expect(left.nodes.map((node) => node.state)).toEqual(['healthy', 'failed', 'pending']);
    expect(left.nodes[1]).toMatchObject({ error: { code } });
    expect(left.nodes[1]!.events.at(-1)).toMatchObject({ state: 'bad' });
  });

  it('stop at one that is down already, without a word of success', async () => {
    const b = await ready({ nodes: [{}, {}] });
    await b.nodes[0]!.goDown();
    const operation = await b.run('n0', 'n1');
    expect(operation.error?.code).toBe('node-unreachable');
    expect(b.nodes[1]!.seen).toEqual([]);
  });

  it('can be paused between two nodes', async () => {
    const b = await ready({ nodes: [{}, {}] });
    const id = await b.restarts.start(b.gateway, ['n0', 'n1']);
    await until(() => b.nodes[0]!.shutdowns.length === 1);
    await b.operations.cancelled(id);
    const operation = await b.operations.ended(id);
    expect(operation.status).toBe('cancelled');
    expect(operation.error?.changed).toBe('node-0 is restarted. node-1 was not touched.');
    const left = (await b.restarts.pending('gw-1'))!;
    expect(left.nodes.map((node) => node.state)).toEqual(['healthy', 'pending']);
    expect(b.nodes[1]!.seen).toEqual([]);
  });
});

describe('E21 with autostart', () => {
  it('the next node waits until all data store nodes are back and none is red', async () => {
    const answers: [number, 'green' | 'yellow' | 'red'][] = [];
    let reads = 0;
    const b = await ready({
      nodes: [{}, {}],
      autostart: true,
      storeHealth: () => {
        reads++;
        if (reads === 2) throw new Error('refused');
        const answer: [number, 'green' | 'yellow' | 'red'] =
          reads === 1 ? [3, 'green'] : reads === 3 ? [2, 'yellow'] : reads === 4 ? [3, 'red'] : [3, 'yellow'];
        answers.push(answer);
        return { nodes: answer[0], health: answer[1] };
      },
    });
    const operation = await b.run('n0', 'n1');
    expect(operation.status).toBe('succeeded');
    expect(answers).toEqual([
      [3, 'green'],
      [2, 'yellow'],
      [3, 'red'],
      [3, 'yellow'],
    ]);
    expect(operation.log.map((line) => line.text)).toContain(
      'node-0: Data store is back: 3 of 3 nodes, yellow',
    );
  });

  it('a data store that does not come back ends the run', async () => {
    let reads = 0;
    const b = await ready({
      nodes: [{}, {}],
      autostart: true,
      storeHealth: () => ({ nodes: reads++ === 0 ? 3 : 2, health: 'yellow' }),
      timing: { nodeBackMs: 1_000 },
    });
    const operation = await b.run('n0', 'n1');
    expect(operation).toMatchObject({ status: 'failed', error: { code: 'store-not-back' } });
    expect(operation.error?.cause).toContain('2 of 3 nodes, yellow');
    expect(b.nodes[1]!.seen).toEqual([]);
    const left = (await b.restarts.pending('gw-1'))!;
    expect(left.nodes.map((node) => node.state)).toEqual(['healthy', 'pending']);
  });

  it('it is waited for after a node that was ticked off, too; one ticked off meanwhile is not touched', async () => {
    let back = false;
    let reads = 0;
    const b = await ready({
      nodes: [{ neverBack: true }, {}],
      autostart: true,
      storeHealth: () => {
        reads += 1;
        return { nodes: reads === 1 || back ? 3 : 2, health: 'green' };
      },
      timing: { nodeBackMs: 15_000 },
    });
    const ended = b.operations.ended(await b.restarts.start(b.gateway, ['n0', 'n1']));
    const state = async (i: number) => (await b.restarts.pending('gw-1'))?.nodes[i]?.state;
    await until(async () => (await state(0)) === 'down');
    await b.restarts.tickOff('gw-1', 'n0');
    await until(() => reads > 3);
    expect(b.nodes[1]!.seen).toEqual([]);
    await b.restarts.tickOff('gw-1', 'n1');
    back = true;
    expect(await ended).toMatchObject({ status: 'succeeded' });
    expect(b.nodes[1]!.shutdowns).toEqual([]);
  });

  it('off: the data store is not asked', async () => {
    let reads = 0;
    const b = await ready({ nodes: [{}, {}], storeHealth: () => ({ nodes: ++reads, health: 'red' }) });
    expect((await b.run('n0', 'n1')).status).toBe('succeeded');
    expect(reads).toBe(0);
  });

  it('a node is left alone while a backup runs on what goes down with it, and only then', async () => {
    const work: string[] = ['the backup nightly in default'];
    const store = { ...noStore, work: () => Promise.resolve(work) };
    const b = await ready({ nodes: [{}], autostart: true, store });
    const operation = await b.run('n0');
    expect(operation).toMatchObject({ status: 'failed', error: { code: 'store-busy' } });
    expect(operation.error?.cause).toContain('the backup nightly in default');
    expect(b.nodes[0]!.shutdowns).toEqual([]);
    work.splice(0);
    expect((await b.run('n0')).status).toBe('succeeded');
  });

  it.each([
    ['of a gateway that does not start it along', false, () => Promise.resolve(['a backup'])],
    ['that does not answer', true, () => Promise.reject(new AppFailure(appError('connection-refused')))],
  ] as const)('a data store %s keeps no node from its restart', async (_, autostart, work) => {
    const b = await ready({ nodes: [{}], autostart, store: { ...noStore, work } });
    expect((await b.run('n0')).status).toBe('succeeded');
  });
});
