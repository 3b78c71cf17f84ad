import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { storeRequest } from '#lab/samples/store-http.ts';
import type { LabServer } from './start.ts';

/** Everything of a data store that outlives a test, as text; equal texts are equal servers. */
export type Portrait = string;

interface State {
  metadata: Record<string, unknown> & { indices?: object; repositories?: object };
}

interface Work {
  snapshots?: { snapshots?: { repository: string; snapshot: string }[] };
  snapshot_deletions?: { snapshot_deletions?: unknown[] };
  restore?: { snapshots?: unknown[] };
}

/** Goes on by itself on every server, and means nothing to a test. */
const RESTLESS: readonly string[] = [
  'cluster_uuid',
  'cluster_uuid_committed',
  'cluster_coordination',
  'version',
  'index-graveyard',
];
const QUIET_MS = 15_000;
const NAMES_IN_ONE_REQUEST = 40;

export async function portraitOf(url: string): Promise<Portrait> {
  const { metadata } = await storeRequest<State>(url, 'GET', '/_cluster/state/metadata');
  const kept = Object.entries(metadata).filter(([key, value]) => !RESTLESS.includes(key) && !isHollow(value));
  const settings = await storeRequest(url, 'GET', '/_cluster/settings?flat_settings=true');
  return JSON.stringify([Object.fromEntries(kept.sort()), settings]);
}

/** A kind of thing that was there once and is not any more leaves its empty frame. */
const isHollow = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.values(value).every(isHollow);

/** Makes a server as it was when it was new. Resolves with whether that is proved. */
export async function emptied(server: LabServer, fresh: Portrait): Promise<boolean> {
  try {
    const { url, folder } = server;
    await endWork(url);
    const { metadata } = await storeRequest<State>(url, 'GET', '/_cluster/state/metadata');
    const indices = Object.keys(metadata.indices ?? {});
    while (indices.length > 0)
      await storeRequest(url, 'DELETE', `/${indices.splice(0, NAMES_IN_ONE_REQUEST).join(',')}`);
    for (const name of Object.keys(metadata.repositories ?? {}))
      await storeRequest(url, 'DELETE', `/_snapshot/${encodeURIComponent(name)}`);
    await resetSettings(url);
    for (const place of ['repo', 'archives']) {
      const inside = path.join(folder, place);
      for (const name of readdirSync(inside))
        rmSync(path.join(inside, name), { recursive: true, force: true });
    }
    const now = await portraitOf(url);
    if (now === fresh) return true;
    console.log(`lab: ${server.version} is not used again: it was ${fresh} and is ${now}`);
  } catch (thrown) {
    console.log(`lab: ${server.version} is not used again: ${String(thrown)}`);
  }
  return false;
}

async function endWork(url: string): Promise<void> {
  const until = Date.now() + QUIET_MS;
  for (;;) {
    const work = await storeRequest<Work>(
      url,
      'GET',
      '/_cluster/state?filter_path=snapshots.snapshots.repository,snapshots.snapshots.snapshot,snapshot_deletions,restore.snapshots.snapshot',
    );
    const backups = work.snapshots?.snapshots ?? [];
    const rest = [...(work.snapshot_deletions?.snapshot_deletions ?? []), ...(work.restore?.snapshots ?? [])];
    if (backups.length + rest.length === 0) return;
    if (Date.now() > until) throw new Error('it is still at work');
    for (const { repository, snapshot } of backups)
      await storeRequest(
        url,
        'DELETE',
        `/_snapshot/${encodeURIComponent(repository)}/${encodeURIComponent(snapshot)}`,
      );
    await sleep(200);
  }
}

async function resetSettings(url: string): Promise<void> {
  const settings = await storeRequest<Record<'persistent' | 'transient', object>>(
    url,
    'GET',
    '/_cluster/settings?flat_settings=true',
  );
  const none = (of: object): object => Object.fromEntries(Object.keys(of).map((key) => [key, null]));
  const reset = { persistent: none(settings.persistent), transient: none(settings.transient) };
  if (JSON.stringify(settings).includes('":"')) await storeRequest(url, 'PUT', '/_cluster/settings', reset);
}
