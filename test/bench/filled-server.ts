import { existsSync, mkdirSync, realpathSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder, withCacheLock } from '#lab/processes/cache.ts';
import { progress, runOrThrow } from '#lab/processes/run.ts';
import { type LabServer, type ServerVersion, startServer } from '#lab/servers/start.ts';

/** What a server is filled with once; later runs start from a copy. */
export interface Content {
  name: string;
  /** Part of the name of the copy: to be raised when `fill` makes something else. */
  format: number;
  fill(server: LabServer): Promise<void>;
}

/** A server with the content, either filled now or out of the copy. The caller stops it. */
export async function startFilled(version: ServerVersion, content: Content): Promise<LabServer> {
  const folder = path.join(cacheFolder(), 'bench');
  mkdirSync(folder, { recursive: true });
  const copy = path.join(folder, `${content.name}-${content.format}-${version}.tar`);
  return withCacheLock(`bench-${content.name}-${version}`, async () => {
    const server = await startServer(version);
    try {
      if (existsSync(copy)) await unpackInto(server, copy);
      else await fillAndPack(server, content, copy);
      return server;
    } catch (error) {
      // Its log goes with it.
      progress(server.logTail(40));
      await server.stop();
      throw error;
    }
  });
}

async function fillAndPack(server: LabServer, content: Content, copy: string): Promise<void> {
  const began = Date.now();
  progress(`${content.name} for ${server.version}: filling, kept for later runs`);
  await content.fill(server);
  await endCleanly(server);
  const part = `${copy}.part`;
  await runOrThrow('tar', ['-cf', part, '-C', storageOf(server), 'data', 'repo']);
  renameSync(part, copy);
  progress(`${content.name} for ${server.version}: ${Math.round((Date.now() - began) / 1000)} s`);
  await server.restart();
}

async function unpackInto(server: LabServer, copy: string): Promise<void> {
  await endCleanly(server);
  const storage = storageOf(server);
  for (const part of ['data', 'repo']) rmSync(path.join(storage, part), { recursive: true });
  await runOrThrow('tar', ['-xf', copy, '-C', storage]);
  await server.restart();
}

/** The folder of its data and repositories, which may be in memory. */
function storageOf(server: LabServer): string {
  return path.dirname(realpathSync(server.repoFolder));
}

// What is copied must be whole: a server that ends by itself has written everything.
async function endCleanly(server: LabServer): Promise<void> {
  const { pid } = server;
  if (pid === undefined) return;
  process.kill(pid, 'SIGTERM');
  const deadline = Date.now() + 60_000;
  while (server.pid !== undefined) {
    if (Date.now() > deadline) throw new Error(`Elasticsearch ${server.version} did not end in 60 s`);
    await sleep(50);
  }
}
