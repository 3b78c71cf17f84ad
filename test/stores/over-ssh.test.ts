import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { Reaches } from '#core/hosts/reaches.ts';
import { openSshStore } from '#core/setup/ssh-store.ts';
import { isRoot } from '#lab/processes/debian.ts';
import { fetchPluginZip, fetchServer } from '#lab/servers/fetch.ts';
import { findJava } from '#lab/servers/java.ts';
import { NOBODY } from '#lab/servers/layout.ts';
import { descriptor, writeZip } from '#lab/servers/plugin-zip.ts';
import { release } from '#lab/servers/releases.ts';
import { type LabServer, S3_VERSION, type ServerVersion, startServer } from '#lab/servers/start.ts';
import type { SetupChecklist, SetupPlace } from '#shared/model/setup.ts';
import { bareSurroundings } from '../unit/hosts/places.ts';
import { type SshPlace, startPlace } from '../unit/hosts/ssh-place.ts';
import { takesKey } from './support/keystore.ts';
import { draftFor, makeFolder, type OpenEngine, openEngine } from './support/open-engine.ts';
import { loadSmallTenant } from './support/small-tenant.ts';

interface HostBench {
  server: LabServer;
  place: SshPlace;
  opened: OpenEngine;
  gatewayId: string;
  /** A folder of this computer. */
  folder: string;
  check(place: SetupPlace): Promise<SetupChecklist>;
  stop(): Promise<void>;
}

/** A data store on a host that is reached over SSH by its own user, and a gateway whose one node names the host. */
async function openHost(
  version: ServerVersion,
  options: Parameters<typeof startServer>[1],
): Promise<HostBench> {
  const server = await startServer(version, options);
  const folder = makeFolder();
  const place = await startPlace(folder, isRoot() ? { runAs: { uid: NOBODY, gid: NOBODY } } : {});
  const opened = await openEngine();
  const added = await opened.engine.gateways.add({
    draft: draftFor(server, {
      autostart: true,
      nodes: [
        {
          id: 'host',
          name: 'host',
          address: 'http://127.0.0.1:1',
          reach: {
            kind: 'ssh',
            target: place.target(),
            installation: { folder: server.home, instance: 'default' },
          },
        },
        { id: 'other', name: 'other', address: 'http://127.0.0.1:2' },
      ],
    }),
    secrets: {},
  });
  const gatewayId = added.profile.id;
  // What a login on the host would have.
  vi.stubEnv('JAVA_HOME', await findJava(release(version).java));
  return {
    server,
    place,
    opened,
    gatewayId,
    folder,
    check: (wanted) => opened.engine.setup.check({ gatewayId, place: wanted }),
    stop: async () => {
      vi.unstubAllEnvs();
      await opened.close();
      await place.lab.stop();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
const states = ({ steps }: SetupChecklist) =>
  steps.map(({ id, nodes }) => [id, nodes[0]?.state, nodes[0]?.canDo]);
const S3: SetupPlace = { kind: 's3', client: 'default' };
const leftOver = (): string[] =>
  readdirSync('/tmp').filter((name) => /^gateway-vault-[0-9a-f]{8}-/.test(name));

describe('set-up of 7.13.0 on a host over SSH', () => {
  let bench: HostBench;
  beforeAll(async () => {
    bench = await openHost('7.13.0', { pathRepo: false });
    await loadSmallTenant(bench.server.url);
  });
  afterAll(() => bench.stop());

  test('the installation is read over SSH as it is read here', async () => {
    const { engine } = bench.opened;
    const { server, place } = bench;
    const reading = await engine.installation.readOver({ folder: server.home, target: place.target() });
    expect(reading).toMatchObject({
      error: null,
      review: {
        store: { configFile: 'config/elasticsearch.yml', httpPort: server.httpPort, nodeName: 'lab' },
        addresses: { value: [`http://127.0.0.1:${server.httpPort}`] },
      },
    });
  });

  test('path.repo is added after it was shown, keeps its owner, and is proved by a backup after the restart', async () => {
    const { server, gatewayId, place } = bench;
    const { engine } = bench.opened;
    const folder = server.repoFolder;
    const wanted: SetupPlace = { kind: 'folder', folder };
    const first = await bench.check(wanted);
    expect(first.problems).toEqual([]);
    expect(first.steps[0]?.nodes[0]).toMatchObject({ where: `127.0.0.1:${place.lab.port}`, canDo: true });
    const before = readFileSync(server.configFile, 'utf8');
    const { mode, uid, gid } = statSync(server.configFile);

    const change = await engine.setup.planPathRepo({ gatewayId, node: 'lab', folder });
    expect(readFileSync(server.configFile, 'utf8')).toBe(before);
    const { fingerprint } = change;
    const { copy } = await engine.setup.changePathRepo({ gatewayId, node: 'lab', folder, fingerprint });
    expect(statSync(server.configFile)).toMatchObject({ mode, uid, gid });
    expect(readFileSync(path.join(path.dirname(server.configFile), copy), 'utf8')).toBe(before);
    const after = readFileSync(server.configFile, 'utf8');
    expect(
      after
        .split('\n')
        .filter((line) => !line.startsWith('path.repo'))
        .join('\n'),
    ).toBe(before);
    expect(states(await bench.check(wanted))).toEqual([
      ['path-repo', 'done', false],
      ['restart', 'due', false],
    ]);
    // Only the node on this host takes its data store along.
    expect(await engine.restarts.pending({ gatewayId })).toMatchObject({
      why: 'path.repo of the data store was changed',
      nodes: [{ nodeId: 'host', state: 'pending' }],
    });

    await server.restart();
    expect((await bench.check(wanted)).ready).toBe(true);
    const { operationId } = await engine.backups.create({
      gatewayId,
      backup: { repository: 'default', name: 'first', selection: { kind: 'everything' }, reason: '' },
    });
    expect(await engine.operations.ended(operationId)).toMatchObject({ status: 'succeeded' });
    expect(place.lab.commands).toEqual([]);
  });

  test('a node whose host is gone is told apart, and what it needs is shown to be done by hand', async () => {
    const { engine } = bench.opened;
    const { gatewayId, place } = bench;
    place.lab.options = { ...place.lab.options, withoutSftp: true };
    const list = await bench.check({ kind: 'folder', folder: '/elsewhere' });
    expect(list.problems).toMatchObject([{ code: 'host-unreachable' }]);
    expect(list.steps[0]).toMatchObject({ nodes: [{ state: 'open', where: '', canDo: false }] });
    const refused = engine.setup.planPathRepo({ gatewayId, folder: '/elsewhere' });
    await expect(refused).rejects.toMatchObject({ value: { code: 'setup-by-hand' } });
    place.lab.options = { ...place.lab.options, withoutSftp: false };
  });

  test('the real script installs a plugin from a zip that is sent and taken away; one that does not fit is not sent', async () => {
    const { engine } = bench.opened;
    const { server, gatewayId, folder, place } = bench;
    const zip = (name: string, version: string): string =>
      writeZip(path.join(folder, `${name}-${version}.zip`), {
        'plugin-descriptor.properties': descriptor(name, version),
      });
    const before = leftOver();
    for (const file of [zip('repository-s3', '7.13.1'), zip('analysis-icu', '7.13.0')]) {
      const looked = await engine.setup.lookAtPlugin({ gatewayId, file });
      expect(looked).toMatchObject({ nodeVersion: '7.13.0', error: { code: 'plugin-file-refused' } });
      const install = engine.setup.installPlugin({ gatewayId, zip: { file, sha256: looked.sha256 } });
      await expect(install).rejects.toMatchObject({ value: { code: 'plugin-file-refused' } });
    }
    const file = zip('repository-s3', '7.13.0');
    const looked = await engine.setup.lookAtPlugin({ gatewayId, file });
    expect(looked).toMatchObject({ node: 'lab', name: 'repository-s3', error: null });
    const other = engine.setup.installPlugin({ gatewayId, zip: { file, sha256: 'ab'.repeat(32) } });
    await expect(other).rejects.toMatchObject({ value: { code: 'setup-outdated' } });
    expect(place.lab.commands).toEqual([]);

    await engine.setup.installPlugin({ gatewayId, node: 'lab', zip: { file, sha256: looked.sha256 } });
    const installed = path.join(server.home, 'plugins', 'repository-s3');
    expect(statSync(installed).uid).toBe(statSync(path.dirname(server.configFile)).uid);
    expect(states(await bench.check(S3))).toEqual([
      ['plugin', 'done', false],
      ['restart', 'due', false],
      ['keys', 'waiting', false],
    ]);
    expect(leftOver()).toEqual(before);
    // It has no class in it: the data store would not start with it.
    rmSync(installed, { recursive: true });
  });

  test('the real keystore takes keys through standard input, and no command and no file has them', async () => {
    const { server, place, folder } = bench;
    const reaches = new Reaches(() => Promise.resolve(null), bareSurroundings(folder));
    const access = await reaches.accessTo({ target: place.target() });
    const reached = (await openSshStore({ folder: server.home, instance: '' }, access))!;
    try {
      await takesKey(server, reached);
    } finally {
      reached.close();
    }
    expect(place.lab.commands.join('\n')).not.toContain('canary');
  });
});

describe(`the plugin for S3 on ${S3_VERSION}, from its zip over SSH`, () => {
  let bench: HostBench;
  afterEach(() => bench.stop());

  test('is installed by the real script and runs after the restart', async () => {
    bench = await openHost(S3_VERSION, { withoutPlugins: true });
    const { server, gatewayId, opened } = bench;
    const file = await fetchPluginZip(S3_VERSION, 'cloud-aws');
    expect(states(await bench.check(S3))[0]).toEqual(['plugin', 'open', true]);
    const looked = await opened.engine.setup.lookAtPlugin({ gatewayId, file });
    expect(looked).toMatchObject({ name: 'cloud-aws', elasticsearchVersion: S3_VERSION, error: null });
    const before = leftOver();
    const zip = { file, sha256: looked.sha256 };
    const { output } = await opened.engine.setup.installPlugin({ gatewayId, zip });
    expect(output.join('\n')).toContain('Installed cloud-aws');
    expect(leftOver()).toEqual(before);
    const folder = path.join(server.home, 'plugins', 'cloud-aws');
    expect(existsSync(path.join(folder, 'cloud-aws-2.4.6.jar'))).toBe(true);
    // Java of today lacks a part that the plugin counts on.
    const jar = 'jaxb-api-2.3.0.jar';
    copyFileSync(
      path.join(await fetchServer(S3_VERSION), 'plugins', 'cloud-aws', jar),
      path.join(folder, jar),
    );
    await server.restart();
    expect(states(await bench.check(S3)).slice(0, 2)).toEqual([
      ['plugin', 'done', false],
      ['restart', 'done', false],
    ]);
  });
});
