import type { AppError } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { BackupRow, RepositoryReading } from '#shared/model/backup.ts';
import {
  type BackupFacts,
  callsByName,
  type NamedBackup,
  readBackupFacts,
  readBackupNames,
  readOneByOne,
  unreadable,
} from '../elasticsearch/snapshot-list.ts';
import { UNREADABLE } from '../elasticsearch/snapshot-reply.ts';
import { failureOf } from '../errors/from-transport.ts';
import type { Connection } from '../gateways/connections.ts';
import type { SharedCalls, Turns } from './listing-turns.ts';
import type { Manifests } from './manifest.ts';
import { namedRow, type RowContext, rowOf } from './rows.ts';
import type { RepositoryCache, SnapshotCache } from './snapshot-cache.ts';

/** What readings of the same data store share, so that they do not ask twice. */
export interface ListingCalls {
  names: SharedCalls<NamedBackup[]>;
  /** The full list where there is no fast one. */
  lists: SharedCalls<BackupFacts[]>;
  details: Turns;
  cache: SnapshotCache;
}

interface RepositoryParts {
  connection: Connection;
  manifests: Manifests;
  calls: ListingCalls;
  context: Promise<RowContext>;
  /** Called after rows were read, or could not be. */
  changed: (rows: BackupRow[]) => void;
  /** Whether nobody waits for the details any more. */
  isLeft: () => boolean;
  /** Whether what was kept from an earlier time is looked at again, after the details. */
  proves: boolean;
  /** Milliseconds. */
  now: () => number;
}

/** More calls by name than this, or most names, take as long as the full list. */
const MOST_CALLS_BY_NAME = 2;
const MOST_ONE_BY_ONE = 200;

/** One repository as it is being read. Nothing rejects: what went wrong is in its reading, and hides no other (E19). */
export class RepositoryListing {
  readonly name: string;
  /** Resolves when names and states are known, with true, or cannot be. */
  readonly named: Promise<boolean>;
  readonly complete: Promise<void>;
  readonly #parts: RepositoryParts;
  readonly #rows = new Map<string, BackupRow>();
  #error: AppError | null = null;
  #asked = true;
  #told: ReadonlyMap<string, NamedBackup> | null = null;

  constructor(name: string, parts: RepositoryParts) {
    this.name = name;
    this.#parts = parts;
    const names = this.#readNames();
    this.named = names.then((found) => found !== null);
    this.complete = names.then((found) => this.#readDetails(found ?? []));
    void this.complete.then(async () => this.#prove((await names) ?? []));
  }

  rows(): BackupRow[] {
    return [...this.#rows.values()];
  }

  /** How far it is. What has not answered is an error; so are missing details for those who do not wait for them. */
  reading(waitsForDetails: boolean): RepositoryReading {
    const rows = this.rows();
    const detailed = rows.filter((row) => row.detailed).length;
    const late = this.#asked || (!waitsForDetails && detailed < rows.length);
    return {
      repository: this.name,
      backups: rows.length,
      detailed,
      unreadable: rows.filter((row) => row.state === 'unreadable').length,
      error: this.#error ?? (late ? noReply(this.name) : null),
    };
  }

  /**
   * Whether it tells the names and states that it told before; of one that could not be read, that it still cannot. Where
   * the only list is the whole answer (2.3) nothing is asked: that would cost a reading each time.
   */
  async isAsTold(): Promise<boolean> {
    const { calls, connection } = this.#parts;
    const { store, can } = connection;
    if (!can.fastListing) return true;
    const now = await calls.names.ask(this.#key, () => readBackupNames(store, this.name)).catch(() => null);
    const told = this.#told;
    if (now === null || told === null) return now === told;
    return now.length === told.size && now.every((one) => isEqual(one, told.get(one.name)));
  }

  get #key(): string {
    return `${this.#parts.connection.storeKey}/${this.name}`;
  }

  /** The names, or null after a failure. */
  async #readNames(): Promise<NamedBackup[] | null> {
    const { calls, connection } = this.#parts;
    const { store, can } = connection;
    try {
      const opening = calls.cache.of(connection.storeKey, this.name);
      // 2.3 has no fast list: its only one is the whole answer.
      if (!can.fastListing) {
        const all = await calls.lists.ask(this.#key, () => readBackupFacts(store, can, this.name));
        this.#told = byName(all);
        this.#answered(await this.#rowsOf((await opening).add(all)));
        return [];
      }
      const names = await calls.names.ask(this.#key, () => readBackupNames(store, this.name));
      const cache = await opening;
      this.#told = byName(names);
      this.#answered(await this.#namedRows(names, cache));
      return names;
    } catch (thrown) {
      const known = can.fastListing ? 0 : await this.#readKnown().catch(() => 0);
      const others = 'The other repositories are listed.';
      this.#failed(thrown, known === 0 ? others : `${others} Of this one those are that were made here.`);
      return null;
    }
  }

  /** On 2.3 one description that cannot be read fails the whole list; what was made here is known by name. */
  async #readKnown(): Promise<number> {
    const { connection, manifests } = this.#parts;
    const names = await manifests.namesIn(connection.storeKey, this.name);
    const facts = await readOneByOne(connection.store, this.name, names.slice(0, MOST_ONE_BY_ONE));
    this.#answered(await this.#rowsOf(facts));
    return facts.length;
  }

  async #readDetails(names: readonly NamedBackup[]): Promise<void> {
    const { calls, connection, isLeft } = this.#parts;
    try {
      const cache = await calls.cache.of(connection.storeKey, this.name);
      const pending = names.filter((one) => this.#rows.get(one.name)?.detailed === false);
      if (pending.length > 0)
        await calls.details.take(this.#key, async () => {
          if (!isLeft()) await this.#detailed(pending, await this.#factsOf(pending, names.length, cache));
        });
      if (this.#error === null && names.length > 0) cache.keep(names);
      calls.cache.save(cache);
    } catch (thrown) {
      this.#failed(thrown, 'Names and states are listed, the rest is missing.');
    }
  }

  /** A backup whose description was lost after its details were kept is good by them alone: all are read once more. */
  async #prove(names: readonly NamedBackup[]): Promise<void> {
    const { calls, connection, isLeft, proves, now } = this.#parts;
    if (!proves || names.length === 0 || this.#error !== null || isLeft()) return;
    try {
      const cache = await calls.cache.of(connection.storeKey, this.name);
      await calls.details.take(this.#key, async () => {
        if (isLeft() || !cache.isDue(now())) return;
        const { facts, lost } = await this.#readAnew(names, 'all', cache);
        if (lost.length > 0) await this.#detailed(lost, facts);
      });
      calls.cache.save(cache);
    } catch (thrown) {
      this.#failed(thrown, 'What is listed was read at an earlier time.');
    }
  }

  /** By name; of what was deleted in between there are none. */
  async #factsOf(
    pending: readonly NamedBackup[],
    listed: number,
    cache: RepositoryCache,
  ): Promise<ReadonlyMap<string, BackupFacts>> {
    // An earlier turn may have read them meanwhile.
    const missing = pending.filter((one) => cache.find(one) === null);
    const facts =
      missing.length === 0
        ? new Map<string, BackupFacts>()
        : (await this.#readAnew(missing, this.#isFew(missing, listed) ? 'these' : 'all', cache)).facts;
    for (const one of pending) {
      const known = facts.has(one.name) ? null : cache.find(one);
      if (known !== null) facts.set(one.name, known);
    }
    return facts;
  }

  /** Reads these, or all in one list, into the cache; `lost` are those that are listed and could not be read. */
  async #readAnew(
    wanted: readonly NamedBackup[],
    how: 'these' | 'all',
    cache: RepositoryCache,
  ): Promise<{ facts: Map<string, BackupFacts>; lost: NamedBackup[] }> {
    const { store, can } = this.#parts.connection;
    const names = how === 'all' ? undefined : wanted.map((one) => one.name);
    const read = await readBackupFacts(store, can, this.name, names);
    if (how === 'all') cache.readInFull(this.#parts.now());
    const facts = new Map(cache.add(read).map((one) => [one.name, one]));
    const lost = await this.#stillListed(wanted.filter((one) => !facts.has(one.name)));
    cache.lose(lost);
    for (const one of lost) facts.set(one.name, unreadable(one));
    return { facts, lost };
  }

  /** Whether calls by name are quicker than the full list. */
  #isFew(wanted: readonly NamedBackup[], listed: number): boolean {
    const names = wanted.map((one) => one.name);
    const calls = 2 * names.length < listed ? callsByName(this.name, names) : null;
    return calls !== null && calls <= MOST_CALLS_BY_NAME;
  }

  /** What is listed and was not read cannot be read, unless it was deleted in between. */
  async #stillListed(missing: readonly NamedBackup[]): Promise<NamedBackup[]> {
    if (missing.length === 0) return [];
    const { calls, connection } = this.#parts;
    const now = await calls.names.ask(this.#key, () => readBackupNames(connection.store, this.name));
    const listed = new Set(now.map(identityOf));
    return missing.filter((one) => listed.has(identityOf(one)));
  }

  async #namedRows(names: readonly NamedBackup[], cache: RepositoryCache): Promise<BackupRow[]> {
    const { connection, manifests, context } = this.#parts;
    const by = await context;
    const rows: BackupRow[] = [];
    for (const named of names) {
      const facts = cache.find(named);
      const stored = { ...(facts ?? named), startedAt: facts?.startedAt ?? null, repository: this.name };
      const manifest = await manifests.find(connection.storeKey, stored);
      // What could not be read a moment ago is not called good until it was read.
      const state = cache.isLost(named) ? UNREADABLE : named.state;
      rows.push(
        facts === null
          ? namedRow(this.name, { ...named, state }, manifest, by)
          : rowOf(this.name, facts, manifest, by),
      );
    }
    return rows;
  }

  async #rowsOf(all: readonly BackupFacts[]): Promise<BackupRow[]> {
    const { connection, manifests, context } = this.#parts;
    const by = await context;
    const rows: BackupRow[] = [];
    for (const facts of all) {
      const manifest = await manifests.find(connection.storeKey, { ...facts, repository: this.name });
      rows.push(rowOf(this.name, facts, manifest, by));
    }
    return rows;
  }

  #answered(rows: BackupRow[]): void {
    this.#asked = false;
    for (const row of rows) this.#rows.set(row.name, row);
    this.#parts.changed(rows);
  }

  async #detailed(pending: readonly NamedBackup[], facts: ReadonlyMap<string, BackupFacts>): Promise<void> {
    const rows = await this.#rowsOf(pending.flatMap((one) => facts.get(one.name) ?? []));
    for (const { name } of pending) if (!facts.has(name)) this.#rows.delete(name);
    for (const row of rows) this.#rows.set(row.name, row);
    this.#parts.changed(rows);
  }

  #failed(thrown: unknown, left: string): void {
    this.#asked = false;
    const changed = `Nothing was changed. ${left}`;
    this.#error = { ...failureOf(thrown, this.#parts.connection.store.where).value, changed };
    this.#parts.changed([]);
  }
}

const byName = (names: readonly NamedBackup[]): Map<string, NamedBackup> =>
  new Map(names.map(({ name, uuid, state }) => [name, { name, uuid, state }]));

const isEqual = (one: NamedBackup, other: NamedBackup | undefined): boolean =>
  one.uuid === other?.uuid && one.state === other.state;

const identityOf = ({ name, uuid }: NamedBackup): string => `${name}/${uuid ?? ''}`;

function noReply(repository: string): AppError {
  return appError('no-reply', {
    where: `The repository ${repository}`,
    changed: 'Nothing was changed. The other repositories are listed; this one follows when it answers.',
  });
}
