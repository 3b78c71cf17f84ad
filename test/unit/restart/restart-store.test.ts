import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { nodeFileStore } from '#core/files/node-file-store.ts';
import { newPending } from '#core/restart/pending.ts';
import { RestartStore } from '#core/restart/restart-store.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'restart-'));
});
afterEach(() => rm(folder, { recursive: true }));

const PENDING = newPending(
  { id: 'gw-1', name: 'EU', nodes: [{ id: 'n0', name: 'node-0', address: 'http://a:5555' }] },
  'Restored from nightly',
  'op-1',
  1_000,
);

it('what is due is the same after the program was started again, and nobody else may read it', async () => {
  await new RestartStore(nodeFileStore(folder)).write(PENDING);
  const next = new RestartStore(nodeFileStore(folder));
  expect(await next.gatewayIds()).toEqual(['gw-1']);
  expect(await next.read('gw-1')).toEqual({ pending: PENDING, setAside: null });
  expect((await stat(path.join(folder, 'restarts/gw-1.json'))).mode & 0o777).toBe(0o600);
  await next.remove('gw-1');
  expect(await next.read('gw-1')).toEqual({ pending: null, setAside: null });
});

it('a damaged file is set aside with its content and is no longer in the way', async () => {
  const store = new RestartStore(nodeFileStore(folder));
  await store.write(PENDING);
  await writeFile(path.join(folder, 'restarts/gw-1.json'), '{"half');
  const { pending, setAside } = await store.read('gw-1');
  expect(pending).toBeNull();
  expect(setAside).toContain('unreadable');
  expect(await store.gatewayIds()).toEqual([]);
  expect(await readdir(path.join(folder, 'restarts'))).toHaveLength(1);
  expect(await store.read('gw-1')).toEqual({ pending: null, setAside: null });
});

it('an id cannot lead out of the folder', async () => {
  const store = new RestartStore(nodeFileStore(folder));
  await expect(store.read('../profiles')).rejects.toThrow();
  await expect(store.write({ ...PENDING, gatewayId: 'a/b' })).rejects.toThrow();
});
