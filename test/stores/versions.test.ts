import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { countDocs } from '#lab/samples/fingerprint.ts';
import { storeRequest } from '#lab/samples/store-http.ts';
import { type LabServer, type ServerVersion, startServer } from '#lab/servers/start.ts';
import { Bench, refusal } from './support/bench.ts';
import { foreignBackup } from './support/changes.ts';
import { draftFor, openEngine } from './support/open-engine.ts';
import { loadSmallTenant } from './support/small-tenant.ts';

/** One folder that is carried from server to server, as an administrator does before an upgrade. */
let folder: string;
let bench: Bench | null = null;
let counts: Record<string, number>;

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'gateway-vault-versions-'));
  chmodSync(folder, 0o755);
});
afterEach(async () => {
  await bench?.stop();
  bench = null;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Opens a server over the folder of an earlier one, and an engine in front of it. */
async function openOver(version: ServerVersion, repository: string): Promise<Bench> {
  const server = await startOver(version, repository);
  const open = await openEngine();
  const { profile } = await open.engine.gateways.add({ draft: draftFor(server), secrets: {} });
  bench = new Bench(server, open, profile.id);
  return bench;
}

async function startOver(version: ServerVersion, repository: string): Promise<LabServer> {
  const repositories = ['first', 'second', 'own'].map((name) => path.join(folder, name));
  for (const each of repositories) mkdirSync(each, { recursive: true });
  const server = await startServer(version, { pathRepo: repositories });
  const settings = { location: path.join(folder, repository) };
  await storeRequest(server.url, 'PUT', `/_snapshot/${repository}`, { type: 'fs', settings });
  return server;
}

test('a backup is made by 2.3.2 with its own calls', async () => {
  const server = await startOver('2.3.2', 'first');
  try {
    await loadSmallTenant(server.url);
    counts = await countDocs(server.url, 'default');
    await foreignBackup(server.url, 'old', Object.keys(counts), 'first');
  } finally {
    await server.stop();
  }
  expect(Object.keys(counts).length).toBeGreaterThan(3);
});

test('promise 27 E7 a backup of the major before is planned with its version, restored, and every count is back', async () => {
  const here = await openOver('5.6.4', 'first');
  const planned = await here.plan('old', { repository: 'first' });
  expect(planned.version).toEqual({ state: 'warn', text: 'Elasticsearch 2.3.2 into 5.6.4' });
  expect(planned.blockers).toEqual([]);
  // What each index was made by is neither in a manifest nor told by the server.
  expect(new Set(planned.entries.map((entry) => entry.verdict))).toEqual(new Set(['unknown']));
  await here.restored('old', { repository: 'first' });
  expect(await countDocs(here.url, 'default')).toEqual(counts);
  await storeRequest(here.url, 'PUT', '/_snapshot/second', {
    type: 'fs',
    settings: { location: path.join(folder, 'second') },
  });
  await foreignBackup(here.url, 'newer', Object.keys(counts), 'second');
});

test('promise 27 promise 12 a backup that is too old is refused in advance with both versions, as the server refuses it', async () => {
  const here = await openOver('8.2.3', 'second');
  const before = await here.world();
  const planned = await here.plan('newer', { repository: 'second' });
  expect(planned.version.state).toBe('bad');
  expect(planned.blockers.map((error) => error.code)).toEqual(['version-mismatch']);
  expect(planned.blockers[0]!.cause).toContain('5.6.4');
  expect(planned.blockers[0]!.cause).toContain('8.2.3');
  const confirmation = { planId: planned.id, tenant: 'default', reason: '' };
  expect(await refusal(here.engine.restores.start(confirmation))).toBe('version-mismatch');
  expect(await here.world()).toEqual(before);
  const asked = storeRequest(here.url, 'POST', '/_snapshot/second/newer/_restore', {
    indices: Object.keys(counts).join(','),
  });
  await expect(asked).rejects.toThrow(
    /the snapshot was created with Elasticsearch version|snapshot_restore_exception/,
  );
});
