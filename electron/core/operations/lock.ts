import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { z } from 'zod';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { EnginePorts } from '../ports.ts';

const LockFile = z.object({
  token: z.string(),
  pid: z.number(),
  host: z.string(),
  beat: z.number(),
  what: z.string(),
  user: z.string(),
});
type LockFile = z.infer<typeof LockFile>;

const BEAT_MS = 5_000;
/** A process that was stopped for a minute may come back; one that is gone on this host may not. */
const STALE_MS = 60_000;

export interface Lock {
  release(): Promise<void>;
}

/**
 * One changing operation per data store (E17), over all processes that share the data folder. Rejects with
 * `operation-running` when another holds it. A lock whose process is gone is taken over.
 */
export async function takeLock(ports: EnginePorts, key: string, what: string): Promise<Lock> {
  const path = `locks/${key.replaceAll(/[^A-Za-z0-9_-]/g, '_')}.json`;
  const mine: LockFile = {
    token: randomUUID(),
    pid: process.pid,
    host: hostname(),
    beat: ports.clock.now(),
    what,
    user: ports.user,
  };
  if (!(await ports.files.createExclusive(path, JSON.stringify(mine)))) {
    const holder = parsed(await ports.files.read(path));
    if (holder !== null && !isStale(holder, ports.clock.now())) throw busy(holder);
    await ports.files.remove(path);
    if (!(await ports.files.createExclusive(path, JSON.stringify(mine))))
      throw busy(parsed(await ports.files.read(path)));
  }
  // Two processes may have judged the same lock stale; only the one whose token is in the file goes on.
  const held = parsed(await ports.files.read(path));
  if (held?.token !== mine.token) throw busy(held);

  const beat = setInterval(() => {
    void ports.files
      .write(path, JSON.stringify({ ...mine, beat: ports.clock.now() }))
      .catch((thrown: unknown) => ports.logger.warn(`lock ${key}: ${String(thrown)}`));
  }, BEAT_MS);
  beat.unref();
  return {
    release: async () => {
      clearInterval(beat);
      const current = parsed(await ports.files.read(path));
      if (current?.token === mine.token) await ports.files.remove(path);
    },
  };
}

function busy(holder: LockFile | null): AppFailure {
  const detail =
    holder === null ? 'It began a moment ago.' : `${holder.what}, begun by ${holder.user} on ${holder.host}.`;
  return new AppFailure(appError('operation-running', { detail }));
}

function isStale(lock: LockFile, now: number): boolean {
  if (lock.host === hostname()) return !isAlive(lock.pid);
  return now - lock.beat > STALE_MS;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM';
  }
}

function parsed(text: string | null): LockFile | null {
  if (text === null) return null;
  try {
    return LockFile.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
