import { type AppError, AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { PendingRestart, RestartNode } from '#shared/model/restart.ts';
import { type Lock, takeLock } from '../operations/lock.ts';
import type { Operations } from '../operations/registry.ts';
import type { EnginePorts } from '../ports.ts';
import { Announcer } from './announcer.ts';
import { LiveRestart } from './live-restart.ts';
import {
  alsoDue,
  brokenOff,
  isMoving,
  isSettled,
  newNode,
  newPending,
  withEvent,
  withNode,
} from './pending.ts';
import { RestartStore } from './restart-store.ts';
import { restartNodes, targetOf } from './run.ts';
import type { RestartClient } from './run-node.ts';
import { type StoreHealth, StoreWatch } from './store-watch.ts';
import type { RestartWay } from './ways.ts';

export interface RestartParts {
  ports: EnginePorts;
  operations: Operations;
  /** A client for one node of a gateway; who signs in there is decided outside. */
  clientOf: (gateway: GatewayProfile, nodeId: string) => Promise<RestartClient>;
  /** How a node is stopped and started. */
  wayOf: (gateway: GatewayProfile, nodeId: string) => Promise<RestartWay>;
  storeHealth: (gateway: GatewayProfile) => Promise<StoreHealth>;
  /** The key under which changes of the gateway's data store are locked. */
  storeKey: (gateway: GatewayProfile) => Promise<string>;
}

/** Restarts that are due, and the runs that settle them (E21). They outlive this program. */
export class Restarts {
  readonly #parts: RestartParts;
  readonly #store: RestartStore;
  readonly #announcer: Announcer;
  readonly #live = new Map<string, { restart: LiveRestart; operationId: string | null }>();
  readonly #stop = new AbortController();

  constructor(parts: RestartParts) {
    this.#parts = parts;
    this.#store = new RestartStore(parts.ports.files);
    this.#announcer = new Announcer(parts.ports.emit);
  }

  /** Puts runs that broke off back to pending, unless another process is at work on them. Resolves with what was set aside. */
  async load(): Promise<AppError[]> {
    const notices: AppError[] = [];
    for (const gatewayId of await this.#store.gatewayIds()) {
      const { pending, setAside } = await this.#store.read(gatewayId);
      if (setAside !== null) notices.push(this.#noticeOf(setAside));
      if (pending === null || (!pending.running && !pending.nodes.some(isMoving))) continue;
      const lock = await this.#lockOrNull(gatewayId);
      if (lock === null) continue;
      try {
        // Whoever had the lock may have ended its run meanwhile.
        const now = (await this.#store.read(gatewayId)).pending;
        if (now !== null && (now.running || now.nodes.some(isMoving)))
          await this.#store.write(brokenOff(now, this.#now));
      } finally {
        await lock.release();
      }
    }
    return notices;
  }

  /** Announces restarts that another process made due, goes on with or settled since the last look. */
  async look(): Promise<void> {
    for (const gatewayId of await this.#store.changedElsewhere())
      if (!this.#live.has(gatewayId))
        this.#parts.ports.emit('restart', { gatewayId, pending: await this.pending(gatewayId) });
  }

  /** What is due on a gateway, or `null`. */
  async pending(gatewayId: string): Promise<PendingRestart | null> {
    const live = this.#live.get(gatewayId);
    if (live !== undefined) return live.restart.value;
    const { pending, setAside } = await this.#store.read(gatewayId);
    if (setAside !== null) this.#noticeOf(setAside);
    return pending;
  }

  /** Makes a restart due on all nodes of a gateway, also on those that were restarted before. */
  async request(gateway: GatewayProfile, why: string, operationId: string | null): Promise<PendingRestart> {
    const pending = newPending(gateway, why, operationId, this.#now);
    const live = this.#live.get(gateway.id);
    if (live !== undefined) {
      const moving = live.restart.value.nodes.filter(isMoving);
      const nodes = pending.nodes.map((node) => moving.find((old) => old.nodeId === node.nodeId) ?? node);
      return this.#due({ ...pending, running: true, nodes });
    }
    return this.#due(pending);
  }

  /** Makes a restart due on some nodes, beside what is due already. */
  async requestOn(gateway: GatewayProfile, nodeIds: readonly string[], why: string): Promise<void> {
    const nodes = gateway.nodes.filter(({ id }) => nodeIds.includes(id));
    const asked = newPending({ ...gateway, nodes }, why, null, this.#now);
    const known = await this.pending(gateway.id);
    await this.#due(known === null ? asked : alsoDue(known, asked));
  }

  /** Keeps and announces what has become due; a run that is at work goes on with it. Resolves with what is due now. */
  async #due(pending: PendingRestart): Promise<PendingRestart> {
    const live = this.#live.get(pending.gatewayId)?.restart;
    if (live !== undefined) {
      await live.replace(pending);
      return live.value;
    }
    await this.#store.write(pending);
    this.#announcer.changed(pending);
    return pending;
  }

  /**
   * Restarts nodes in the order given and returns the operation at once. Rejects with `operation-running` or,
   * for a node that the gateway does not have, with `input-invalid`.
   */
  async start(gateway: GatewayProfile, nodeIds: readonly string[]): Promise<string> {
    const wanted = [...new Set(nodeIds)];
    const nodes = wanted.map((id) => {
      const node = gateway.nodes.find((known) => known.id === id);
      if (node === undefined) throw unknownNode();
      return node;
    });
    const { ports, operations } = this.#parts;
    const other = operations.running().find((operation) => operation.gatewayId === gateway.id);
    if (other !== undefined) throw busy(`${other.kind} of ${other.target}`);
    const lock = await this.#locks(gateway);
    try {
      const known = (await this.pending(gateway.id)) ?? {
        ...newPending(gateway, 'A restart was asked for', null, this.#now),
        nodes: [],
      };
      const others = known.nodes.filter(
        ({ nodeId }) => !wanted.includes(nodeId) && gateway.nodes.some((node) => node.id === nodeId),
      );
      const chosen = nodes.map(newNode);
      const order = [...known.nodes.map((node) => node.nodeId), ...wanted];
      const all = [...others, ...chosen].sort((a, b) => order.indexOf(a.nodeId) - order.indexOf(b.nodeId));
      const live = new LiveRestart(
        { ...brokenOff(known, this.#now), running: true, nodes: all },
        ports,
        this.#store,
        this.#announcer,
      );
      return this.#begin(gateway, wanted, live, lock);
    } catch (thrown) {
      await lock.release();
      throw thrown;
    }
  }

  #begin(gateway: GatewayProfile, nodeIds: string[], live: LiveRestart, lock: Lock): string {
    const { ports, operations, clientOf, wayOf, storeHealth } = this.#parts;
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

  /** Takes the administrator's word that a node works with the new data. Resolves with what is still due. */
  async tickOff(gatewayId: string, nodeId: string): Promise<PendingRestart | null> {
    const live = this.#live.get(gatewayId)?.restart;
    const current = await this.pending(gatewayId);
    if (current === null) return null;
    const node = current.nodes.find((one) => one.nodeId === nodeId);
    if (node === undefined) throw unknownNode();
    if (live === undefined && current.running) throw busy('Another window or command restarts its nodes.');
    if (node.state === 'healthy' || node.state === 'ticked-off') return current;
    const now = this.#now;
    const tick = (old: RestartNode): RestartNode => ({
      ...withEvent(old, { at: now, state: 'good', text: `Ticked off by ${this.#parts.ports.user}` }),
      state: 'ticked-off',
      endedAt: now,
      error: null,
    });
    if (live !== undefined) {
      await live.change(nodeId, tick);
      return live.value;
    }
    return this.#settle(withNode(current, nodeId, tick));
  }

  /** Forgets what is due on a gateway that is no longer in the list. */
  async forget(gatewayId: string): Promise<void> {
    if (this.#live.has(gatewayId)) return;
    await this.#store.remove(gatewayId);
    this.#announcer.settled(gatewayId, null);
  }

  /** Ends all runs here. A node that was told to restart goes on by itself and is looked at again later. */
  async stop(): Promise<void> {
    this.#stop.abort();
    const ids = [...this.#live.values()].map((live) => live.operationId).filter((id) => id !== null);
    await Promise.all(ids.map((id) => this.#parts.operations.ended(id)));
  }

  async #settle(pending: PendingRestart): Promise<PendingRestart | null> {
    const left = isSettled(pending) ? null : pending;
    if (left === null) await this.#store.remove(pending.gatewayId);
    else await this.#store.write(left);
    this.#announcer.settled(pending.gatewayId, left);
    return left;
  }

  /** One run a gateway, and no change of its data store meanwhile: with autostart a node takes that down with it (E17). */
  async #locks(gateway: GatewayProfile): Promise<Lock> {
    const what = `Restart of ${gateway.name}`;
    const own = await takeLock(this.#parts.ports, lockKey(gateway.id), what);
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
      return await takeLock(this.#parts.ports, lockKey(gatewayId), 'Look at a restart that broke off');
    } catch (thrown) {
      if (thrown instanceof AppFailure && thrown.value.code === 'operation-running') return null;
      throw thrown;
    }
  }

  #noticeOf(setAside: string): AppError {
    this.#parts.ports.logger.warn(`a pending restart could not be read; set aside as ${setAside}`);
    return appError('restart-unreadable', { what: setAside });
  }

  get #now(): number {
    return this.#parts.ports.clock.now();
  }
}

function lockKey(gatewayId: string): string {
  return `restart-${gatewayId}`;
}

function unknownNode(): AppFailure {
  return new AppFailure(appError('input-invalid', { detail: 'the gateway has no such node' }));
}

function busy(detail: string): AppFailure {
  return new AppFailure(appError('operation-running', { detail }));
}
