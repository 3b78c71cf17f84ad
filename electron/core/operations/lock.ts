import { z } from 'zod';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { EnginePorts, FileStore } from '../ports.ts';
import { BEAT_MS, Holder, isGone, newHolder, releaseHolder } from './holder.ts';

const LockFile = Holder.extend({ what: z.string(), user: z.string() });
type LockFile = z.infer<typeof LockFile>;

/** The locks that this process holds, and how each is given up. */
const ours = new Map<LockFile, { files: FileStore; giveUp: () => Promise<void> }>();

export interface Lock {
  /** False once another process has taken it over: nothing more may be done then. */
  isHeld(): boolean;
  release(): Promise<void>;
}

const pathOf = (key: string): string => `locks/${key.replaceAll(/[^A-Za-z0-9_-]/g, '_')}.json`;

/** Rejects with `operation-running` while another process holds the lock. Takes nothing. */
export async function refuseIfLocked(ports: EnginePorts, key: string): Promise<void> {
  const found = await readSettled(ports, pathOf(key));
  if (found === null) return;
  const holder = parsed(found);
  if (holder !== null && !isGone(holder, ports.clock.now())) throw busy(holder);
}

/** A lock in the data folder, in words; `gone` when the process that took it is. */
export interface FoundLock {
  text: string;
  gone: boolean;
}

/** Every lock that some process holds or left behind; one that cannot be read counts as held. */
export async function foundLocks({
  files,
  clock,
}: Pick<EnginePorts, 'files' | 'clock'>): Promise<FoundLock[]> {
  const names = (await files.list('locks')).filter((name) => name.endsWith('.json'));
  const found = await Promise.all(
    names.map(async (name) => ({ name, text: await files.read(`locks/${name}`) })),
  );
  return found
    .filter(({ text }) => text !== null)
    .map(({ name, text }) => {
      const holder = parsed(text);
      return holder === null
        ? { text: `${name}, which cannot be read`, gone: false }
        : { text: holderWords(holder), gone: isGone(holder, clock.now()) };
    });
}

/**
 * One changing operation per data store (E17), over all processes that share the data folder. Rejects with
 * `operation-running` when another holds it. A lock whose process is gone is taken over.
 */
export async function takeLock(
  ports: EnginePorts,
  key: string,
  what: string,
  beatMs: number = BEAT_MS,
): Promise<Lock> {
  const path = pathOf(key);
  const mine: LockFile = { ...newHolder(ports.clock.now()), what, user: ports.user };
  try {
    await acquire(ports, path, mine);
  } catch (thrown) {
    releaseHolder(mine);
    throw thrown;
  }
  let beating = Promise.resolve();
  let isLost = false;
  const timer = setInterval(() => {
    beating = beating.then(async () => {
      if (await beat(ports, path, mine)) return;
      isLost = true;
      clearInterval(timer);
    });
  }, beatMs);
  timer.unref();
  const release = async (): Promise<void> => {
    clearInterval(timer);
    // A heartbeat on its way would bring the file back after it was removed.
    await beating;
    if (parsed(await ports.files.read(path))?.token === mine.token) await ports.files.remove(path);
    ours.delete(mine);
    releaseHolder(mine);
  };
  const giveUp = (): Promise<void> => {
    isLost = true;
    return release();
  };
  ours.set(mine, { files: ports.files, giveUp });
  return { isHeld: () => !isLost, release };
}

/**
 * Gives back every lock of this process, for one that ends while its work goes on at a server: the next process
 * must not have to tell whether its number is in use again. From the call on none of them is held any more.
 */
export async function giveLocksBack(files: FileStore): Promise<void> {
  const all = [...ours.values()].filter((one) => one.files === files);
  await Promise.all(all.map((one) => one.giveUp()));
}

async function acquire(ports: EnginePorts, path: string, mine: LockFile): Promise<void> {
  const { files } = ports;
  const text = JSON.stringify(mine);
  if (await files.createExclusive(path, text)) return;
  const found = await readSettled(ports, path);
  if (found !== null) {
    const holder = parsed(found);
    if (holder !== null && !isGone(holder, ports.clock.now())) throw busy(holder);
    // Of several that found the lock stale, one replaces it; the others would remove the new one.
    const claim = `${path}.takeover`;
    await acquire(ports, claim, mine);
    try {
      const now = await files.read(path);
      if (now !== null && now !== found) throw busy(parsed(now));
      await files.remove(path);
      if (await files.createExclusive(path, text)) return;
    } finally {
      await files.remove(claim);
    }
  } else if (await files.createExclusive(path, text)) return;
  throw busy(parsed(await files.read(path)));
}

/** A file that is being written may be seen half; it is read again before it counts as unreadable. */
async function readSettled(ports: EnginePorts, path: string): Promise<string | null> {
  let text = await ports.files.read(path);
  for (let tries = 0; tries < 3 && text !== null && parsed(text) === null; tries++) {
    await ports.clock.sleep(50);
    text = await ports.files.read(path);
  }
  return text;
}

/** Resolves with false when the lock is somebody else's now. A disk that fails for a moment takes nothing away. */
async function beat(ports: EnginePorts, path: string, mine: LockFile): Promise<boolean> {
  try {
    if (parsed(await ports.files.read(path))?.token !== mine.token) {
      ports.logger.warn(`the lock ${path} was taken by another process`);
      return false;
    }
    await ports.files.write(path, JSON.stringify({ ...mine, beat: ports.clock.now() }));
  } catch (thrown) {
    ports.logger.warn(`lock ${path}: ${String(thrown)}`);
  }
  return true;
}

const holderWords = ({ what, user, host }: LockFile): string => `${what}, begun by ${user} on ${host}`;

function busy(holder: LockFile | null): AppFailure {
  const detail = holder === null ? 'It began a moment ago.' : `${holderWords(holder)}.`;
  return new AppFailure(appError('operation-running', { detail }));
}

function parsed(text: string | null): LockFile | null {
  if (text === null) return null;
  try {
    return LockFile.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
