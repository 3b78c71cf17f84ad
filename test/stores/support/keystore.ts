import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, vi } from 'vitest';
import { CallLog } from '#core/elasticsearch/call-log.ts';
import { DataStoreClient } from '#core/elasticsearch/client.ts';
import { reloadSecureSettings } from '#core/elasticsearch/node-setup.ts';
import { systemClock } from '#core/files/system-clock.ts';
import { openLocalStore } from '#core/setup/local-store.ts';
import type { ReachedStore } from '#core/setup/reached-store.ts';
import { addToKeystore, listKeystore } from '#core/setup/tools.ts';
import { findJava } from '#lab/servers/java.ts';
import { release } from '#lab/servers/releases.ts';
import type { LabServer } from '#lab/servers/start.ts';

const NAME = 's3.client.default.secret_key';
const VALUE = 'canary secret/+4711';

/** The keystore of a real server takes a key by its own script, keeps its owner and does not hold it in plain text. */
export async function takesKey(server: LabServer, reached: ReachedStore): Promise<void> {
  await addToKeystore(reached, new Map([[NAME, VALUE]]));
  expect(await listKeystore(reached)).toContain(NAME);
  const keystore = path.join(server.home, 'config', 'elasticsearch.keystore');
  expect(statSync(keystore).uid).toBe(statSync(path.dirname(keystore)).uid);
  expect(readFileSync(keystore, 'latin1')).not.toContain('canary');
}

/**
 * The keystore of a real server takes keys by its own script, the running server takes them over, and no file of
 * `folders` holds one in plain text.
 */
export async function keepsKeys(server: LabServer, folders: readonly string[]): Promise<void> {
  vi.stubEnv('ES_JAVA_HOME', await findJava(release(server.version).java));
  const local = (await openLocalStore({ folder: server.home, instance: '' }))!;
  await takesKey(server, local);
  for (const top of folders) expect(filesWith(top, /canary/i)).toEqual([]);
  const store = new DataStoreClient({ addresses: [server.url] }, new CallLog(), systemClock);
  expect(await reloadSecureSettings(store)).toEqual([]);
  // A name that is refused is told in the script's own words, without the value.
  const refused = addToKeystore(local, new Map([['Not A Name', VALUE]]));
  await expect(refused).rejects.toMatchObject({
    value: { code: 'setup-failed', cause: expect.not.stringContaining('canary') as string },
  });
  vi.unstubAllEnvs();
}

/** Files below a folder whose content matches. */
function filesWith(top: string, pattern: RegExp): string[] {
  return readdirSync(top, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.jar'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => pattern.test(readFileSync(file, 'latin1')));
}
