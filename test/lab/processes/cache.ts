import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** Where downloads and unpacked releases are kept between runs: the only contract between lab and machine. */
export function cacheFolder(): string {
  const folder = process.env.GATEWAY_VAULT_LAB_CACHE ?? path.join(homedir(), '.cache', 'gateway-vault-lab');
  mkdirSync(folder, { recursive: true });
  return folder;
}

/** Runs `work` while no other process runs work under the same name; a lock of a dead process is taken over. */
export async function withCacheLock<T>(name: string, work: () => Promise<T>): Promise<T> {
  const lock = path.join(cacheFolder(), `${name}.lock`);
  while (!acquire(lock)) {
    if (isAbandoned(lock)) rmSync(lock, { recursive: true, force: true });
    else await sleep(250);
  }
  try {
    return await work();
  } finally {
    rmSync(lock, { recursive: true, force: true });
  }
}

function acquire(lock: string): boolean {
  try {
    mkdirSync(lock);
  } catch {
    return false;
  }
  writeFileSync(path.join(lock, 'pid'), String(process.pid));
  return true;
}

function isAbandoned(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(path.join(lock, 'pid'), 'utf8')), 0);
    return false;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EPERM') return false;
    return isOld(lock);
  }
}

// Between mkdir and the pid file the owner is unknown: only an old lock without an owner is abandoned.
function isOld(lock: string): boolean {
  try {
    return Date.now() - statSync(lock).mtimeMs > 2_000;
  } catch {
    return false;
  }
}
