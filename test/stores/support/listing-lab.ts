import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Engine } from '#core/engine-api.ts';
import { startTcpProxy, type TcpProxy } from '#lab/faults/tcp-proxy.ts';
import { storeRequest } from '#lab/samples/store-http.ts';
import { borrowServer } from '#lab/servers/borrow.ts';
import { type LabServer, type ServerVersion } from '#lab/servers/start.ts';
import type { EventPayload } from '#shared/ipc/events.ts';
import type { BackupList, BackupRow, RepositoryReading } from '#shared/model/backup.ts';
import { draftFor, makeFolder, openEngine } from './open-engine.ts';

export const BACKUPS = 100;
const ASSETS = 'gateway_default';
const LICENSE = 'gateway_default_license';
const LOG = 'gateway_default_log';
/** What the backups hold: some the whole tenant, some a part of it. */
const PART = [ASSETS, LICENSE];
export const WHOLE = [ASSETS, LICENSE, LOG];
export const nameOf = (number: number): string => `b-${String(number).padStart(4, '0')}`;

/** One server with a repository of many tiny backups that were made elsewhere, and a proxy in front of it. */
export class ListingLab {
  readonly server: LabServer;
  readonly proxy: TcpProxy;
  readonly #open = new Set<Listener>();

  private constructor(server: LabServer, proxy: TcpProxy) {
    this.server = server;
    this.proxy = proxy;
  }

  static async start(version: ServerVersion): Promise<ListingLab> {
    const server = await borrowServer(version);
    const lab = new ListingLab(server, await startTcpProxy(server.url));
    const settings = { number_of_shards: 1, number_of_replicas: 0 };
    for (const index of WHOLE) await lab.raw('PUT', `/${index}`, { settings });
    await lab.raw('GET', '/_cluster/health?wait_for_status=green&timeout=60s');
    await lab.register('default');
    for (let number = 0; number < BACKUPS; number++)
      await lab.backUp(nameOf(number), number % 2 === 0 ? WHOLE : PART);
    return lab;
  }

  raw<T = unknown>(method: string, where: string, body?: unknown): Promise<T> {
    return storeRequest<T>(this.server.url, method, where, body);
  }

  async register(name: string, location = path.join(this.server.repoFolder, name)): Promise<void> {
    await this.raw('PUT', `/_snapshot/${name}`, { type: 'fs', settings: { location } });
  }

  async backUp(name: string, indices: readonly string[] = WHOLE, repository = 'default'): Promise<void> {
    const body = { indices: indices.join(','), include_global_state: false };
    await this.raw('PUT', `/_snapshot/${repository}/${name}?wait_for_completion=true`, body);
  }

  async startOf(name: string): Promise<number> {
    const reply = await this.raw<{ snapshots: { start_time_in_millis: number }[] }>(
      'GET',
      `/_snapshot/default/${name}`,
    );
    return reply.snapshots[0]!.start_time_in_millis;
  }

  /** The description of a backup is lost, as on a damaged disk. */
  async spoil(name: string, repository = 'default'): Promise<void> {
    const where = `/_snapshot/${repository}/${name}`;
    const { snapshots } = await this.raw<{ snapshots: { uuid?: string }[] }>('GET', where);
    const folder = path.join(this.server.repoFolder, repository);
    const file = `snap-${snapshots[0]?.uuid ?? name}.dat`;
    expect(readdirSync(folder)).toContain(file);
    rmSync(path.join(folder, file));
  }

  /** A repository whose own index is no index. */
  async registerBroken(name: string): Promise<void> {
    const location = path.join(this.server.repoFolder, name);
    mkdirSync(location, { recursive: true });
    for (const file of ['index', 'index-0', 'index.latest'])
      writeFileSync(path.join(location, file), file === 'index.latest' ? Buffer.alloc(8) : 'no JSON');
    const settings = { location, readonly: true };
    await this.raw('PUT', `/_snapshot/${name}?verify=false`, { type: 'fs', settings });
  }

  /** An engine with a gateway that reaches the server by the proxy; a folder that is given keeps its contents. */
  async open(folder?: string): Promise<Listener> {
    const listener = await Listener.open(this, folder);
    this.#open.add(listener);
    return listener;
  }

  /** Requests for one repository so far, by what they ask. */
  asked(repository = 'default'): { names: number; full: number; byName: string[] } {
    const lists = this.proxy.requests.filter((line) => line.startsWith(`GET /_snapshot/${repository}/_all?`));
    const names = lists.filter((line) => line.includes('verbose=false')).length;
    const base = `GET /_snapshot/${repository}/`;
    const byName = this.proxy.requests
      .filter((line) => line.startsWith(base) && !line.startsWith(`${base}_`))
      .map((line) => line.slice(base.length).replace(/[? ].*$/, ''));
    return { names, full: lists.length - names, byName };
  }

  async calm(): Promise<void> {
    await this.proxy.setMode({ kind: 'pass' });
    for (const listener of this.#open) await listener.close();
    for (const { folder } of this.#open) rmSync(folder, { recursive: true, force: true });
    this.#open.clear();
    this.proxy.requests.splice(0);
  }

  async stop(): Promise<void> {
    await this.calm();
    await this.proxy.stop();
    await this.server.stop();
  }
}

/** One engine, and all that it announces about backups. */
export class Listener {
  readonly engine: Engine;
  readonly folder: string;
  readonly gatewayId: string;
  readonly events: EventPayload<'backups'>[];

  private constructor(parts: Pick<Listener, 'engine' | 'folder' | 'gatewayId' | 'events'>) {
    this.engine = parts.engine;
    this.folder = parts.folder;
    this.gatewayId = parts.gatewayId;
    this.events = parts.events;
  }

  static async open(lab: ListingLab, given?: string): Promise<Listener> {
    const folder = given ?? makeFolder();
    const events: EventPayload<'backups'>[] = [];
    const { engine } = await openEngine({
      folder,
      onEvent: (name, payload) => {
        if (name === 'backups') events.push(payload as EventPayload<'backups'>);
      },
    });
    const draft = draftFor(lab.server, { dataStore: { addresses: [lab.proxy.url] } });
    const [known] = await engine.gateways.list({});
    const { profile } = known ?? (await engine.gateways.add({ draft, secrets: {} }));
    return new Listener({ engine, folder, gatewayId: profile.id, events });
  }

  list(): Promise<BackupList> {
    return this.engine.backups.list({ gatewayId: this.gatewayId });
  }

  /** A list, and the same after everything that was announced about it. */
  async listed(): Promise<{ first: BackupList; rows: BackupRow[]; readings: RepositoryReading[] }> {
    const from = this.events.length;
    const first = await this.list();
    const events = (): EventPayload<'backups'>[] => this.events.slice(from);
    await until(() => isRead(events().at(-1)?.readings ?? first.readings));
    const rows = new Map(first.rows.map((row) => [keyOf(row), row]));
    for (const row of events().flatMap((event) => event.rows)) rows.set(keyOf(row), row);
    return { first, rows: [...rows.values()], readings: events().at(-1)?.readings ?? first.readings };
  }

  async close(): Promise<void> {
    await this.engine.stop();
  }
}

const keyOf = (row: BackupRow): string => `${row.repository}/${row.name}`;
const isRead = (readings: readonly RepositoryReading[]): boolean =>
  readings.every((reading) => reading.detailed === reading.backups);

export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(10);
}
