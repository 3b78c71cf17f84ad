import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import type { Timing } from '#core/ports.ts';
import { type GatewayStandIn, startGatewayStandIn } from '#lab/gateway/stand-in.ts';
import type { Tally } from '#lab/reliability/tally.ts';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import { storeRequest } from '#lab/samples/store-http.ts';
import { borrowServer } from '#lab/servers/borrow.ts';
import { type LabServer, type ServerVersion } from '#lab/servers/start.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { type Abilities, abilitiesOf } from './abilities.ts';
import { Bench } from './bench.ts';
import { draftFor, makeFolder, openEngine } from './open-engine.ts';
import { type Died, RandomChild, type RandomDeath } from './random-crash.ts';
import type { Model } from './random-model.ts';
import { RandomTenant } from './random-tenant.ts';
import { untilTrue } from './random-wait.ts';

export const TENANT = 'default';
const OTHER = 'default2';

/** A server in memory answers at once: waiting longer between two looks would be most of the time. */
export const TIMING: Partial<Timing> = { pollFirstMs: 20, pollLongestMs: 250, stalledMs: 60_000 };

/** One real server and what is around it, for many sequences of commands, each of which begins with a new tenant. */
export class RandomLab {
  readonly server: LabServer;
  readonly gateway: GatewayStandIn;
  readonly child: RandomChild;
  readonly tally: Tally;
  readonly can: Abilities;
  readonly tenant: RandomTenant;
  bench!: Bench;
  secrets: Record<string, string> = {};
  /** What the commands of this sequence did, for the message when it fails. */
  story: string[] = [];
  /** The other tenant as it was before the first command. */
  others = '';
  #folder: string | null = null;

  constructor(server: LabServer, gateway: GatewayStandIn, child: RandomChild, tally: Tally) {
    this.server = server;
    this.gateway = gateway;
    this.child = child;
    this.tally = tally;
    this.can = abilitiesOf(server.version);
    this.tenant = new RandomTenant(server.url, server.version);
  }

  get folder(): string {
    return this.#folder ?? '';
  }

  async raw<T = unknown>(method: string, request: string, body?: unknown): Promise<T> {
    return storeRequest<T>(this.server.url, method, request, body);
  }

  /** A new tenant, an empty data folder, and one good backup. Whatever a failed sequence left is cleared away. */
  async begin(): Promise<Model> {
    this.story = [];
    await this.#clear();
    const contents = await this.tenant.create(TENANT);
    this.#folder = makeFolder();
    const open = await openEngine({ folder: this.#folder, timing: TIMING });
    const [{ name, url }] = this.gateway.nodes;
    const nodes = [{ id: name, name, address: url }];
    const draft = draftFor(this.server, { nodes, nodeUsername: 'Administrator' });
    const { profile } = await open.engine.gateways.add({ draft, secrets: { nodePassword: 'manage' } });
    this.secrets = { [`${profile.id}.node`]: 'manage' };
    this.bench = new Bench(this.server, open, profile.id);
    await this.bench.backUp('b0');
    const aliases = await this.writersByIndex();
    const indices = Object.fromEntries(
      Object.entries(contents).map(([index, docs]) => [
        index,
        { docs, open: true, aliases: aliases[index] ?? {} },
      ]),
    );
    return { indices, backups: { b0: structuredClone(indices) }, next: 1 };
  }

  /** The program works, is killed on its way, and is started again. */
  async dying(order: Omit<RandomDeath, 'folder' | 'gatewayId' | 'secrets' | 'timing'>): Promise<Died> {
    const { folder, secrets } = this;
    const { gatewayId, open } = this.bench;
    await open.close();
    const died = await this.child.die({ ...order, folder, gatewayId, secrets, timing: TIMING });
    const again = await openEngine({ folder, timing: TIMING, secrets });
    this.bench = new Bench(this.server, again, gatewayId);
    return died;
  }

  /** For each index of the tenant its aliases, and whether they are written to by it. */
  async writersByIndex(): Promise<Record<string, Record<string, boolean>>> {
    const prints = Object.entries(await fingerprint(this.server.url, TENANT));
    return Object.fromEntries(
      prints.map(([index, { aliases }]) => {
        const flags = Object.entries(aliases).map(([alias, properties]) => {
          const { is_write_index: writes } = JSON.parse(properties) as { is_write_index?: boolean };
          return [alias, writes === true] as const;
        });
        return [index, Object.fromEntries(flags)];
      }),
    );
  }

  /** Identity, state, aliases and documents of every index that is not the tenant's. */
  async readOthers(): Promise<string> {
    const prints = await fingerprint(this.server.url, (index) => !this.#isOwn(index));
    const contents = Object.entries(await this.tenant.contents())
      .filter(([index]) => !this.#isOwn(index))
      .map(([index, docs]) => [index, Object.entries(docs).sort()] as const);
    return JSON.stringify([prints, contents.sort(([a], [b]) => a.localeCompare(b))]);
  }

  #isOwn(index: string): boolean {
    return index.startsWith(`gateway_${TENANT}_`) || index === `gateway_${TENANT}`;
  }

  /** A dead process leaves its lock; the next operation takes it over and puts it away (E17). */
  async takeLockOver(): Promise<void> {
    const { engine, gatewayId } = this.bench;
    const missing = { repository: TENANT, name: 'never-made' };
    // What the dead process had begun, such as the deletion of a safety backup, ends first; so does the backup that
    // the program has taken up.
    const isForNow = (code: string): boolean => code === 'store-busy' || code === 'operation-running';
    await untilTrue('the data store is not busy', async () => {
      try {
        const { operationId } = await engine.backups.delete({ gatewayId, backups: [missing] });
        await engine.operations.ended(operationId);
        return true;
      } catch (thrown) {
        if (thrown instanceof AppFailure && isForNow(thrown.value.code)) return false;
        throw thrown;
      }
    });
    // So does the one that died while it asked for the restart after its restore.
    if (this.files('locks').some((name) => name.startsWith('restart-')))
      await engine.restarts.request({ gatewayId });
  }

  files(folder: string): string[] {
    const place = path.join(this.folder, folder);
    return existsSync(place) ? readdirSync(place).sort() : [];
  }

  async #clear(): Promise<void> {
    if (this.#folder !== null) {
      await this.bench.open.close();
      rmSync(this.#folder, { recursive: true, force: true });
    }
    const [node] = this.gateway.nodes;
    node.quiesce = { enable: false };
    const repositories = await this.raw<Record<string, unknown>>('GET', '/_snapshot');
    for (const repository of Object.keys(repositories)) {
      const path_ = `/_snapshot/${repository}/_all`;
      const { snapshots } = await this.raw<{ snapshots: { snapshot: string }[] }>('GET', path_);
      // A temporary repository of a failed sequence shows the backups of another one.
      if (repository.startsWith('gateway-vault-fast-')) await this.raw('DELETE', `/_snapshot/${repository}`);
      else
        for (const { snapshot } of snapshots)
          await this.raw('DELETE', `/_snapshot/${repository}/${snapshot}`);
    }
    const names = Object.keys(await fingerprint(this.server.url, TENANT));
    if (names.length > 0) await this.raw('DELETE', `/${names.join(',')}`);
  }

  async stop(): Promise<void> {
    if (this.#folder !== null) {
      await this.bench.open.close();
      rmSync(this.#folder, { recursive: true, force: true });
    }
    this.child.remove();
    await this.gateway.stop();
    await this.server.stop();
  }
}

export async function openLab(version: ServerVersion, tally: Tally): Promise<RandomLab> {
  const child = new RandomChild();
  const [server] = await Promise.all([borrowServer(version), child.build()]);
  try {
    const tenant = new RandomTenant(server.url, version);
    await tenant.create(OTHER);
    const gateway = await startGatewayStandIn({ dataStoreUrl: server.url });
    const lab = new RandomLab(server, gateway, child, tally);
    lab.others = await lab.readOthers();
    return lab;
  } catch (thrown) {
    child.remove();
    await server.stop();
    throw thrown;
  }
}
