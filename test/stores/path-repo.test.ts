import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LabServer, startServer } from '#lab/servers/start.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import type { SetupChecklist } from '#shared/model/setup.ts';
import { keepsKeys } from './support/keystore.ts';
import { draftFor, type OpenEngine, openEngine } from './support/open-engine.ts';
import { loadSmallTenant } from './support/small-tenant.ts';

/** A data store that was installed without `path.repo`, and is brought to a backup by the program alone. */
describe('set-up of a backup folder on 7.13.0', () => {
  let server: LabServer;
  let opened: OpenEngine;
  let gatewayId: string;
  let folder: string;

  const check = (): Promise<SetupChecklist> =>
    opened.engine.setup.check({ gatewayId, place: { kind: 'folder', folder } });
  const states = ({ steps }: SetupChecklist) =>
    steps.map(({ id, nodes }) => [id, nodes[0]?.state, nodes[0]?.canDo]);

  beforeAll(async () => {
    server = await startServer('7.13.0', { pathRepo: false });
    folder = server.repoFolder;
    // As an administrator leaves it: comments, a blank line, Windows line ends.
    const yml = readFileSync(server.configFile, 'utf8').replace(
      'http.port',
      '\n# The port of REST\nhttp.port',
    );
    writeFileSync(server.configFile, yml.replaceAll('\n', '\r\n'));
    await loadSmallTenant(server.url);
    opened = await openEngine();
    const added = await opened.engine.gateways.add({
      draft: draftFor(server, {
        installation: { folder: server.home, instance: '' },
        // The node of this installation takes the data store along; the other one has a data store of its own.
        autostart: true,
        nodes: [
          {
            id: 'here',
            name: 'here',
            address: 'http://127.0.0.1:1',
            reach: { kind: 'scripts', installation: { folder: server.home, instance: 'default' } },
          },
          { id: 'there', name: 'there', address: 'http://127.0.0.1:2' },
        ],
      }),
      secrets: {},
    });
    gatewayId = added.profile.id;
  });
  afterAll(async () => {
    await opened.close();
    await server.stop();
  });

  test('the installation says what the running server says', async () => {
    const review = await opened.engine.installation.read({ folder: server.home });
    expect(review).toMatchObject({
      store: {
        configFile: 'config/elasticsearch.yml',
        pathRepo: [],
        httpPort: server.httpPort,
        nodeName: 'lab',
      },
      addresses: { value: [`http://localhost:${server.httpPort}`] },
      notes: [],
    });
  });

  test('what is missing is told, done after it was shown, and proved by a backup', async () => {
    const { engine } = opened;
    const first = await check();
    expect(states(first)).toEqual([
      ['path-repo', 'open', true],
      ['restart', 'waiting', false],
    ]);
    expect(first).toMatchObject({
      ready: false,
      steps: [{ nodes: [{ name: 'lab', where: 'this computer', detail: 'path.repo is not set' }] }, {}],
    });
    const create = () =>
      engine.backups.create({
        gatewayId,
        backup: { repository: 'default', name: 'first', selection: { kind: 'everything' }, reason: '' },
      });
    const before = readFileSync(server.configFile, 'utf8');
    const refused = await operationError(engine, create);
    expect(refused).toBe('repository-no-folder');

    const change = await engine.setup.planPathRepo({ gatewayId, folder });
    expect(readFileSync(server.configFile, 'utf8')).toBe(before);
    expect(change.diff.filter(({ kind }) => kind !== 'same')).toEqual([
      { kind: 'added', line: expect.any(Number) as number, text: `path.repo: ['${folder}']` },
    ]);

    // Somebody else was faster: what was shown is no longer what would be done.
    writeFileSync(server.configFile, `${before}# edited meanwhile\r\n`);
    const late = engine.setup.changePathRepo({ gatewayId, folder, fingerprint: change.fingerprint });
    await expect(late).rejects.toMatchObject({ value: { code: 'setup-outdated' } });
    expect(await engine.restarts.pending({ gatewayId })).toBeNull();
    expect(readFileSync(server.configFile, 'utf8')).toBe(`${before}# edited meanwhile\r\n`);
    writeFileSync(server.configFile, before);

    const owner = statSync(server.configFile).uid;
    const done = await engine.setup.changePathRepo({ gatewayId, folder, fingerprint: change.fingerprint });
    const after = readFileSync(server.configFile, 'utf8');
    expect(
      after
        .split('\r\n')
        .filter((line) => !line.startsWith('path.repo'))
        .join('\r\n'),
    ).toBe(before);
    expect(readFileSync(path.join(path.dirname(server.configFile), done.copy), 'utf8')).toBe(before);
    expect(statSync(server.configFile).uid).toBe(owner);
    expect(states(await check())).toEqual([
      ['path-repo', 'done', false],
      ['restart', 'due', false],
    ]);

    expect(await engine.restarts.pending({ gatewayId })).toMatchObject({
      why: 'path.repo of the data store was changed',
      nodes: [{ nodeId: 'here', state: 'pending' }],
    });
    const changes = (await engine.operations.history({ gatewayId })).filter(
      ({ kind }) => kind === 'change-path-repo',
    );
    expect(changes.map(({ status, target }) => [status, target])).toEqual([
      ['succeeded', folder],
      ['failed', folder],
    ]);

    await server.restart();
    const last = await check();
    expect(states(last)).toEqual([
      ['path-repo', 'done', false],
      ['restart', 'done', false],
    ]);
    expect(last.ready).toBe(true);
    const { operationId } = await create();
    expect(await engine.operations.ended(operationId)).toMatchObject({ status: 'succeeded' });
    expect(readdirSync(path.join(folder, 'default')).length).toBeGreaterThan(0);
  });

  test('nothing is edited for a gateway that is read-only, or whose installation is another one', async () => {
    const { engine } = opened;
    const other = path.join(folder, 'other');
    const before = readFileSync(server.configFile, 'utf8');
    const { fingerprint } = await engine.setup.planPathRepo({ gatewayId, folder: other });
    const change = () => engine.setup.changePathRepo({ gatewayId, folder: other, fingerprint });
    const update = (draft: Parameters<typeof draftFor>[1]) =>
      engine.gateways.update({ gatewayId, draft: draftFor(server, draft), secrets: {} });
    await update({ readOnly: true, installation: { folder: server.home, instance: '' } });
    await expect(change()).rejects.toMatchObject({ value: { code: 'gateway-read-only' } });
    for (const installation of [undefined, { folder: path.dirname(server.folder), instance: '' }]) {
      await update(installation === undefined ? {} : { installation });
      await expect(change()).rejects.toMatchObject({ value: { code: 'setup-by-hand' } });
      const { steps } = await engine.setup.check({
        gatewayId,
        place: { kind: 'folder', folder: '/elsewhere' },
      });
      expect(steps[0]).toMatchObject({
        nodes: [{ where: '', canDo: false, state: 'open' }],
        byHand: { lines: [`path.repo: ['${folder}', '/elsewhere']`] },
      });
    }
    expect(readFileSync(server.configFile, 'utf8')).toBe(before);
  });

  test('S3: the plugin and its keys are told apart, and how they come to a node by hand', async () => {
    const { steps } = await opened.engine.setup.check({
      gatewayId,
      place: { kind: 's3', client: 'default' },
    });
    expect(steps.map(({ id, nodes }) => [id, nodes[0]?.state])).toEqual([
      ['plugin', 'open'],
      ['restart', 'waiting'],
      ['keys', 'waiting'],
    ]);
    const keys = { accessKey: 'access', secretKey: 'secret' };
    const early = opened.engine.setup.addKeys({ gatewayId, client: 'default', keys });
    await expect(early).rejects.toMatchObject({ value: { code: 'setup-by-hand' } });
    expect(steps[0]?.byHand?.lines).toEqual([
      `cd ${path.join(server.home, 'bin')}`,
      './elasticsearch-plugin install repository-s3',
      './elasticsearch-plugin list',
    ]);
  });

  // The plugin cannot be had here, so that the engine refuses; below it, the data store's own script.
  test('the real keystore takes keys through standard input, and they stand in no file', async () => {
    await keepsKeys(server, [server.folder, opened.folder]);
  });
});

async function operationError(
  engine: OpenEngine['engine'],
  start: () => Promise<{ operationId: string }>,
): Promise<string | undefined> {
  try {
    const { operationId } = await start();
    return (await engine.operations.ended(operationId)).error?.code;
  } catch (thrown) {
    return thrown instanceof AppFailure ? thrown.value.code : undefined;
  }
}
