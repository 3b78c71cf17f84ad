import { rmSync } from 'node:fs';
import path from 'node:path';
import { storeRequest } from '#lab/samples/store-http.ts';
import type { LabServer } from '#lab/servers/start.ts';

/** Limits nothing on any machine of these years. */
export const UNLIMITED = '10gb';

/** The server's own limit of about 40 MB/s, none, or another. */
export type CopySpeed = 'default' | 'unlimited' | { perSecond: string };

let made = 0;

/** Registers a new, empty repository below the server's folder. */
export async function makeRepository(server: LabServer, speed: CopySpeed, name?: string): Promise<string> {
  made += 1;
  const repository = name ?? `bench-${made}`;
  const limit = speed === 'unlimited' ? UNLIMITED : speed === 'default' ? undefined : speed.perSecond;
  await storeRequest(server.url, 'PUT', `/_snapshot/${repository}`, {
    type: 'fs',
    settings: { location: repository, max_snapshot_bytes_per_sec: limit, max_restore_bytes_per_sec: limit },
  });
  return repository;
}

/** Forgets the repository and removes its files: nothing of it makes the next backup shorter. */
export async function dropRepository(server: LabServer, repository: string): Promise<void> {
  await storeRequest(server.url, 'DELETE', `/_snapshot/${repository}`);
  rmSync(path.join(server.repoFolder, repository), { recursive: true, force: true });
}

/** The transient limit of restores; null for the server's own. */
export async function limitRestores(server: LabServer, value: string | null): Promise<void> {
  const transient = { 'indices.recovery.max_bytes_per_sec': value };
  await storeRequest(server.url, 'PUT', '/_cluster/settings', { transient });
}
