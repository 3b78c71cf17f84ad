import { randomUUID } from 'node:crypto';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { Operation } from '#shared/model/operation.ts';
import type { EnginePorts } from '../ports.ts';
import { AT_WORK_FOLDER, AtWork } from './at-work.ts';
import { Elsewhere } from './elsewhere.ts';
import { HISTORY_FOLDER, History } from './history.ts';
import { type NewOperation, OperationHandle, type Outcome } from './operation-handle.ts';

/** At most four events a second. */
const EVENT_GAP_MS = 250;
const KEPT = 500;

interface Live {
  handle: OperationHandle;
  ended: Promise<Operation>;
  lastSent: number;
  timer: NodeJS.Timeout | null;
}

/** Knows every operation: those that run here, those that other processes of the account run, and the history. */
export class Operations {
  readonly #ports: EnginePorts;
  readonly #history: History;
  readonly #live = new Map<string, Live>();
  readonly #atWork: AtWork;
  readonly #elsewhere: Elsewhere;
  readonly #ours = new Set<string>();
  #past: Operation[] = [];

  /** Folders in which other processes leave word. */
  static readonly FOLDERS = [HISTORY_FOLDER, AT_WORK_FOLDER] as const;

  constructor(ports: EnginePorts) {
    this.#ports = ports;
    this.#history = new History(ports.files, ports.logger);
    this.#atWork = new AtWork(ports);
    this.#elsewhere = new Elsewhere({
      ports,
      history: this.#history,
      isOurs: (id) => this.#ours.has(id),
      tell: (operation) => this.#told(operation),
    });
  }

  /**
   * Reads the history. What has no end was interrupted, unless another process is at work on it; the history itself is
   * not rewritten.
   */
  async load(): Promise<void> {
    const loaded = await this.#history.load();
    this.#past = loaded.map((operation) =>
      operation.status === 'running'
        ? { ...operation, status: 'interrupted' as const, cancellable: false }
        : operation,
    );
    await this.look();
  }

  /** Learns and announces what other processes began, did and ended since the last look. */
  look(): Promise<void> {
    return this.#elsewhere.look();
  }

  /** Others no longer see this process at work; its work on servers goes on. */
  stop(): Promise<void> {
    return this.#atWork.stop();
  }

  /** Starts work and returns at once. Whatever the work throws becomes the end of the operation. */
  begin(
    wanted: NewOperation,
    work: (operation: OperationHandle) => Promise<Outcome>,
    adopts?: { id: string; startedAt: number },
  ): string {
    const startedAt = adopts?.startedAt ?? this.#ports.clock.now();
    const id =
      adopts?.id ?? `op-${new Date(startedAt).toISOString().slice(0, 10)}-${randomUUID().slice(0, 8)}`;
    // What an earlier run or another process left interrupted goes on; it is one operation, not two.
    this.#past = this.#past.filter((operation) => operation.id !== id);
    this.#ours.add(id);
    this.#elsewhere.forget(id);
    const handle = new OperationHandle(
      id,
      { ...wanted, startedAt },
      this.#ports.user,
      this.#ports.clock,
      () => this.#announce(id),
    );
    const live: Live = { handle, ended: Promise.resolve(handle.value), lastSent: 0, timer: null };
    this.#live.set(id, live);
    live.ended = this.#run(handle, work);
    return id;
  }

  list(gatewayId?: string): Operation[] {
    const all = [...this.running(), ...this.#elsewhere.running(), ...this.#past].sort(
      (a, b) => b.startedAt - a.startedAt,
    );
    return gatewayId === undefined ? all : all.filter((operation) => operation.gatewayId === gatewayId);
  }

  /** Those that run here. */
  running(): Operation[] {
    return [...this.#live.values()].map((live) => live.handle.value);
  }

  get(id: string): Operation {
    const found = this.list().find((operation) => operation.id === id);
    if (found === undefined) throw new AppFailure(appError('operation-missing'));
    return found;
  }

  /** Rejects with `operation-missing`. */
  found(id: string): Promise<Operation> {
    return Promise.resolve().then(() => this.get(id));
  }

  /** Asks an operation to stop. Rejects with `not-cancellable`. */
  cancelled(id: string): Promise<Record<string, never>> {
    return Promise.resolve().then(() => {
      const live = this.#live.get(id);
      if (live?.handle.value.cancellable !== true) throw new AppFailure(appError('not-cancellable'));
      live.handle.cancel();
      return {};
    });
  }

  async ended(id: string): Promise<Operation> {
    return this.#live.get(id)?.ended ?? this.get(id);
  }

  async #run(
    handle: OperationHandle,
    work: (operation: OperationHandle) => Promise<Outcome>,
  ): Promise<Operation> {
    await this.#history.append(handle.value);
    this.#announce(handle.id);
    handle.end(await this.#outcome(handle, work));
    const live = this.#live.get(handle.id);
    if (live?.timer != null) clearTimeout(live.timer);
    await this.#history.append(handle.value);
    await this.#atWork.end(handle.id);
    this.#past = [handle.value, ...this.#past].slice(0, KEPT);
    this.#live.delete(handle.id);
    this.#ports.emit('operation', handle.value);
    return handle.value;
  }

  async #outcome(
    handle: OperationHandle,
    work: (operation: OperationHandle) => Promise<Outcome>,
  ): Promise<Outcome> {
    try {
      return await work(handle);
    } catch (thrown) {
      if (thrown instanceof AppFailure) {
        const status =
          thrown.value.code === 'cancelled'
            ? 'cancelled'
            : thrown.value.code === 'outcome-unknown'
              ? 'unknown'
              : 'failed';
        handle.log(`${thrown.value.title} ${thrown.value.cause}`);
        return { status, result: handle.value.result, error: thrown.value };
      }
      const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
      this.#ports.logger.error(`operation ${handle.id}: ${text}`);
      const detail = thrown instanceof Error ? thrown.message : String(thrown);
      return { status: 'failed', result: null, error: appError('internal', { detail }) };
    }
  }

  #told(operation: Operation): void {
    this.#past = this.#past.filter(({ id }) => id !== operation.id);
    if (operation.status !== 'running') this.#past = [operation, ...this.#past].slice(0, KEPT);
    this.#ports.emit('operation', operation);
  }

  #announce(id: string): void {
    const live = this.#live.get(id);
    if (live === undefined) return;
    if (live.handle.value.status === 'running') this.#atWork.tell(live.handle.value);
    if (live.timer !== null) return;
    const wait = live.lastSent + EVENT_GAP_MS - performance.now();
    const send = (): void => {
      live.timer = null;
      live.lastSent = performance.now();
      if (this.#live.has(id)) this.#ports.emit('operation', live.handle.value);
      // The gap is one between two that were heard: telling it takes time as well.
      live.lastSent = performance.now();
    };
    if (wait <= 0) send();
    else live.timer = setTimeout(send, wait);
  }
}
