import type { BackupList, BackupRow, RepositoryReading } from '#shared/model/backup.ts';
import type { Operation } from '#shared/model/operation.ts';
import { readIndices } from '../elasticsearch/indices.ts';
import { readRepositories } from '../elasticsearch/repositories.ts';
import type { Connections } from '../gateways/connections.ts';
import type { Clock } from '../ports.ts';
import { ListingEvents, newestFirst } from './listing-events.ts';
import { type ListingCalls, RepositoryListing } from './listing-repository.ts';
import { atMost } from './listing-turns.ts';
import type { Manifests } from './manifest.ts';
import { rowContext } from './row-context.ts';

export interface ReadingParts {
  connections: Connections;
  manifests: Manifests;
  calls: ListingCalls;
  clock: Clock;
  operations: readonly Operation[];
  /** Told what was read after the answer; nobody is told by a reading without it. */
  announce: ((rows: BackupRow[], readings: RepositoryReading[]) => void) | null;
}

/** How long a repository may keep one waiting that has answered. */
const LATE_MS = 1_500;
/** How long details may keep those waiting who need them all. */
const DETAILS_LATE_MS = 30_000;

/** One reading of all backups of one gateway: names and states at once, details afterwards (E19). */
export class Reading {
  /** Names and states of every repository that has answered. Rejects when the data store cannot be read. */
  readonly named: Promise<BackupList>;
  readonly #gatewayId: string;
  readonly #parts: ReadingParts;
  readonly #end = new AbortController();
  readonly #events: ListingEvents;
  readonly #readAt: number;
  #repositories: RepositoryListing[] = [];
  #answered = false;
  #complete: Promise<BackupList> | null = null;

  constructor(gatewayId: string, parts: ReadingParts) {
    this.#gatewayId = gatewayId;
    this.#parts = parts;
    this.#readAt = parts.clock.now();
    this.#events = new ListingEvents(parts.clock, this.#end.signal, (rows, waiting) =>
      parts.announce?.(rows, this.#readings(waiting)),
    );
    this.named = this.#readNames().finally(() => {
      this.#answered = true;
    });
  }

  /** False while it is as good as a reading that begins now. */
  get answered(): boolean {
    return this.#answered;
  }

  /** The same with all details; of a repository that takes too long, what there is. */
  complete(): Promise<BackupList> {
    this.#complete ??= this.#readAll();
    return this.#complete;
  }

  /** Whether every repository has the names and states that it has told, and there is no other. */
  async isAsTold(): Promise<boolean> {
    await this.named;
    const { store } = await this.#parts.connections.of(this.#gatewayId);
    const names = new Set((await readRepositories(store)).map((one) => one.name));
    const told = this.#repositories;
    if (names.size !== told.length || !told.every((one) => names.has(one.name))) return false;
    // The first that is not ends it: a silent one keeps nobody waiting then.
    const changed = new Error('changed');
    return Promise.all(told.map(async (one) => (await one.isAsTold()) || Promise.reject(changed))).then(
      () => true,
      () => false,
    );
  }

  /** A newer reading takes its place, or nobody is there any more: nothing is announced from here on. */
  end(): void {
    this.#end.abort();
  }

  async #readNames(): Promise<BackupList> {
    const { connections, manifests, calls, operations, clock, announce } = this.#parts;
    const connection = await connections.of(this.#gatewayId);
    const { store, can } = connection;
    // Without them it is only not known which backup holds all that the tenant has now.
    const context = readIndices(store, can)
      .catch(() => [])
      .then((live) => rowContext(connection, live, operations));
    const repositories = await readRepositories(store);
    this.#repositories = repositories.map(
      ({ name }) =>
        new RepositoryListing(name, {
          connection,
          manifests,
          calls,
          context,
          changed: (rows) => this.#changed(rows),
          isLeft: () => this.#end.signal.aborted && this.#complete === null,
          proves: announce !== null,
          now: () => clock.now(),
        }),
    );
    await context;
    await this.#untilNamed();
    // What changes from this moment on is announced, so no turn may come between.
    this.#answered = true;
    return this.#list(true);
  }

  async #readAll(): Promise<BackupList> {
    await this.named;
    // Those that have not even told their names are late already.
    const answering = this.#repositories.filter((one) => one.reading(true).error === null);
    await atMost(this.#parts.clock, DETAILS_LATE_MS, Promise.all(answering.map((one) => one.complete)));
    return this.#list(false);
  }

  /** Until all have answered, or one has and has waited for the others. */
  async #untilNamed(): Promise<void> {
    const named = this.#repositories.map((one) => one.named);
    const good = named.map(async (one) => (await one) || Promise.reject(new Error('no answer')));
    // When none is good, all have ended.
    await Promise.any(good).catch(() => undefined);
    await atMost(this.#parts.clock, LATE_MS, Promise.all(named));
  }

  #changed(rows: BackupRow[]): void {
    if (this.#answered && this.#parts.announce !== null) this.#events.add(rows);
  }

  #readings(waiting: readonly BackupRow[]): RepositoryReading[] {
    return this.#repositories.map((one) => {
      const reading = one.reading(true);
      const held = waiting.filter((row) => row.repository === one.name && row.detailed).length;
      return { ...reading, detailed: reading.detailed - held };
    });
  }

  #list(waitsForDetails: boolean): BackupList {
    return {
      rows: this.#repositories.flatMap((one) => one.rows()).sort(newestFirst),
      readings: this.#repositories.map((one) => one.reading(waitsForDetails)),
      readAt: this.#readAt,
    };
  }
}
