import { chownSync, existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { INSTALLATION } from '#lab/gateway/installation.ts';
import { NODE_PASSWORD, type OwnStore, startOwnStore } from '#lab/gateway/own-store.ts';
import type { GatewayStandIn } from '#lab/gateway/stand-in.ts';
import { borrowServer } from '#lab/servers/borrow.ts';
import type { LabServer, ServerVersion } from '#lab/servers/start.ts';
import type { PendingRestart } from '#shared/model/restart.ts';
import { until } from './support/backup-lab.ts';
import { draftFor, type OpenEngine, openEngine } from './support/open-engine.ts';
import { loadSmallTenant } from './support/small-tenant.ts';

const QUICK = { pollFirstMs: 50, pollLongestMs: 400 };
const states = (pending: PendingRestart | null) => pending?.nodes.map(({ name, state }) => [name, state]);

/**
 * An installation with its own data store that the gateway does not start along. The scripts of both really stop and
 * start them.
 */
describe('configure fs_path without autostart on 7.13.0', () => {
  let own: OwnStore;
  let server: LabServer;
  let gateway: GatewayStandIn;
  let opened: OpenEngine;
  let gatewayId: string;

  beforeAll(async () => {
    own = await startOwnStore(2);
    ({ server, gateway } = own);
    await loadSmallTenant(server.url);
    opened = await openEngine({ timing: QUICK });
    const added = await opened.engine.gateways.add({
      draft: own.draft,
      secrets: { nodePassword: NODE_PASSWORD },
    });
    gatewayId = added.profile.id;
  });
  afterAll(async () => {
    await opened.close();
    await own.stop();
  });

  const pending = () => opened.engine.restarts.pending({ gatewayId });
  async function allow(name: string): Promise<string> {
    const folder = path.join(path.dirname(server.repoFolder), name);
    if (!existsSync(folder)) {
      const { uid, gid } = statSync(server.configFile);
      mkdirSync(folder);
      chownSync(folder, uid, gid);
    }
    await allowFolder(folder);
    return folder;
  }
  async function allowFolder(folder: string): Promise<void> {
    const { setup } = opened.engine;
    const { fingerprint } = await setup.planPathRepo({ gatewayId, folder });
    await setup.changePathRepo({ gatewayId, folder, fingerprint });
  }
  const allowed = async (): Promise<string> => JSON.stringify(await settingsOf(server.url));

  test('the data store is restarted by its scripts, then the node beside it; then a backup succeeds', async () => {
    const { engine } = opened;
    const folder = await allow(path.basename(server.repoFolder));
    const due = await pending();
    expect(due).toMatchObject({
      why: 'path.repo of the data store was changed',
      nodes: [
        { name: 'lab', state: 'pending', store: { here: true, process: { pid: server.pid } } },
        { name: 'node1', state: 'pending' },
      ],
    });
    expect((await engine.overview.get({ gatewayId })).pendingRestart?.nodes).toHaveLength(2);
    expect(await allowed()).not.toContain(folder);

    const before = server.pid;
    const nodeIds = due!.nodes.map(({ nodeId }) => nodeId);
    const { operationId } = await engine.restarts.start({ gatewayId, nodeIds });
    const operation = await engine.operations.ended(operationId);
    expect(operation).toMatchObject({
      status: 'succeeded',
      result: { healthy: ['lab', 'node1'], failed: [] },
    });
    expect(server.pid).not.toBe(before);
    const told = operation.log.map(({ text }) => text);
    expect(told).toEqual(
      expect.arrayContaining([
        'lab: shutdown.sh ended, exit 0',
        `lab: Process ${before} has ended`,
        'lab: startup.sh ended, exit 0',
        expect.stringMatching(
          new RegExp(`^lab: Process ${server.pid}, 1 of 1 nodes, (green|yellow), second answer$`),
        ),
        'node1: shutdown.sh ended, exit 0',
      ]),
    );
    expect(told.findIndex((text) => text.endsWith('second answer'))).toBeLessThan(
      told.indexOf('node1: shutdown.sh ended, exit 0'),
    );
    expect(gateway.nodes.map((node) => node.restarts)).toEqual([1, 0]);
    expect(await pending()).toBeNull();

    expect(await allowed()).toContain(folder);
    const checked = await engine.setup.check({ gatewayId, place: { kind: 'folder', folder } });
    expect(checked.ready).toBe(true);
    const backup = await engine.backups.create({
      gatewayId,
      backup: { repository: 'default', name: 'first', selection: { kind: 'everything' }, reason: '' },
    });
    expect(await engine.operations.ended(backup.operationId)).toMatchObject({ status: 'succeeded' });
    expect(readdirSync(path.join(folder, 'default')).length).toBeGreaterThan(0);
  });

  test('without scripts it is restarted by hand, and ticked off only when another process runs', async () => {
    const { restarts } = opened.engine;
    const script = path.join(server.folder, INSTALLATION.storeStartup);
    renameSync(script, `${script}.away`);
    try {
      await allow('archives');
      const due = await pending();
      expect(due!.nodes[0]).toMatchObject({ name: 'lab', store: { here: false, via: null } });
      const { nodeId } = due!.nodes[0]!;
      const tick = () => restarts.tickOff({ gatewayId, nodeId });
      await expect(tick()).rejects.toMatchObject({ value: { code: 'store-not-restarted' } });
      await server.kill9();
      await expect(tick()).rejects.toMatchObject({ value: { code: 'store-unread' } });
      await server.restart();
      expect(states(await tick())).toEqual([
        ['lab', 'ticked-off'],
        ['node1', 'pending'],
      ]);
    } finally {
      renameSync(`${script}.away`, script);
    }
    await restarts.tickOff({ gatewayId, nodeId: 'node1' });
    expect(await pending()).toBeNull();
  });

  test('by hand its restart is watched until it is back', async () => {
    const { restarts, operations } = opened.engine;
    const script = path.join(server.folder, INSTALLATION.storeStartup);
    renameSync(script, `${script}.away`);
    await allow('third');
    renameSync(`${script}.away`, script);
    const { nodeId } = (await pending())!.nodes[0]!;
    const { operationId } = await restarts.start({ gatewayId, nodeIds: [nodeId] });
    await until(
      async () => (await pending())!.nodes[0]!.events.at(-1)?.text.startsWith('Waits until it is') === true,
    );
    await server.restart();
    expect(await operations.ended(operationId)).toMatchObject({ status: 'succeeded' });
    expect(states(await pending())).toEqual([
      ['lab', 'healthy'],
      ['node1', 'pending'],
    ]);
  });

  test('one that does not start with what it was given ends the run; the gateway is not touched', async () => {
    // The same data folder, and less patience for what will not come.
    const second = await openEngine({ timing: { ...QUICK, nodeBackMs: 5_000 }, folder: opened.folder });
    const { restarts, operations } = second.engine;
    const [beside] = gateway.nodes;
    const { restarts: before } = beside;
    // A folder that cannot be made: Elasticsearch ends at its start.
    const file = path.join(server.folder, 'file');
    writeFileSync(file, '');
    await allowFolder(path.join(file, 'below'));
    const due = await pending();
    const nodeIds = due!.nodes.map(({ nodeId }) => nodeId);
    const { operationId } = await restarts.start({ gatewayId, nodeIds });
    expect(await operations.ended(operationId)).toMatchObject({
      status: 'failed',
      error: {
        code: 'store-not-started',
        cause: expect.stringContaining('exit 1') as string,
        next: expect.stringContaining(path.join(server.home, 'logs')) as string,
      },
      result: { healthy: [], failed: ['lab'] },
    });
    expect(states(await pending())).toEqual([
      ['lab', 'failed'],
      ['node1', 'pending'],
    ]);
    expect(beside.restarts).toBe(before);
    // Once more: nobody knows whether a start is on its way, so that none is made.
    const again = await restarts.start({ gatewayId, nodeIds });
    expect((await operations.ended(again.operationId)).error?.code).toBe('store-process-unseen');
    await second.close();
  });
});

describe.each<ServerVersion>(['2.3.2', '5.6.4', '8.12.2', '9.4.3'])(
  'the process of a node on %s',
  (version) => {
    const open: (() => Promise<void>)[] = [];
    afterEach(async () => {
      for (const close of open.splice(0).reverse()) await close();
    });

    test('is read, and is another one after a restart', async () => {
      const server = await borrowServer(version);
      open.push(() => server.stop());
      const opened = await openEngine({ timing: QUICK });
      open.push(() => opened.close());
      const { engine } = opened;
      const { profile } = await engine.gateways.add({ draft: draftFor(server), secrets: {} });
      const due = await engine.restarts.request({ gatewayId: profile.id, withStore: true });
      const [node] = due.nodes;
      expect(node).toMatchObject({ name: 'lab', store: { home: server.home } });
      // A start script of its own may stand between this number and that of the server.
      expect(node!.store!.process!.pid).toBeGreaterThan(1);
      const tick = () => engine.restarts.tickOff({ gatewayId: profile.id, nodeId: node!.nodeId });
      await expect(tick()).rejects.toMatchObject({ value: { code: 'store-not-restarted' } });
      await server.restart();
      expect((await tick())!.nodes[0]!.state).toBe('ticked-off');
    });
  },
);

async function settingsOf(url: string): Promise<unknown> {
  const reply = await fetch(`${url}/_nodes/settings?filter_path=nodes.*.settings.path`);
  return reply.json();
}
