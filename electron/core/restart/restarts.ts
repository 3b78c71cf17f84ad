import { type AppError, AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { PendingRestart, RestartNode } from '#shared/model/restart.ts';
import { isDone, isMoving } from '#shared/rules/restart-nodes.ts';
import type { NodeProcess } from '../elasticsearch/node-process.ts';
import { type Lock, takeLock } from '../operations/lock.ts';
import type { Operations } from '../operations/registry.ts';
import type { EnginePorts } from '../ports.ts';
import { Announcer } from './announcer.ts';
import { LiveRestart } from './live-restart.ts';
import { asBegun, unknownNode } from './order.ts';
import { type AskedRestart, brokenOff, newPending, tickedOff, withNode } from './pending.ts';
import { isBusy, RestartBook } from './restart-book.ts';
import { restartNodes, targetOf } from './run.ts';
import type { RestartClient } from './run-node.ts';
import { type StoreAccess, storeChecked, storeLookOf } from './store-look.ts';
import { storeNodeOf } from './store-parts.ts';
import { type StoreHealth, StoreWatch } from './store-watch.ts';
import type { RestartWay } from './ways.ts';

export interface RestartParts {
  ports: EnginePorts;
  operations: Operations;
  /** A client for one node of a gateway; who signs in there is decided outside. */
  clientOf: (gateway: GatewayProfile, nodeId: string) => Promise<RestartClient>;
  /** How a node is stopped and started. */
  wayOf: (gateway: GatewayProfile, nodeId: string) => Promise<RestartWay>;
  /** How nodes of the data store are looked at, stopped and started. */
  store: StoreAccess;
  storeHealth: (gateway: GatewayProfile) => Promise<StoreHealth>;
  /** The key under which changes of the gateway's data store are locked. */
  storeKey: (gateway: GatewayProfile) => Promise<string>;
}

/** Restarts that are due, and the runs that settle them (E21). They outlive this program. */
export class Restarts {
  readonly #parts: RestartParts;
  readonly #book: RestartBook;
  readonly #announcer: Announcer;
  readonly #live = new Map<string, { restart: LiveRestart; operationId: string | null }>();
  readonly #stop = new AbortController();
  readonly #notices: AppError[] = [];

  constructor(parts: RestartParts) {
    this.#parts = parts;
    this.#book = new RestartBook(parts.ports, (setAside) => {
      parts.ports.logger.warn(`a pending restart could not be read; set aside as ${setAside}`);
      this.#notices.push(appError('restart-unreadable', { what: setAside }));
    });
    this.#announcer = new Announcer(parts.ports.emit);
  }

  /** Puts runs that broke off back to pending, unless another process is at work on them. Resolves with what was set aside. */
  async load(): Promise<AppError[]> {
    for (const gatewayId of await this.#book.gatewayIds()) {
      const pending = await this.#book.read(gatewayId);
      if (pending === null || (!pending.running && !pending.nodes.some(isMoving))) continue;
      const lock = await this.#lockOrNull(gatewayId);
      if (lock === null) continue;
      try {
        // Whoever had the lock may have ended its run meanwhile.
        await this.#book.settle(gatewayId, (now) =>
          now !== null && (now.running || now.nodes.some(isMoving)) ? brokenOff(now, this.#now) : now,
        );
      } finally {
        await lock.release();
      }
    }
    return this.#notices.splice(0);
  }

  /** Announces restarts that another process made due, goes on with or settled since the last look. */
  async look(): Promise<void> {
    for (const gatewayId of await this.#book.changedElsewhere())
      if (!this.#live.has(gatewayId))
        this.#parts.ports.emit('restart', { gatewayId, pending: await this.pending(gatewayId) });
  }

  /** What is due on a gateway, or `null`. */
  async pending(gatewayId: string): Promise<PendingRestart | null> {
    return this.#live.get(gatewayId)?.restart.value ?? this.#book.read(gatewayId);
  }

  /**
   * Makes a restart due on all nodes of a gateway, also on those that were restarted before. Of its data store only
   * what was due before stays due.
   */
  async request(gateway: GatewayProfile, why: string, operationId: string | null): Promise<PendingRestart> {
    return this.#due({ all: true, pending: newPending(gateway, why, operationId, this.#now) });
  }

  /**
   * Makes a restart due on some nodes of a gateway, and on nodes of its data store that it does not start along,
   * beside what is due already.
   */
  async requestOn(
    gateway: GatewayProfile,
    nodeIds: readonly string[],
    why: string,
    stores: readonly NodeProcess[] = [],
  ): Promise<PendingRestart> {
    const own = await Promise.all(stores.map((node) => storeNodeOf(gateway, node, this.#parts.store)));
    const pending = newPending(gateway, why, null, this.#now, { nodeIds, stores: own });
    return this.#due({ all: false, pending });
  }

  /**
   * Makes a restart of everything due, with all nodes of the data store, for an administrator who wants it. Rejects
   * with `restart-store-along` where the gateway starts its data store itself, or when the data store does not answer.
   */
  async requestAll(gateway: GatewayProfile, why: string): Promise<PendingRestart> {
    if (gateway.autostart) throw new AppFailure(appError('restart-store-along'));
    const stores = await this.#parts.store.processes(gateway.id);
    return this.requestOn(
      gateway,
      gateway.nodes.map(({ id }) => id),
      why,
      stores,
    );
  }

  /** Keeps and announces what has become due; a run that is at work goes on with it. Resolves with what is due now. */
  async #due(asked: AskedRestart): Promise<PendingRestart> {
    const live = this.#live.get(asked.pending.gatewayId)?.restart;
    if (live !== undefined) {
      await live.ask(asked);
      return live.value;
    }
    const due = await this.#book.ask(asked);
    this.#announcer.changed(due);
    return due;
  }

  /**
   * Restarts nodes and returns the operation at once: those of the data store first, then those of the gateway in the
   * order given or all at the same time. Rejects with `operation-running`, with `restart-store-first` while the data
   * store is due and not among them, or with `input-invalid` for a node that the gateway does not have.
   */
  async start(gateway: GatewayProfile, nodeIds: readonly string[], together = false): Promise<string> {
    const wanted = [...new Set(nodeIds)];
    const { operations } = this.#parts;
    const other = operations.running().find((operation) => operation.gatewayId === gateway.id);
    if (other !== undefined) throw busy(`${other.kind} of ${other.target}`);
    const lock = await this.#locks(gateway);
    try {
      const known = (await this.#book.read(gateway.id)) ?? {
        ...newPending(gateway, 'A restart was asked for', null, this.#now),
        nodes: [],
      };
      const now = asBegun(gateway, known, wanted, { together, now: this.#now });
      const live = new LiveRestart(now, this.#parts.ports, this.#book, this.#announcer);
      return this.#begin(gateway, wanted, live, lock);
    } catch (thrown) {
      await lock.release();
      throw thrown;
    }
  }

  #begin(gateway: GatewayProfile, nodeIds: string[], live: LiveRestart, lock: Lock): string {
    const { ports, operations, clientOf, wayOf, store, storeHealth } = this.#parts;
    const entry: { restart: LiveRestart; operationId: string | null } = { restart: live, operationId: null };
    this.#live.set(gateway.id, entry);
    const wanted = {
      kind: 'restart' as const,
      gateway,
      target: targetOf({ live, nodeIds }),
      reason: live.value.why,
      phases: ['restart' as const],
      cancellable: true,
    };
    entry.operationId = operations.begin(wanted, async (operation) => {
      try {
        await live.replace(live.value);
        return await restartNodes({
          live,
          nodeIds,
          operation,
          clientOf: (nodeId) => clientOf(gateway, nodeId),
          wayOf: (nodeId) => wayOf(gateway, nodeId),
          storeWayOf: (part) => store.wayOf(gateway, part),
          storeLook: (name, part) =>
            storeLookOf(store, () => storeHealth(gateway), gateway.id, { name, store: part }),
          storeWork: () => store.work(gateway.id),
          storeGoesAlong: gateway.autostart,
          store: gateway.autostart
            ? new StoreWatch(() => storeHealth(gateway), ports.clock, ports.timing)
            : null,
          clock: ports.clock,
          timing: ports.timing,
          stop: this.#stop.signal,
        });
      } finally {
        await live.finish();
        this.#live.delete(gateway.id);
        await lock.release();
      }
    });
    return entry.operationId;
  }

  /**
   * Takes the administrator's word that a node was restarted; of the data store it is checked first, unless `unchecked`.
   * Resolves with what is still due. Rejects with `operation-running` while another process restarts nodes of the
   * gateway, and with `store-not-restarted` or `store-unread` where the check says so.
   */
  async tickOff(gatewayId: string, nodeId: string, unchecked = false): Promise<PendingRestart | null> {
    const current = await this.pending(gatewayId);
    if (current === null) return null;
    const node = current.nodes.find((one) => one.nodeId === nodeId);
    if (node === undefined) throw unknownNode();
    if (isDone(node)) return current;
    const { ports, store } = this.#parts;
    const seen =
      node.store === undefined || unchecked
        ? ''
        : await storeChecked(store, gatewayId, { name: node.name, store: node.store });
    const tick = (old: RestartNode): RestartNode =>
      tickedOff(old, this.#now, `Ticked off by ${ports.user}${seen}`);
    const live = this.#live.get(gatewayId)?.restart;
    if (live !== undefined) {
      await live.change(nodeId, tick);
      return live.value;
    }
    const left = await this.#book.change(
      gatewayId,
      `Tick off ${node.name}`,
      (known) => known && withNode(known, nodeId, tick),
    );
    this.#announcer.settled(gatewayId, left);
    return left;
  }

  /** Forgets what is due on a gateway that is no longer in the list. */
  async forget(gatewayId: string): Promise<void> {
    if (this.#live.has(gatewayId)) return;
    await this.#book.forget(gatewayId);
    this.#announcer.settled(gatewayId, null);
  }

  /** Ends all runs here. A node that was told to restart goes on by itself and is looked at again later. */
  async stop(): Promise<void> {
    this.#stop.abort();
    const ids = [...this.#live.values()].map((live) => live.operationId).filter((id) => id !== null);
    await Promise.all(ids.map((id) => this.#parts.operations.ended(id)));
  }

  /** One run a gateway, and no change of its data store meanwhile: a restart may take that down (E17). */
  async #locks(gateway: GatewayProfile): Promise<Lock> {
    const what = `Restart of ${gateway.name}`;
    const own = await this.#book.lock(gateway.id, what);
    try {
      // A data store that cannot be reached cannot be changed by anybody either.
      const key = await this.#parts.storeKey(gateway).catch(() => null);
      const store = key === null ? null : await takeLock(this.#parts.ports, key, what);
      return {
        isHeld: () => own.isHeld() && (store?.isHeld() ?? true),
        release: async () => {
          await store?.release();
          await own.release();
        },
      };
    } catch (thrown) {
      await own.release();
      throw thrown;
    }
  }

  async #lockOrNull(gatewayId: string): Promise<Lock | null> {
    try {
      return await this.#book.lock(gatewayId, 'Look at a restart that broke off', 1);
    } catch (thrown) {
      if (isBusy(thrown)) return null;
      throw thrown;
    }
  }

  get #now(): number {
    return this.#parts.ports.clock.now();
  }
}

function busy(detail: string): AppFailure {
  return new AppFailure(appError('operation-running', { detail }));
}
