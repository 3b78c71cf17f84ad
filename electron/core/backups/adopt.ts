import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import { failureOf } from '../errors/from-transport.ts';
import type { Connections } from '../gateways/connections.ts';
import type { NodeClient } from '../gateways/node-client.ts';
import type { Profiles } from '../gateways/profiles.ts';
import { releaseNodes } from '../gateways/quiesce.ts';
import { readWork } from '../operations/at-work.ts';
import { beginChange, type ChangeGuards } from '../operations/change.ts';
import { takeLock } from '../operations/lock.ts';
import { unlessAborted } from '../operations/poll.ts';
import type { BackupInFlight, BackupsInFlight } from './in-flight.ts';
import type { Manifests } from './manifest.ts';
import { adoptBackup, backupOperation } from './run.ts';

export interface AdoptionParts extends ChangeGuards {
  connections: Connections;
  profiles: Profiles;
  manifests: Manifests;
  inFlight: BackupsInFlight;
  nodesOf: (gateway: GatewayProfile) => Promise<ReadonlyMap<string, NodeClient>>;
}

const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;

/**
 * Goes on with backups that nobody is at work on any more, whether an earlier run of the program left them behind or
 * another process that has gone. One that another process is at work on is left to it.
 */
export class Adoption {
  readonly #parts: AdoptionParts;
  /** What is tried again and again, by the id of its operation. */
  readonly #tries = new Map<string, Promise<void>>();

  constructor(parts: AdoptionParts) {
    this.#parts = parts;
  }

  /** Begins with everything that is left, each in its own time: what cannot be reached now is tried again. */
  async all(signal: AbortSignal): Promise<void> {
    for (const record of await this.#parts.inFlight.all()) void this.#try(record, signal);
  }

  /**
   * Begins with what has been left since. Resolves when each backup was tried once, so that one that goes on is never
   * shown as interrupted. One whose end was not to be known is left to the next run of the program.
   */
  async look(signal: AbortSignal): Promise<void> {
    for (const record of await this.#parts.inFlight.all())
      if (!this.#tries.has(record.id) && (await this.#isLeft(record))) await this.#try(record, signal);
  }

  /**
   * Begins once to follow what is left of one gateway. Resolves with the operations that go on; what cannot be followed
   * now is left as it is.
   */
  async once(gatewayId: string): Promise<string[]> {
    const { inFlight, operations } = this.#parts;
    const records = (await inFlight.all()).filter((record) => record.gatewayId === gatewayId);
    for (const record of records) await this.#begun(record, new AbortController().signal);
    const running = new Set(operations.running().map((operation) => operation.id));
    return records.map((record) => record.id).filter((id) => running.has(id));
  }

  /** Resolves when nothing is tried any more. Its signal must be aborted before. */
  async stop(): Promise<void> {
    await Promise.all(this.#tries.values());
  }

  async #isLeft({ id, ended }: BackupInFlight): Promise<boolean> {
    const { operations, ports } = this.#parts;
    if (operations.running().some((operation) => operation.id === id)) return false;
    const known = operations.list().find((operation) => operation.id === id)?.status ?? 'interrupted';
    if (!ended && known !== 'interrupted' && known !== 'running') return false;
    return (await readWork(ports, id)) === null;
  }

  /** Tries until it has begun or there is nothing left to do. Resolves after the first try. */
  async #try(record: BackupInFlight, signal: AbortSignal): Promise<void> {
    const first = this.#begun(record, signal);
    const all = this.#again(first, record, signal).finally(() => this.#tries.delete(record.id));
    this.#tries.set(record.id, all);
    // Nodes that do not answer hold nobody up.
    if (!record.ended) await first;
  }

  async #again(first: Promise<boolean>, record: BackupInFlight, signal: AbortSignal): Promise<void> {
    let hasBegun = await first;
    for (let pause = FIRST_PAUSE_MS; !hasBegun; pause = Math.min(pause * 2, LONGEST_PAUSE_MS)) {
      await this.#parts.ports.clock.sleep(pause, signal);
      if (signal.aborted) return;
      hasBegun = await this.#begun(record, signal);
    }
  }

  /** Never rejects; resolves with whether it is not to be tried again. */
  async #begun({ id, order }: BackupInFlight, signal: AbortSignal): Promise<boolean> {
    try {
      await adopt(this.#parts, id, signal);
      return true;
    } catch (thrown) {
      const { title } = failureOf(thrown, '').value;
      this.#parts.ports.logger.info(`backup ${order.name} is not followed yet: ${title}`);
      return false;
    }
  }
}

async function adopt(parts: AdoptionParts, id: string, signal: AbortSignal): Promise<void> {
  const found = await parts.inFlight.get(id);
  if (found === null || parts.operations.running().some((operation) => operation.id === id)) return;
  const { ports, manifests, inFlight } = parts;
  const gateway = parts.profiles.get(found.gatewayId);
  if (found.ended) return releaseLeft(parts, gateway, id);
  const connection = await unlessAborted(signal, parts.connections.of(gateway.id, 5_000));
  if (connection.storeKey !== found.storeKey)
    throw new AppFailure(appError('outcome-unknown', { what: found.order.name }));
  let record = found;
  await beginChange(
    parts,
    connection,
    backupOperation(gateway, record.order),
    async (operation, lock) => {
      const nodes = await parts.nodesOf(gateway);
      return adoptBackup({ connection, operation, ports, manifests, inFlight, nodes, lock, record });
    },
    {
      adopts: {
        id,
        startedAt: record.startedAt,
        stillWanted: async () => {
          const now = await inFlight.get(id);
          record = now ?? record;
          return now !== null && !now.ended && !signal.aborted;
        },
      },
    },
  );
}

/** Releases the nodes that an ended backup had to leave quiesced. Rejects while one cannot be released. */
async function releaseLeft(parts: AdoptionParts, gateway: GatewayProfile, id: string): Promise<void> {
  const { ports, inFlight, nodesOf, operations } = parts;
  // What works on the gateway now has perhaps quiesced it for itself.
  const other = operations.list(gateway.id).find(({ status }) => status === 'running');
  if (other !== undefined) throw new AppFailure(appError('operation-running', { detail: other.target }));
  const lock = await takeLock(ports, `release-${id}`, `Release of nodes of ${gateway.name}`);
  try {
    const record = await inFlight.get(id);
    if (record === null) return;
    // Nobody can be asked about a node that was taken out of the profile.
    const known = record.quiesced.filter((node) => gateway.nodes.some((one) => one.id === node));
    const quiesced = await releaseNodes(await nodesOf(gateway), known, (text) => ports.logger.info(text));
    if (quiesced.length === 0) {
      await inFlight.remove(id);
      return;
    }
    await inFlight.write({ ...record, quiesced });
    throw new AppFailure(appError('node-not-quiesced', { what: quiesced.join(', ') }));
  } finally {
    await lock.release();
  }
}
