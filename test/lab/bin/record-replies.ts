import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { REPOSITORY } from '#lab/electron/runtime.ts';
import { runOrThrow } from '#lab/processes/run.ts';
import { DEAD, RECORDED, RECORDED_FILE } from '#lab/replay/recorded.ts';
import { startRecorder } from '#lab/replay/recorder.ts';
import { createIndex } from '#lab/samples/create-index.ts';
import { inParallel, storeRequest } from '#lab/samples/store-http.ts';
import { type LabServer, startServer } from '#lab/servers/start.ts';
import { namesOf, planOf } from '../../bench/tenant.ts';
import { draftFor, openEngine } from '../../stores/support/open-engine.ts';

/** Makes the recorded replies anew: a real server, four real backups, and what it answers to the program. */
const server = await startServer('7.13.0');
try {
  await fill(server);
  const recorder = await startRecorder(server.url);
  try {
    await readEverything(recorder.url);
  } finally {
    await recorder.stop();
  }
  // The folder of the lab is another one each time and says nothing.
  const text = JSON.stringify(recorder.replies).replaceAll(server.folder, '/srv/data-store');
  writeFileSync(path.join(REPOSITORY, RECORDED_FILE), text);
  await runOrThrow('npx', ['biome', 'format', '--write', RECORDED_FILE], { cwd: REPOSITORY });
  console.log(`${recorder.replies.length} replies in ${RECORDED_FILE}`);
} finally {
  await server.stop();
}

/** About 90 indices; backups of everything, of the assets, a partial one; and a repository that is not readable. */
async function fill({ url, version, repoFolder }: LabServer): Promise<void> {
  const major = Number(version.split('.')[0]);
  await inParallel(planOf(version), 8, (plan) => createIndex(url, major, plan));
  const names = namesOf(server);
  const lines = names.map((name) => `${JSON.stringify({ index: { _index: name } })}\n{"name":"sample"}\n`);
  await storeRequest(url, 'POST', '/_bulk', lines.join(''));
  await storeRequest(url, 'POST', '/gateway_*/_flush?force=true');
  // As root would leave it to the server: nothing in it can be read.
  mkdirSync(path.join(repoFolder, DEAD), { mode: 0 });
  for (const name of [RECORDED, DEAD]) {
    const settings = { location: path.join(repoFolder, name) };
    await storeRequest(url, 'PUT', `/_snapshot/${name}?verify=false`, { type: 'fs', settings });
  }
  const assets = names.filter((name) => !/_(analytics|audit|log|license)/.test(name));
  await backUp('everything-1', names);
  await backUp('everything-2', names);
  await backUp('assets', assets);
  // An index without a place for its shard makes the next one a partial one.
  const nowhere = { 'index.routing.allocation.include._name': 'no-such-node', 'index.number_of_replicas': 0 };
  const lost = 'gateway_default_analytics_transactionalevents-000009';
  await storeRequest(url, 'PUT', `/${lost}?wait_for_active_shards=0`, { settings: nowhere });
  await backUp('partial', [...names, lost]);
  await storeRequest(url, 'DELETE', `/${lost}`);
}

async function backUp(name: string, indices: readonly string[]): Promise<void> {
  const body = { indices: indices.join(','), include_global_state: false, partial: true };
  await storeRequest(server.url, 'PUT', `/_snapshot/${RECORDED}/${name}?wait_for_completion=true`, body);
}

/** What the pages of the program ask for, by the engine itself. */
async function readEverything(url: string): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'gateway-vault-record-'));
  const open = await openEngine({ folder });
  const { engine } = open;
  const draft = draftFor(server, { dataStore: { addresses: [url] } });
  const { profile } = await engine.gateways.add({ draft, secrets: {} });
  const gatewayId = profile.id;
  await engine.gateways.test({ draft, secrets: {} });
  await engine.backups.list({ gatewayId });
  await engine.backups.detail({ gatewayId, repository: RECORDED, name: 'everything-1' });
  await engine.backups.choices({ gatewayId });
  await engine.repositories.list({ gatewayId });
  // Waits for all details.
  await engine.overview.get({ gatewayId });
  await open.close();
  rmSync(folder, { recursive: true, force: true });
}
