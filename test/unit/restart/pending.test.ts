import { afterEach, expect, it } from 'vitest';
import { takeLock } from '#core/operations/lock.ts';
import { EVENTS } from '#shared/ipc/events.ts';
import type { PendingRestart, RestartNode } from '#shared/model/restart.ts';
import { MemoryFiles } from '../memory.ts';
import { until } from '../until.ts';
import { type Bench, bench } from './bench.ts';

let current: Bench | null = null;
afterEach(async () => current?.close());

async function ready(options: Parameters<typeof bench>[0]): Promise<Bench> {
  current = await bench(options);
  return current;
}

const FILE = 'restarts/gw-1.json';
const onDisk = (b: Bench): PendingRestart => JSON.parse(b.files.content.get(FILE)!) as PendingRestart;
const states = (pending: PendingRestart | null) => pending?.nodes.map((node) => node.state);

it('a request makes all nodes due and is on disk and announced', async () => {
  const b = await ready({ nodes: [{}, {}] });
  const pending = await b.restarts.request(b.gateway, 'Restored from nightly', 'op-7');
  expect(pending).toMatchObject({ why: 'Restored from nightly', operationId: 'op-7', running: false });
  expect(states(pending)).toEqual(['pending', 'pending']);
  expect(onDisk(b)).toEqual(pending);
  expect(b.events.map((event) => event.pending)).toEqual([pending]);
});

it('a newer request makes nodes due again that were ticked off', async () => {
  const b = await ready({ nodes: [{}, {}] });
  await b.restarts.request(b.gateway, 'first', null);
  await b.restarts.tickOff('gw-1', 'n0');
  expect(states(await b.restarts.pending('gw-1'))).toEqual(['ticked-off', 'pending']);
  await b.restarts.request(b.gateway, 'second', null);
  expect(states(await b.restarts.pending('gw-1'))).toEqual(['pending', 'pending']);
});

it('a request for some nodes is added to what is due, and asks for no others', async () => {
  const b = await ready({ nodes: [{}, {}] });
  await b.restarts.requestOn(b.gateway, ['n1'], 'path.repo was changed');
  expect(await b.restarts.pending('gw-1')).toMatchObject({
    why: 'path.repo was changed',
    nodes: [{ nodeId: 'n1', state: 'pending' }],
  });
  await b.restarts.request(b.gateway, 'Restored from nightly', 'op-7');
  await b.restarts.tickOff('gw-1', 'n0');
  await b.restarts.requestOn(b.gateway, ['n0'], 'path.repo was changed');
  await b.restarts.requestOn(b.gateway, ['n0'], 'path.repo was changed');
  const pending = await b.restarts.pending('gw-1');
  expect(pending).toMatchObject({
    why: 'Restored from nightly; path.repo was changed',
    operationId: 'op-7',
    nodes: [
      { nodeId: 'n0', state: 'pending' },
      { nodeId: 'n1', state: 'pending' },
    ],
  });
  expect(onDisk(b)).toEqual(pending);
});

it('ticking off the last node that is due ends it', async () => {
  const b = await ready({ nodes: [{}, {}] });
  await b.restarts.request(b.gateway, 'why', null);
  const left = await b.restarts.tickOff('gw-1', 'n1');
  expect(left!.nodes[1]!.events.at(-1)!.text).toBe('Ticked off by svc-admin');
  expect(await b.restarts.tickOff('gw-1', 'n0')).toBeNull();
  expect(b.files.content.has(FILE)).toBe(false);
  expect(b.events.at(-1)!.pending).toBeNull();
  expect(await b.restarts.tickOff('gw-1', 'n0')).toBeNull();
});

it('a gateway without nodes is restarted by hand and ticked off', async () => {
  const b = await ready({ nodes: [] });
  const pending = await b.restarts.request(b.gateway, 'why', null);
  expect(pending.nodes).toHaveLength(1);
  expect(await b.restarts.tickOff('gw-1', pending.nodes[0]!.nodeId)).toBeNull();
});

it('a failed node can be restarted again; the others stay as they are', async () => {
  const b = await ready({ nodes: [{ neverBack: true, downMs: 10 }, {}] });
  await b.restarts.request(b.gateway, 'why', null);
  await b.run('n0', 'n1');
  expect(states(onDisk(b))).toEqual(['failed', 'pending']);
  b.nodes[0]!.options = {};
  await b.nodes[0]!.listen();
  expect((await b.run('n0')).status).toBe('succeeded');
  expect(states(onDisk(b))).toEqual(['healthy', 'pending']);
});

it('without a request, only the nodes that were named are due', async () => {
  const b = await ready({ nodes: [{}, {}] });
  expect((await b.run('n1')).status).toBe('succeeded');
  expect(b.nodes[0]!.seen).toEqual([]);
  expect(await b.restarts.pending('gw-1')).toBeNull();
});

it('ticking off the node that is waited for lets the run go on', async () => {
  const b = await ready({ nodes: [{ neverBack: true }, {}], timing: { nodeBackMs: 15_000 } });
  await b.restarts.request(b.gateway, 'why', null);
  const id = await b.restarts.start(b.gateway, ['n0', 'n1']);
  await until(() => states(onDisk(b))?.[0] === 'down');
  await b.restarts.tickOff('gw-1', 'n0');
  const operation = await b.operations.ended(id);
  expect(operation.status).toBe('succeeded');
  expect(operation.result).toMatchObject({ healthy: ['node-1'] });
  expect(await b.restarts.pending('gw-1')).toBeNull();
});

it.each([
  ['all nodes', 'second', (b: Bench) => b.restarts.request(b.gateway, 'second', null)],
  ['one node', 'first; second', (b: Bench) => b.restarts.requestOn(b.gateway, ['n0'], 'second')],
] as const)('what is asked for of %s while a node restarts makes it due once more', async (_, why, ask) => {
  const b = await ready({ nodes: [{ startingMs: 60 }] });
  await b.restarts.request(b.gateway, 'first', null);
  const id = await b.restarts.start(b.gateway, ['n0']);
  await until(() => b.nodes[0]!.outages.length === 1);
  await ask(b);
  await b.operations.ended(id);
  expect(onDisk(b)).toMatchObject({ why, running: false });
  expect(states(onDisk(b))).toEqual(['pending']);
  // Once more is enough.
  await b.run('n0');
  expect(await b.restarts.pending('gw-1')).toBeNull();
});

it('E17 a second run is refused, from here and from another process', async () => {
  const b = await ready({ nodes: [{}, {}] });
  const id = await b.restarts.start(b.gateway, ['n0']);
  await expect(b.restarts.start(b.gateway, ['n1'])).rejects.toMatchObject({
    value: { code: 'operation-running' },
  });
  await b.operations.ended(id);
  const lock = await takeLock(b.ports, 'restart-gw-1', 'the command line');
  await expect(b.restarts.start(b.gateway, ['n1'])).rejects.toMatchObject({
    value: { code: 'operation-running' },
  });
  await lock.release();
  expect((await b.run('n1')).status).toBe('succeeded');
  expect([...b.files.content.keys()].filter((path) => path.startsWith('locks/'))).toEqual([]);
});

it('a node that the gateway does not have is refused', async () => {
  const b = await ready({ nodes: [{}] });
  await b.restarts.request(b.gateway, 'why', null);
  await expect(b.restarts.start(b.gateway, ['nope'])).rejects.toMatchObject({
    value: { code: 'input-invalid' },
  });
  await expect(b.restarts.tickOff('gw-1', 'nope')).rejects.toMatchObject({
    value: { code: 'input-invalid' },
  });
});

it('a full disk does not leave a node unattended', async () => {
  const b = await ready({ nodes: [{}] });
  await b.restarts.request(b.gateway, 'why', null);
  b.files.full = true;
  expect((await b.run('n0')).status).toBe('succeeded');
  b.files.full = false;
});

it('announces at most four times a second and always the end', async () => {
  const b = await ready({
    nodes: [{ startingMs: 300 }, { startingMs: 300 }],
    timing: { pollLongestMs: 10 },
  });
  await b.restarts.request(b.gateway, 'why', null);
  await b.run('n0', 'n1');
  const ordinary = b.events.slice(0, -2);
  expect(ordinary.length).toBeGreaterThan(2);
  for (let i = 1; i < ordinary.length; i++)
    expect(ordinary[i]!.at - ordinary[i - 1]!.at).toBeGreaterThan(245);
  expect(states(b.events.at(-2)!.pending)).toEqual(['healthy', 'healthy']);
  expect(b.events.at(-1)!.pending).toBeNull();
  for (const { pending } of b.events) EVENTS.restart.parse({ gatewayId: 'gw-1', pending });
});

it('shows what it waits for while it waits', async () => {
  const b = await ready({ nodes: [{ neverBack: true }] });
  await b.restarts.request(b.gateway, 'why', null);
  const id = await b.restarts.start(b.gateway, ['n0']);
  const last = async () => (await b.restarts.pending('gw-1'))?.nodes[0]?.events.at(-1);
  await until(
    async () => (await last())?.text.startsWith('Health: no answer yet (connection refused), try 3') === true,
  );
  expect(await last()).toMatchObject({ state: 'run' });
  await b.operations.ended(id);
  expect(onDisk(b).nodes[0]!.events.some((event) => event.state === 'run')).toBe(false);
});

it('a run that broke off is due again for what was not finished, and says so', async () => {
  const b = await ready({ nodes: [{}, { neverBack: true }, {}], timing: { nodeBackMs: 60_000 } });
  await b.restarts.request(b.gateway, 'why', 'op-1');
  const id = await b.restarts.start(b.gateway, ['n0', 'n1', 'n2']);
  await until(() => states(onDisk(b))?.[1] === 'down');
  const dead = new MemoryFiles();
  dead.content.set(FILE, b.files.content.get(FILE)!);
  await b.restarts.stop();
  expect((await b.operations.ended(id)).status).toBe('cancelled');
  expect(states(onDisk(b))).toEqual(['healthy', 'pending', 'pending']);
  await b.close();

  // The same as a killed program leaves it: the run still marked as going on.
  const next = await ready({ nodes: [{}, {}, {}], files: dead });
  expect(onDisk(next).running).toBe(true);
  expect(await next.restarts.load()).toEqual([]);
  const found = (await next.restarts.pending('gw-1'))!;
  expect(found).toMatchObject({ running: false, operationId: 'op-1' });
  expect(states(found)).toEqual(['healthy', 'pending', 'pending']);
  expect(found.nodes[1]!.events.at(-1)).toMatchObject({ state: 'warn' });
  expect(found.nodes[1]!.events.at(-1)!.text).toContain('what became of it is not known');
  expect((await next.run('n1', 'n2')).status).toBe('succeeded');
  expect(await next.restarts.pending('gw-1')).toBeNull();
});

it.each<RestartNode['state']>(['requested', 'down', 'starting'])(
  'a node found as %s after a crash is looked at again',
  async (state) => {
    const b = await ready({ nodes: [{}] });
    const pending = await b.restarts.request(b.gateway, 'why', null);
    const node = { ...pending.nodes[0]!, state };
    b.files.content.set(FILE, JSON.stringify({ ...pending, running: true, nodes: [node] }));
    await b.restarts.load();
    expect(states(await b.restarts.pending('gw-1'))).toEqual(['pending']);
  },
);

it('a run of another process is left alone', async () => {
  const b = await ready({ nodes: [{}] });
  const pending = await b.restarts.request(b.gateway, 'why', null);
  const running = JSON.stringify({ ...pending, running: true });
  b.files.content.set(FILE, running);
  const lock = await takeLock(b.ports, 'restart-gw-1', 'the command line');
  await b.restarts.load();
  expect(b.files.content.get(FILE)).toBe(running);
  await expect(b.restarts.tickOff('gw-1', 'n0')).rejects.toMatchObject({
    value: { code: 'operation-running' },
  });
  await lock.release();
});

it.each([
  '{"half',
  '[]',
  '{"gatewayId":"other","operationId":null,"why":"","since":1,"running":false,"nodes":[]}',
])('a file that cannot be read is set aside and told: %s', async (text) => {
  const b = await ready({ nodes: [{}] });
  b.files.content.set(FILE, text);
  const notices = await b.restarts.load();
  expect(notices).toMatchObject([{ code: 'restart-unreadable' }]);
  expect(b.files.content.get(`${FILE}.unreadable`)).toBe(text);
  expect(await b.restarts.pending('gw-1')).toBeNull();
});
