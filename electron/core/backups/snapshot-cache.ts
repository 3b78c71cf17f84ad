import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { BackupFacts, NamedBackup } from '../elasticsearch/snapshot-list.ts';
import { NOT_TOLD, RUNNING } from '../elasticsearch/snapshot-reply.ts';
import type { FileStore, Logger } from '../ports.ts';

const Count = z.number().int().nonnegative();
const CacheFile = z.object({
  format: z.literal(1),
  storeKey: z.string(),
  repository: z.string(),
  /** Index names, and lists of them by number: most backups of a repository hold the same ones. */
  names: z.array(z.string()),
  lists: z.array(z.array(Count)),
  backups: z.array(
    z.object({
      uuid: z.string(),
      name: z.string(),
      startedAt: z.number().nullable(),
      endedAt: z.number(),
      shards: z.object({ total: z.number(), ok: z.number(), failed: z.number() }).nullable(),
      list: Count,
    }),
  ),
});

const FOLDER = 'snapshot-cache';
/** Of one repository; the newest are kept. */
const MOST_BACKUPS = 20_000;
const MOST_FILES = 100;
/** Details that were read longer ago, or by an earlier run of the program, may be of what is not there any more. */
const TRUSTED_MS = 12 * 60 * 60 * 1000;

/**
 * Details of finished backups, which never change, so that they are read once (E19). Known by their uuid; states
 * are not in it. Only a help: what is damaged or cannot be written is as if it were not there.
 */
export class SnapshotCache {
  readonly #files: FileStore;
  readonly #logger: Logger;
  readonly #open = new Map<string, Promise<RepositoryCache>>();
  #writing: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(files: FileStore, logger: Logger) {
    this.#files = files;
    this.#logger = logger;
  }

  /** Never rejects. */
  of(storeKey: string, repository: string): Promise<RepositoryCache> {
    const file = fileOf(storeKey, repository);
    const known = this.#open.get(file);
    if (known !== undefined) return known;
    const cache = this.#load(file, storeKey, repository);
    this.#open.set(file, cache);
    return cache;
  }

  /** Writes what is new, in the background. */
  save(cache: RepositoryCache): void {
    const text = this.#closed ? null : cache.unsaved();
    if (text === null) return;
    this.#writing = this.#writing.then(() => this.#write(cache.file, text));
  }

  /** Ends writing; resolves when nothing is written any more. */
  close(): Promise<void> {
    this.#closed = true;
    return this.#writing;
  }

  async #load(file: string, storeKey: string, repository: string): Promise<RepositoryCache> {
    const cache = new RepositoryCache(file, storeKey, repository);
    try {
      const text = await this.#files.read(`${FOLDER}/${file}`);
      if (text !== null) cache.fill(CacheFile.parse(JSON.parse(text)));
    } catch (thrown) {
      this.#logger.warn(`${file} is read anew from the repository: ${String(thrown).slice(0, 200)}`);
      return new RepositoryCache(file, storeKey, repository);
    }
    return cache;
  }

  async #write(file: string, text: string): Promise<void> {
    try {
      const others = (await this.#files.list(FOLDER)).filter((one) => one !== file);
      for (const old of others
        .filter((one) => !this.#open.has(one))
        .slice(0, Math.max(0, others.length + 1 - MOST_FILES)))
        await this.#files.remove(`${FOLDER}/${old}`);
      await this.#files.write(`${FOLDER}/${file}`, text);
    } catch (thrown) {
      this.#logger.warn(`${file} was not written: ${String(thrown).slice(0, 200)}`);
    }
  }
}

type Finished = Omit<BackupFacts, 'state'>;

/** What is known about the backups of one repository. Only of finished ones outlasts the program. */
export class RepositoryCache {
  readonly file: string;
  readonly #storeKey: string;
  readonly #repository: string;
  readonly #byUuid = new Map<string, Finished>();
  /** Of running ones: what they hold and when they began does not change until they end. */
  #running = new Map<string, BackupFacts>();
  #lost = new Set<string>();
  readonly #lists = new SharedLists();
  #changed = false;
  #readAt: number | null = null;

  constructor(file: string, storeKey: string, repository: string) {
    this.file = file;
    this.#storeKey = storeKey;
    this.#repository = repository;
  }

  /** The details of a listed backup with the state that the server names now; null while they are not known. */
  find({ name, uuid, state }: NamedBackup): BackupFacts | null {
    if (uuid === null || state === NOT_TOLD || this.#lost.has(uuid)) return null;
    const known = state === RUNNING ? this.#running.get(uuid) : this.#byUuid.get(uuid);
    return known?.name === name ? { ...known, state } : null;
  }

  /** Whether it could not be read the last time. */
  isLost({ uuid }: NamedBackup): boolean {
    return uuid !== null && this.#lost.has(uuid);
  }

  lose(lost: readonly NamedBackup[]): void {
    for (const { uuid } of lost) {
      if (uuid === null) continue;
      this.#lost.add(uuid);
      if (this.#byUuid.delete(uuid)) this.#changed = true;
    }
  }

  /** Whether all should be read again although their details are known. */
  isDue(now: number): boolean {
    return this.#readAt === null || now - this.#readAt > TRUSTED_MS;
  }

  readInFull(now: number): void {
    this.#readAt = now;
  }

  /** Takes in what has ended; the answer is the same backups with shared lists. */
  add(read: readonly BackupFacts[]): BackupFacts[] {
    return read.map((facts) => {
      const { state, ...rest } = facts;
      const shared = { ...rest, indices: this.#lists.of(rest.indices) };
      if (facts.uuid !== null) this.#lost.delete(facts.uuid);
      if (facts.uuid !== null && state === RUNNING) this.#running.set(facts.uuid, { ...shared, state });
      if (facts.uuid !== null && facts.endedAt !== null) {
        this.#byUuid.set(facts.uuid, shared);
        this.#changed = true;
      }
      return { ...shared, state };
    });
  }

  /** Forgets what is no longer listed. */
  keep(listed: readonly NamedBackup[]): void {
    const uuids = new Set(listed.map((one) => one.uuid));
    const running = new Set(listed.filter((one) => one.state === RUNNING).map((one) => one.uuid));
    this.#running = new Map([...this.#running].filter(([uuid]) => running.has(uuid)));
    this.#lost = new Set([...this.#lost].filter((uuid) => uuids.has(uuid)));
    for (const uuid of this.#byUuid.keys()) {
      if (uuids.has(uuid)) continue;
      this.#byUuid.delete(uuid);
      this.#changed = true;
    }
  }

  fill(stored: z.output<typeof CacheFile>): void {
    if (stored.storeKey !== this.#storeKey || stored.repository !== this.#repository)
      throw new Error('it is about another repository');
    const item = <T>(all: readonly T[], at: number): T => {
      const found = all[at];
      if (found === undefined) throw new Error('a list in it is not there');
      return found;
    };
    const lists = stored.lists.map((list) => this.#lists.of(list.map((at) => item(stored.names, at))));
    for (const { list, ...rest } of stored.backups)
      this.#byUuid.set(rest.uuid, { ...rest, indices: item(lists, list) });
  }

  /** The text of the file if it is not on the disk yet; asked for once. */
  unsaved(): string | null {
    if (!this.#changed) return null;
    this.#changed = false;
    const numbers = new Map<string, number>();
    const lists = new Map<string[], number>();
    const numbered = <T>(all: Map<T, number>, one: T): number => {
      const number = all.get(one) ?? all.size;
      all.set(one, number);
      return number;
    };
    const newest = [...this.#byUuid.entries()]
      .sort(([, a], [, b]) => (b.startedAt ?? 0) - (a.startedAt ?? 0))
      .slice(0, MOST_BACKUPS);
    const backups = newest.map(([uuid, { name, startedAt, endedAt, shards, indices }]) => ({
      uuid,
      name,
      startedAt,
      endedAt,
      shards,
      list: numbered(lists, indices),
    }));
    const encoded = [...lists.keys()].map((list) => list.map((name) => numbered(numbers, name)));
    const head = { format: 1, storeKey: this.#storeKey, repository: this.#repository };
    return JSON.stringify({ ...head, names: [...numbers.keys()], lists: encoded, backups });
  }
}

/**
 * One array for all lists of the same names: what follows from a list is found by the array itself. A server names
 * the indices of each backup in another order.
 */
class SharedLists {
  readonly #numbers = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #lists = new Map<string, string[]>();

  of(list: readonly string[]): string[] {
    const numbers = Uint32Array.from(list, (name) => this.#number(name)).sort();
    const key = numbers.join(',');
    const known = this.#lists.get(key) ?? Array.from(numbers, (at) => this.#names[at] ?? '');
    this.#lists.set(key, known);
    return known;
  }

  #number(name: string): number {
    const known = this.#numbers.get(name);
    if (known !== undefined) return known;
    this.#numbers.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }
}

function fileOf(storeKey: string, repository: string): string {
  const text = `${storeKey}/${repository}`;
  return `${createHash('sha256').update(text).digest('hex').slice(0, 40)}.json`;
}
