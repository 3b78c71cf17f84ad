import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { capabilitiesOf } from '#core/elasticsearch/capabilities.ts';
import { takeLock } from '#core/operations/lock.ts';
import { Setups } from '#core/setup/setups.ts';
import { parseVersion } from '#shared/rules/versions.ts';
import { build, linux105 } from '../installation/build.ts';
import { draftNamed, MemoryFiles, quietPorts } from '../memory.ts';
import { FAST } from '../restart/bench.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A gateway with one node of its data store on this computer. */
function bench() {
  const root = build(linux105());
  folders.push(root);
  const home = path.join(root, 'InternalDataStore');
  const ports = quietPorts(new MemoryFiles(), FAST, () => undefined);
  const gateway = {
    ...draftNamed('Production EU'),
    id: 'gw-1',
    createdAt: 1,
    autostart: true,
    installation: { folder: root, instance: 'default' },
  };
  const node = { name: 'vault-l11574000000000', version: '7.2.0', settings: { path: { home } } };
  const store = {
    where: 'http://127.0.0.1:9240',
    read: (schema: { parse(value: unknown): unknown }) =>
      Promise.resolve(schema.parse({ nodes: { one: node } })),
  };
  const connection = {
    gateway,
    store,
    can: capabilitiesOf(parseVersion('7.2.0')!),
    storeKey: 'store-1',
  };
  const underLock: boolean[] = [];
  const setups = new Setups({
    connections: { of: () => Promise.resolve(connection) },
    profiles: { changeable: () => gateway },
    reaches: {},
    ports,
    restartDue: async () => {
      underLock.push(
        await takeLock(ports, 'store-1', 'Restart').then(
          () => false,
          () => true,
        ),
      );
    },
  } as unknown as ConstructorParameters<typeof Setups>[0]);
  return { setups, ports, underLock, file: path.join(home, 'config', 'elasticsearch.yml') };
}

it('E17 files of a data store are changed by one at a time, and not while it restarts', async () => {
  const { setups, ports, underLock, file } = bench();
  const before = readFileSync(file, 'utf8');
  const folder = '/mnt/backup';
  const { fingerprint } = await setups.planPathRepo({ gatewayId: 'gw-1', folder });
  const change = { gatewayId: 'gw-1', folder, fingerprint };
  const lock = await takeLock(ports, 'store-1', 'Restart of Production EU');
  const keys = { accessKey: 'canary', secretKey: 'canary' };
  for (const refused of [
    () => setups.changePathRepo(change),
    () => setups.installPlugin({ gatewayId: 'gw-1' }),
    () => setups.addKeys({ gatewayId: 'gw-1', client: 'default', keys }),
  ])
    await expect(refused()).rejects.toMatchObject({
      value: {
        code: 'operation-running',
        cause: expect.stringContaining('Restart of Production EU') as string,
      },
    });
  expect(readFileSync(file, 'utf8')).toBe(before);
  await lock.release();
  await setups.changePathRepo(change);
  expect(readFileSync(file, 'utf8')).toContain(folder);
  // Until its restart is asked for nobody else may begin one.
  expect(underLock).toEqual([true]);
  await (await takeLock(ports, 'store-1', 'Restart')).release();
});
