import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Timing } from '#core/ports.ts';
import { type GatewayStandIn, type StandInOptions, startGatewayStandIn } from '#lab/gateway/stand-in.ts';
import { loadSamples } from '#lab/samples/load.ts';
import { borrowServer } from '#lab/servers/borrow.ts';
import { type LabServer } from '#lab/servers/start.ts';
import type { GatewayDraft } from '#shared/model/gateway.ts';
import type { Operation } from '#shared/model/operation.ts';
import type { PendingRestart } from '#shared/model/restart.ts';
import { draftFor, type OpenEngine, openEngine } from './support/open-engine.ts';

/** Everything that an administrator waits for is shorter here. */
const QUICK: Partial<Timing> = { pollFirstMs: 50, pollLongestMs: 400 };

/** The whole engine, a real data store, and stand-ins for the nodes whose sockets really close. */
describe('E21 restart of a gateway', () => {
  let server: LabServer;
  let nodes: GatewayStandIn['nodes'];
  const open: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    server = await borrowServer('7.13.0');
    await loadSamples(server.url, { analyticsDocs: 200, tenants: ['default'] });
  });
  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close();
  });
  afterAll(() => server.stop());

  async function ready(
    standIn: Partial<StandInOptions>,
    timing: Partial<Timing> = {},
    draft: Partial<GatewayDraft> = {},
    password = 'manage',
  ): Promise<{
    engine: OpenEngine['engine'];
    gatewayId: string;
    restart: (...at: number[]) => Promise<Operation>;
    pending: () => Promise<PendingRestart | null>;
  }> {
    const gateway = await startGatewayStandIn({ dataStoreUrl: server.url, ...standIn });
    open.push(() => gateway.stop());
    nodes = gateway.nodes;
    const opened = await openEngine({ timing: { ...QUICK, ...timing } });
    open.push(() => opened.close());
    const { engine } = opened;
    const wanted = draftFor(server, {
      nodes: nodes.map((node) => ({ id: node.name, name: node.name, address: node.url })),
      nodeUsername: 'Administrator',
      ...draft,
    });
    const added = await engine.gateways.add({ draft: wanted, secrets: { nodePassword: password } });
    const gatewayId = added.profile.id;
    await engine.restarts.request({ gatewayId });
    return {
      engine,
      gatewayId,
      restart: async (...at) => {
        const nodeIds = at.map((one) => nodes[one]!.name);
        const { operationId } = await engine.restarts.start({ gatewayId, nodeIds });
        return engine.operations.ended(operationId);
      },
      pending: () => engine.restarts.pending({ gatewayId }),
    };
  }

  const shutdowns = (at: number) => nodes[at]!.requests.filter((one) => one.path.endsWith('/shutdown'));
  const states = (pending: PendingRestart | null) => pending?.nodes.map((node) => node.state);

  test('a normal and a slow node come back with the new data; one that refuses the password stops the run', async () => {
    const { restart, pending } = await ready({ nodes: 3, lingerSeconds: 4, bounceSeconds: 1 });
    const [normal, slow, refusing] = [nodes[0], nodes[1]!, nodes[2]!];
    const before = normal.loadedApis;
    await addApi(server.url);
    slow.setBehaviour('slow');
    refusing.setBehaviour('reject-password');

    const operation = await restart(0, 1, 2);
    expect(operation).toMatchObject({
      status: 'failed',
      error: { code: 'node-sign-in-refused' },
      result: { healthy: ['node1', 'node2'], failed: ['node3'] },
    });
    expect([normal.restarts, slow.restarts, refusing.restarts]).toEqual([1, 1, 0]);
    expect([normal.loadedApis, slow.loadedApis, refusing.loadedApis]).toEqual([
      before + 1,
      before + 1,
      before,
    ]);
    expect([shutdowns(0), shutdowns(1), shutdowns(2)].map((all) => all.length)).toEqual([1, 1, 1]);

    // For four seconds the old process went on answering 200; none of that counted.
    const accepted = shutdowns(0)[0]!.at;
    const old = normal.requests.filter(
      (one) => one.path.endsWith('/health') && one.at > accepted && one.at < accepted + 4_000,
    );
    expect(old.filter((one) => one.status === 200).length).toBeGreaterThan(3);
    const [first] = (await pending())!.nodes;
    expect(first!.endedAt! - accepted).toBeGreaterThanOrEqual(5_000);
    expect(shutdowns(1)[0]!.at).toBeGreaterThanOrEqual(first!.endedAt!);
    expect(first!.events.map((event) => event.text)).toEqual([
      'Shutdown with restart accepted',
      'Went down',
      'Health 200, first answer',
      'Health 200, second answer',
    ]);
    expect(first!.engine).toBe('green');

    expect(states(await pending())).toEqual(['healthy', 'healthy', 'failed']);
    refusing.setBehaviour('normal');
    expect((await restart(2)).status).toBe('succeeded');
    expect(await pending()).toBeNull();
    expect(refusing.loadedApis).toBe(before + 1);
  });

  test.each([
    ['never comes back', 'never-back', 'node-not-back'],
    ['hangs', 'hang', 'node-not-back'],
    ['stays up', 'stays-up', 'node-not-down'],
    ['answers 500', 'fails', 'node-refused'],
  ] as const)('a node that %s stops the run and the next is not touched', async (_, behaviour, code) => {
    const timing = { nodeDownMs: 9_000, nodeBackMs: 3_000 };
    const { restart, pending } = await ready({ nodes: 2, lingerSeconds: 1, bounceSeconds: 1 }, timing);
    nodes[0].setBehaviour(behaviour);
    const operation = await restart(0, 1);
    expect(operation).toMatchObject({
      status: 'failed',
      error: { code },
      result: { healthy: [], failed: ['node1'] },
    });
    expect(nodes[1]!.requests).toEqual([]);
    expect(states(await pending())).toEqual(['failed', 'pending']);
  });

  test('a wrong password touches no node', async () => {
    const { restart } = await ready({ nodes: 2 }, {}, {}, 'wrong');
    expect((await restart(0, 1)).error?.code).toBe('node-sign-in-refused');
    expect(nodes.map((node) => node.restarts)).toEqual([0, 0]);
  });

  test('a release before 10.7 is restarted through its own interface', async () => {
    const { restart, pending } = await ready(
      { nodes: 1, restShutdown: false, lingerSeconds: 1, bounceSeconds: 1 },
      {},
      { release: '10.5' },
    );
    expect((await restart(0)).status).toBe('succeeded');
    expect(shutdowns(0).map((one) => one.path)).toEqual(['/invoke/wm.server.admin/shutdown']);
    expect(await pending()).toBeNull();
  });

  test('with autostart, a node is not healthy and the next not touched while the data store is away', async () => {
    const { engine, gatewayId, pending } = await ready(
      { nodes: 2, lingerSeconds: 1, bounceSeconds: 2 },
      {},
      { autostart: true },
    );
    const { operationId } = await engine.restarts.start({ gatewayId, nodeIds: ['node1', 'node2'] });
    await until(() => !nodes[0].isUp);
    await server.kill9();
    await until(() => nodes[0].isUp);
    const asked = nodes[0].requests.length;
    await until(() => nodes[0].requests.length > asked + 5);
    expect(states(await pending())).toEqual(['starting', 'pending']);
    expect(shutdowns(1)).toEqual([]);
    const backAt = Date.now();
    await server.restart();
    const operation = await engine.operations.ended(operationId);
    expect(operation).toMatchObject({ status: 'succeeded', result: { healthy: ['node1', 'node2'] } });
    expect(shutdowns(1)[0]!.at).toBeGreaterThan(backAt);
    expect(
      operation.log.some((line) => line.text.startsWith('node1: Data store is back: 1 of 1 nodes')),
    ).toBe(true);
  });
});

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 30_000;
  while (!holds()) {
    if (Date.now() > end) throw new Error('did not happen within 30 s');
    await sleep(50);
  }
}

async function addApi(url: string): Promise<void> {
  const [index] = (await (await fetch(`${url}/_cat/indices/gateway_default_apis*?format=json`)).json()) as {
    index: string;
  }[];
  const reply = await fetch(`${url}/${index!.index}/_doc/added-later?refresh=true`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ apiName: 'AddedLater', apiVersion: '1.0', isActive: true }),
  });
  expect(reply.status).toBe(201);
}
