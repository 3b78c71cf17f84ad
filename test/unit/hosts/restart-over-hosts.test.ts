import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '#core/engine.ts';
import type { Engine } from '#core/engine-api.ts';
import type { Timing } from '#core/ports.ts';
import { INSTALLATION } from '#lab/gateway/installation.ts';
import { type GatewayNode, startGatewayStandIn } from '#lab/gateway/stand-in.ts';
import { newKey, type SshLab, startSshLab } from '#lab/hosts/ssh-server.ts';
import type { GatewayNode as SavedNode } from '#shared/model/gateway.ts';
import type { Operation } from '#shared/model/operation.ts';
import type { NodeReach } from '#shared/model/reach.ts';
import type { PendingRestart } from '#shared/model/restart.ts';
import { temporaryFolders } from '../files/temporary-folder.ts';
import { draftNamed, MemoryFiles, quietPorts } from '../memory.ts';
import { FAST } from '../restart/bench.ts';
import { until } from '../until.ts';
import { wireKey, writeKey } from './keys.ts';
import { bareSurroundings } from './places.ts';

const temporary = temporaryFolders();
const PASSPHRASE = 'canary-passphrase-2';
const key = newKey('ec', PASSPHRASE);
const hostKey = newKey();
let store: Server;
let lab: SshLab;
beforeAll(async () => {
  // Enough of a data store for the nodes to be healthy.
  store = createServer((_, reply) =>
    reply.end(JSON.stringify({ cluster_name: 'lab', status: 'green', count: 1 })),
  );
  await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve));
  lab = await startSshLab({ hostKeys: [hostKey], allowed: [{ key, passphrase: PASSPHRASE }] });
});
afterAll(async () => {
  await lab.stop();
  store.closeAllConnections();
  await new Promise((resolve) => store.close(resolve));
});

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
  lab.commands.length = 0;
});

interface Ready {
  engine: Engine;
  gatewayId: string;
  nodes: GatewayNode[];
  files: MemoryFiles;
  told: string[];
  begin: (...names: string[]) => Promise<string>;
  run: (...names: string[]) => Promise<Operation>;
  pending: () => Promise<PendingRestart | null>;
}

/** The whole engine over stand-ins whose scripts really stop and start them. */
async function ready(
  count: number,
  reach: (node: GatewayNode) => NodeReach,
  timing: Partial<Timing> = {},
): Promise<Ready> {
  const dataStoreUrl = `http://127.0.0.1:${(store.address() as AddressInfo).port}`;
  const gateway = await startGatewayStandIn({
    dataStoreUrl,
    nodes: count,
    lingerSeconds: 0.2,
    bounceSeconds: 0.2,
  });
  open.push(() => gateway.stop());
  const files = new MemoryFiles();
  const told: string[] = [];
  const tell = (text: string): void => void told.push(text);
  const ports = quietPorts(
    files,
    { ...FAST, nodeDownMs: 20_000, nodeBackMs: 20_000, ...timing },
    (_, payload) => tell(JSON.stringify(payload)),
  );
  const logger = { info: tell, warn: tell, error: tell };
  const engine = createEngine({ ...ports, logger, surroundings: bareSurroundings(temporary()) });
  await engine.start();
  open.push(() => engine.stop());
  const nodes: SavedNode[] = gateway.nodes.map((node) => ({
    id: node.name,
    name: node.name,
    address: node.url,
    reach: reach(node),
  }));
  const keyPassphrases = nodes
    .filter((node) => node.reach?.kind === 'ssh')
    .map((node) => ({ nodeId: node.id, passphrase: PASSPHRASE }));
  const added = await engine.gateways.add({
    draft: { ...draftNamed('Production EU'), nodes },
    secrets: { keyPassphrases },
  });
  const gatewayId = added.profile.id;
  await engine.restarts.request({ gatewayId });
  const begin = async (...nodeIds: string[]) =>
    (await engine.restarts.start({ gatewayId, nodeIds })).operationId;
  return {
    engine,
    gatewayId,
    nodes: gateway.nodes,
    files,
    told,
    begin,
    run: async (...names) => engine.operations.ended(await begin(...names)),
    pending: () => engine.restarts.pending({ gatewayId }),
  };
}

const installation = (node: GatewayNode) => ({ folder: node.folder, instance: 'default' });
const scripts = (node: GatewayNode): NodeReach => ({ kind: 'scripts', installation: installation(node) });
function ssh(node: GatewayNode, confirmed = hostKey): NodeReach {
  const file = writeKey(temporary(), key);
  const target = {
    host: '127.0.0.1',
    port: lab.port,
    user: 'sag',
    signIn: { kind: 'key-file' as const, file },
    hostKey: wireKey(confirmed),
  };
  return { kind: 'ssh', target, installation: installation(node) };
}
function replace(node: GatewayNode, script: 'startup' | 'shutdown', lines: string): void {
  writeFileSync(path.join(node.folder, INSTALLATION[script]), `#!/bin/sh\n${lines}\n`);
}
const states = (pending: PendingRestart | null) => pending?.nodes.map((node) => node.state);
const texts = (operation: Operation, name: string) =>
  operation.log
    .filter((line) => line.text.startsWith(`${name}: `))
    .map((line) => line.text.slice(name.length + 2));

describe.each([
  ['scripts on this computer', scripts],
  ['scripts over SSH', ssh],
] as const)('E21 restart by %s', (_, reach) => {
  it('a normal and a slow node come back; one whose script may not run stops the run', {
    timeout: 90_000,
  }, async () => {
    const { nodes, run, pending } = await ready(3, reach);
    nodes[1]!.setBehaviour('slow');
    chmodSync(path.join(nodes[2]!.folder, INSTALLATION.shutdown), 0o644);
    const operation = await run('node1', 'node2', 'node3');
    expect(operation).toMatchObject({
      status: 'failed',
      error: { code: 'script-failed' },
      result: { healthy: ['node1', 'node2'], failed: ['node3'] },
    });
    expect(nodes.map((node) => node.restarts)).toEqual([1, 1, 0]);
    expect(texts(operation, 'node1')).toEqual([
      'shutdown.sh ended, exit 0',
      'Went down',
      'startup.sh ended, exit 0',
      'Health 200, first answer',
      'Health 200, second answer',
    ]);
    expect(states(await pending())).toEqual(['healthy', 'healthy', 'failed']);
    expect(nodes[0]!.requests.filter((one) => one.method !== 'GET')).toEqual([]);
  });

  it('a node that never comes back is shown with what to look at, and the next is not touched', async () => {
    const { nodes, run, pending } = await ready(2, reach, { nodeBackMs: 400 });
    replace(nodes[0]!, 'startup', 'exit 0');
    const operation = await run('node1', 'node2');
    expect(operation).toMatchObject({ status: 'failed', error: { code: 'node-not-started' } });
    expect(operation.error?.next).toContain(
      `${nodes[0]!.folder}/IntegrationServer/instances/default/logs/server.log`,
    );
    expect(nodes[1]!.isUp).toBe(true);
    expect(nodes[1]!.requests).toEqual([]);
    expect(states(await pending())).toEqual(['failed', 'pending']);
  });

  it('a start script that fails says so when the node stays away, in its own words', async () => {
    const { nodes, run } = await ready(1, reach, { nodeBackMs: 300 });
    replace(nodes[0]!, 'startup', 'exit 9');
    const operation = await run('node1');
    expect(operation.error).toMatchObject({
      code: 'script-failed',
      cause: expect.stringContaining('exit 9') as string,
    });
  });

  it('health decides: a stop script that complains after its work is no failure', async () => {
    const { nodes, run, pending } = await ready(1, reach);
    const file = path.join(nodes[0]!.folder, INSTALLATION.shutdown);
    replace(
      nodes[0]!,
      'shutdown',
      `${readFileSync(file, 'utf8').split('\n')[1]!.replace('exec ', '')}\nexit 1`,
    );
    const operation = await run('node1');
    expect(operation.status).toBe('succeeded');
    expect(texts(operation, 'node1')[0]).toBe('shutdown.sh ended, exit 1; health decides');
    expect(await pending()).toBeNull();
  });

  it('a stop script that does nothing and says why leaves the node up, and is told with its words', async () => {
    const { nodes, run } = await ready(1, reach, { nodeDownMs: 1_000 });
    replace(nodes[0]!, 'shutdown', 'echo You are not the owner >&2; exit 1');
    const operation = await run('node1');
    expect(operation.error).toMatchObject({
      code: 'script-failed',
      cause: expect.stringContaining('You are not the owner') as string,
    });
    expect(nodes[0]!.isUp).toBe(true);
  });

  it('a node that could not be started again is not shut down', async () => {
    const { nodes, run } = await ready(1, reach);
    chmodSync(path.join(nodes[0]!.folder, INSTALLATION.startup), 0o777);
    expect((await run('node1')).error?.code).toBe('script-refused');
    expect(nodes[0]!.isUp).toBe(true);
    expect(nodes[0]!.restarts).toBe(0);
  });
});

describe('E21 over SSH', () => {
  it('promise 39: a changed host key is refused loudly and nothing is run', async () => {
    const { nodes, run, pending } = await ready(2, (node) => ssh(node, newKey()));
    const operation = await run('node1', 'node2');
    expect(operation).toMatchObject({ status: 'failed', error: { code: 'host-key-changed' } });
    expect(operation.error?.cause).toContain(wireKey(hostKey).sha256);
    expect(lab.commands).toEqual([]);
    expect(nodes.every((node) => node.isUp && node.restarts === 0)).toBe(true);
    expect(states(await pending())).toEqual(['failed', 'pending']);
  });

  it('E4 a connection that is cut after the script ran is watched, not tried again', async () => {
    const { run, nodes } = await ready(1, ssh);
    lab.options = { ...lab.options, cuts: 'after' };
    try {
      const operation = await run('node1');
      expect(operation.status).toBe('succeeded');
      expect(texts(operation, 'node1')[0]).toMatch(/^It is not known how shutdown\.sh ended/);
      expect(lab.commands.filter((command) => command.includes('shutdown.sh'))).toHaveLength(1);
      expect(nodes[0]!.restarts).toBe(1);
    } finally {
      delete lab.options.cuts;
    }
  });

  it('a connection that is cut before the script ran has an unknown outcome', async () => {
    const { run, nodes } = await ready(1, ssh, { nodeDownMs: 300 });
    lab.options = { ...lab.options, cuts: 'before' };
    try {
      expect(await run('node1')).toMatchObject({ status: 'unknown', error: { code: 'outcome-unknown' } });
      expect(nodes[0]!.isUp).toBe(true);
    } finally {
      delete lab.options.cuts;
    }
  });

  it('promise 31: the passphrase is in the vault and nowhere else', async () => {
    const { engine, gatewayId, run, files, told } = await ready(1, ssh);
    expect((await run('node1')).status).toBe('succeeded');
    const [view] = await engine.gateways.list({});
    expect(view).toMatchObject({ keyPassphraseNodes: ['node1'] });
    const everything = [JSON.stringify(view), ...told, ...files.content.values()].join('\n');
    expect(everything).not.toContain(PASSPHRASE);
    expect(everything).not.toContain('PRIVATE KEY');
    expect(
      (
        await engine.gateways.checkHost({
          reach: view!.profile.nodes[0]!.reach!,
          saved: { gatewayId, nodeId: 'node1' },
        })
      ).error,
    ).toBeNull();
    const { id: _, createdAt: __, ...draft } = view!.profile;
    const without = { ...draft, nodes: draft.nodes.map(({ reach: ___, ...node }) => node) };
    const after = await engine.gateways.update({ gatewayId, draft: without, secrets: {} });
    expect(after.keyPassphraseNodes).toBeUndefined();
    const again = await engine.gateways.update({ gatewayId, draft, secrets: {} });
    expect(again.keyPassphraseNodes).toBeUndefined();
  });
});

describe('E21 by hand', () => {
  const byHand = (): NodeReach => ({ kind: 'by-hand' });

  it('is watched until it went down and is healthy again; nothing is asked of the node but its health', async () => {
    const { nodes, begin, engine, pending } = await ready(1, byHand);
    const id = await begin('node1');
    await until(
      async () => (await pending())?.nodes[0]?.events.at(-1)?.text.startsWith('Waits until it is') === true,
    );
    nodes[0]!.shutDown(true);
    const operation = await engine.operations.ended(id);
    expect(operation.status).toBe('succeeded');
    expect(new Set(nodes[0]!.requests.map((one) => one.method))).toEqual(new Set(['GET']));
    expect(await pending()).toBeNull();
  });

  it('is left alone when the run is paused, and ticked off at any time', async () => {
    const { begin, engine, gatewayId, pending } = await ready(2, byHand);
    const id = await begin('node1', 'node2');
    await until(async () => (await pending())?.nodes[0]?.state === 'requested');
    await engine.operations.cancel({ operationId: id });
    expect((await engine.operations.ended(id)).status).toBe('cancelled');
    expect(states(await pending())).toEqual(['pending', 'pending']);
    const second = await begin('node1');
    await until(async () => (await pending())?.nodes[0]?.state === 'requested');
    await engine.restarts.tickOff({ gatewayId, nodeId: 'node1' });
    await engine.operations.ended(second);
    expect(states(await pending())).toEqual(['ticked-off', 'pending']);
  });

  it('that was never seen to go down is no success', async () => {
    const { run } = await ready(1, byHand, { nodeBackMs: 300 });
    expect(await run('node1')).toMatchObject({ status: 'failed', error: { code: 'node-not-seen-down' } });
  });
});
