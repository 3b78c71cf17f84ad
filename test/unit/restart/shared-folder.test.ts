import { afterEach, expect, it } from 'vitest';
import { takeLock } from '#core/operations/lock.ts';
import { DEFAULT_TIMING } from '#core/ports.ts';
import { newPending } from '#core/restart/pending.ts';
import { RestartBook } from '#core/restart/restart-book.ts';
import { MemoryFiles, quietPorts } from '../memory.ts';
import { until } from '../until.ts';
import { type Bench, type BenchOptions, bench } from './bench.ts';

/** Two engines over one data folder, as a window and a command line are. */
const open: Bench[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

const files = () => new MemoryFiles();
async function ready(options: Partial<BenchOptions> & { files: MemoryFiles }): Promise<Bench> {
  // A lock that is held for a moment is waited for as long as a busy machine takes.
  const timing = { pollFirstMs: 50, pollLongestMs: 50, ...options.timing };
  const one = await bench({ nodes: [{}, {}], ...options, timing });
  open.push(one);
  return one;
}

const states = async (b: Bench) => (await b.restarts.pending('gw-1'))?.nodes.map((node) => node.state);
const due = async (b: Bench) => b.restarts.pending('gw-1');

it('E17 requests and ticks of two processes at the same time are all kept', async () => {
  const shared = files();
  const [a, b] = [await ready({ files: shared }), await ready({ files: shared })];
  await a.restarts.request(a.gateway, 'first', null);
  await Promise.all([
    a.restarts.tickOff('gw-1', 'n0'),
    b.restarts.requestOn(b.gateway, ['n1'], 'second'),
    a.restarts.requestOn(a.gateway, ['n1'], 'third'),
    b.restarts.tickOff('gw-1', 'n0'),
  ]);
  expect(await states(a)).toEqual(['ticked-off', 'pending']);
  const reasons = (await due(b))!.why.split('; ');
  expect(reasons[0]).toBe('first');
  expect(reasons.slice(1).sort()).toEqual(['second', 'third']);
  expect([...shared.content.keys()].filter((path) => path.startsWith('locks/'))).toEqual([]);
});

it('E17 what is asked for while another process restarts nodes is due when that has ended', async () => {
  const shared = files();
  const timing = { nodeDownMs: 15_000, nodeBackMs: 15_000 };
  const a = await ready({ files: shared, nodes: [{}, { neverBack: true }], timing });
  const b = await ready({ files: shared });
  await a.restarts.request(a.gateway, 'first', null);
  const id = await a.restarts.start(a.gateway, ['n0', 'n1']);
  await until(async () => (await states(a))?.[1] === 'down');
  const asked = await b.restarts.request(b.gateway, 'Restore of nightly', 'op-9');
  expect(asked).toMatchObject({ why: 'Restore of nightly', operationId: 'op-9' });
  expect((await due(b))!.operationId).toBe('op-9');
  await a.restarts.tickOff('gw-1', 'n1');
  await a.operations.ended(id);
  // The first node was restarted before the restore, so that it has the old data; the second was ticked off after it.
  expect(await due(a)).toMatchObject({ running: false, operationId: 'op-9' });
  expect(await states(a)).toEqual(['pending', 'ticked-off']);
  expect(await states(b)).toEqual(['pending', 'ticked-off']);
  expect(a.events.at(-1)!.pending).toMatchObject({ operationId: 'op-9' });
  expect([...shared.content.keys()].filter((path) => path.startsWith('restarts-asked/'))).toEqual([]);
});

it('E17 a tick of another process is refused while nodes are restarted, and says so', async () => {
  const shared = files();
  const a = await ready({
    files: shared,
    nodes: [{ neverBack: true }, {}],
    timing: { nodeDownMs: 15_000, nodeBackMs: 15_000 },
  });
  const b = await ready({ files: shared });
  await a.restarts.request(a.gateway, 'first', null);
  const id = await a.restarts.start(a.gateway, ['n0']);
  await until(async () => (await states(a))?.[0] === 'down');
  await expect(b.restarts.tickOff('gw-1', 'n1')).rejects.toMatchObject({
    value: { code: 'operation-running' },
  });
  await expect(b.restarts.start(b.gateway, ['n1'])).rejects.toMatchObject({
    value: { code: 'operation-running' },
  });
  await a.restarts.tickOff('gw-1', 'n0');
  await a.operations.ended(id);
  expect(await states(b)).toEqual(['ticked-off', 'pending']);
});

it('E17 a lock that is held for a moment is waited for', async () => {
  const b = await ready({ files: files() });
  const lock = await takeLock(b.ports, 'restart-gw-1', 'the command line');
  const asked = b.restarts.request(b.gateway, 'first', null);
  await until(() => b.files.content.has('locks/restart-gw-1.json'));
  await lock.release();
  await asked;
  expect(b.files.content.has('restarts/gw-1.json')).toBe(true);
});

it('a request that is kept outlives both processes, and one that cannot be read is set aside', async () => {
  const shared = files();
  const b = await ready({ files: shared });
  const lock = await takeLock(b.ports, 'restart-gw-1', 'the command line');
  await b.restarts.request(b.gateway, 'first', null);
  const kept = [...shared.content.keys()].find((path) => path.startsWith('restarts-asked/'))!;
  expect(shared.content.has('restarts/gw-1.json')).toBe(false);
  await lock.release();
  shared.content.set('restarts-asked/gw-1.broken.json', '{"half');
  const next = await ready({ files: shared });
  expect(await states(next)).toEqual(['pending', 'pending']);
  expect(shared.content.has('restarts-asked/gw-1.broken.json.unreadable')).toBe(true);
  await next.restarts.tickOff('gw-1', 'n0');
  expect(shared.content.has(kept)).toBe(false);
  expect(await states(next)).toEqual(['ticked-off', 'pending']);
  await next.restarts.forget('gw-1');
  expect(await due(next)).toBeNull();
});

it('a disk that is full keeps what was asked for in its place', async () => {
  const shared = files();
  const book = new RestartBook(
    quietPorts(shared, DEFAULT_TIMING, () => undefined),
    () => undefined,
  );
  const gateway = { id: 'gw-1', name: 'Production EU', nodes: [] };
  const lock = await book.lock('gw-1', 'a run');
  await book.ask({ all: true, pending: newPending(gateway, 'first', null, 1) }).catch(() => undefined);
  await lock.release();
  shared.full = true;
  await expect(book.change('gw-1', 'tick', (known) => known)).rejects.toThrow('no space');
  shared.full = false;
  expect(await book.read('gw-1')).toMatchObject({ why: 'first' });
});
