import { afterEach, describe, expect, it } from 'vitest';
import type { Host, ScriptEnd } from '#core/hosts/host.ts';
import type { ScriptName } from '#core/hosts/scripts.ts';
import type { Timing } from '#core/ports.ts';
import { type Bench, bench, IMPATIENT } from './bench.ts';
import type { FakeGateway } from './fake-gateway.ts';

let current: Bench | null = null;
afterEach(async () => current?.close());

const exit = (code: number): ScriptEnd => ({ end: 'exited', code, output: '' });

/** One node whose scripts do what a test says; the start script brings it back. */
async function ready(
  stop: (node: FakeGateway) => Promise<ScriptEnd>,
  timing: Partial<Timing> = {},
): Promise<{ b: Bench; node: FakeGateway; ran: ScriptName[] }> {
  const ran: ScriptName[] = [];
  const parts: { node?: FakeGateway } = {};
  const host: Host = {
    where: 'this computer',
    isRunning: () => Promise.resolve(null),
    find: (script) => Promise.resolve(`/opt/sag/${script}.sh`),
    run: async (script) => {
      ran.push(script);
      const path = `/opt/sag/${script}.sh`;
      if (script === 'shutdown') return { path, end: await stop(parts.node!) };
      await parts.node!.listen();
      parts.node!.healthIs(200);
      return { path, end: exit(0) };
    },
  };
  const way = { kind: 'scripts' as const, host, installation: { folder: '/opt/sag', instance: 'default' } };
  const b = await bench({ nodes: [{}], way, timing });
  current = b;
  const [node] = b.nodes;
  parts.node = node!;
  return { b, node: node!, ran };
}

const goesDown =
  (code: number) =>
  async (node: FakeGateway): Promise<ScriptEnd> => {
    await node.goDown();
    return exit(code);
  };

describe('E21 a node is started by its script only when it is surely down', () => {
  it('its stop script did its work and nothing listens', async () => {
    const { b, ran } = await ready(goesDown(0));
    expect((await b.run('n0')).status).toBe('succeeded');
    expect(ran).toEqual(['shutdown', 'startup']);
  });

  it.each<[string, ScriptEnd]>([
    ['complains', exit(1)],
    ['never ends', { end: 'overdue' }],
    ['is lost from sight', { end: 'lost', detail: 'The connection was cut.' }],
  ])('its stop script %s, it answered before and nothing has listened for a while', async (_, end) => {
    const { b, node, ran } = await ready(async (one) => {
      await one.goDown();
      return end;
    });
    const began = Date.now();
    expect((await b.run('n0')).status).toBe('succeeded');
    expect(ran).toEqual(['shutdown', 'startup']);
    expect(node.seen.at(-1)!.at - began).toBeGreaterThanOrEqual(b.ports.timing.nodeQuietMs);
  });

  it.each([502, 503, 500])('not when something in front of it answers %i', async (status) => {
    const { b, ran } = await ready((node) => {
      node.healthIs(status);
      return Promise.resolve(exit(0));
    }, IMPATIENT);
    expect((await b.run('n0')).error).toMatchObject({
      code: 'node-perhaps-running',
      cause: expect.stringContaining(String(status)) as string,
    });
    expect(ran).toEqual(['shutdown']);
  });

  it('not when it gives no answer', async () => {
    const { b, node, ran } = await ready((one) => {
      one.options.reply = (request) => {
        request.socket.destroy();
        return true;
      };
      return Promise.resolve(exit(0));
    }, IMPATIENT);
    expect((await b.run('n0')).error?.code).toBe('node-perhaps-running');
    expect(node.shutdowns).toEqual([]);
    expect(ran).toEqual(['shutdown']);
  });

  it('not when nothing listened before and its stop script failed: that may be a process without a port', async () => {
    const { b, node, ran } = await ready(() => Promise.resolve(exit(1)), IMPATIENT);
    await node.goDown();
    expect((await b.run('n0')).error).toMatchObject({
      code: 'node-perhaps-running',
      cause: expect.stringContaining('exit 1') as string,
    });
    expect(ran).toEqual(['shutdown']);
  });

  it('one that was down before is started when its stop script says that there is nothing left', async () => {
    const { b, node, ran } = await ready(() => Promise.resolve(exit(0)));
    await node.goDown();
    expect((await b.run('n0')).status).toBe('succeeded');
    expect(ran).toEqual(['shutdown', 'startup']);
  });
});
