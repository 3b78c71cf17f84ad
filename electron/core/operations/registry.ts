import { randomUUID } from 'node:crypto';
import { type AppError, AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { ChangeKind } from '#shared/model/change-kinds.ts';
import type { HistoryRow } from '#shared/model/history.ts';
import type { Operation } from '#shared/model/operation.ts';
import type { BackupRef } from '#shared/model/primitives.ts';
import { isChange } from '#shared/rules/history.ts';
import { isSameBackup } from '#shared/rules/same-backup.ts';
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

interface HistoryPart {
  gatewayId?: string | undefined;
  /** Only what worked on this backup. */
  backup?: BackupRef | undefined;
}

/** A change that is waited for: no phases, no progress, nothing to cancel. */
export interface NewChange<Result> {
  kind: ChangeKind;
  gateway: NewOperation['gateway'];
  target: string;
  /** What is worth noting of an answer: facts in words, and the error of a change that counts but not wholly. */
  notes?: (result: Result) => { lines: readonly string[]; problem?: AppError | null };
}

/** Knows every operation: those that run here, those that other processes of the account run, and the history. */
export class Operations {
  readonly #ports: EnginePorts;
  readonly #history: History;
  readonly #live = new Map<string, Live>();
  readonly #atWork: AtWork;
  readonly #elsewhere: Elsewhere;
  readonly #changes = new Map<string, OperationHandle>();
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
      isOurs: (id) => this.#live.has(id) || this.#changes.has(id),
      tell: (operation) => this.#told(operation),
    });
  }

  /**
   * Reads the history. What has no end was interrupted, unless another process is at work on it; the history itself is
   * not rewritten.
   */
  async load(): Promise<void> {
    const loaded = await this.#history.load();
    for (const operation of loaded) this.#elsewhere.heard(operation);
    this.#past = loaded.filter(({ kind }) => !isChange(kind)).map((operation) => this.#asItIs(operation));
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

  /**
   * One line for each operation and each change of all months, newest first, as far as the filter leaves them. Rejects
   * with `file-failed`.
   */
  async history({ gatewayId, backup }: HistoryPart = {}): Promise<HistoryRow[]> {
    const written = (await this.#history.rows()).map((row) => this.#asItIs(row));
    return written
      .filter((row) => gatewayId === undefined || row.gatewayId === gatewayId)
      .filter((row) => backup === undefined || row.subjects.some((of) => isSameBackup(of, backup)))
      .sort((a, b) => b.startedAt - a.startedAt);
  }

  /** The same, whole and one at a time, in the order of the files. */
  async *everything(): AsyncGenerator<Operation> {
    for await (const operation of this.#history.all()) yield this.#asItIs(operation);
  }

  /** Runs a change and notes it: who made it, how it ended and how long it took. Ends as the work ends. */
  async noted<Result>(wanted: NewChange<Result>, work: () => Promise<Result>): Promise<Result> {
    const { clock, user } = this.#ports;
    const id = newId(clock.now());
    const change = { ...wanted, reason: '', phases: [], cancellable: false };
    const handle = new OperationHandle(id, change, user, clock, () => undefined);
    this.#changes.set(id, handle);
    this.#atWork.tell(handle.value);
    void this.#history.append(handle.value);
    try {
      const result = await work();
      const { lines = [], problem = null } = wanted.notes?.(result) ?? {};
      lines.forEach((line) => handle.log(line));
      handle.end({ status: problem === null ? 'succeeded' : 'warning', result: null, error: problem });
      return result;
    } catch (thrown) {
      handle.end({ ...this.#broken(handle, thrown), result: null });
      throw thrown;
    } finally {
      await this.#written(handle);
      this.#changes.delete(id);
      this.#ports.emit('changed', { what: 'history' });
    }
  }

  /** Starts work and returns at once. Whatever the work throws becomes the end of the operation. */
  begin(
    wanted: NewOperation,
    work: (operation: OperationHandle) => Promise<Outcome>,
    adopts?: { id: string; startedAt: number },
  ): string {
    const startedAt = adopts?.startedAt ?? this.#ports.clock.now();
    const id = adopts?.id ?? newId(startedAt);
    // What an earlier run or another process left interrupted goes on; it is one operation, not two.
    this.#past = this.#past.filter((operation) => operation.id !== id);
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
    const elsewhere = this.#elsewhere.running().filter(({ kind }) => !isChange(kind));
    const all = [...this.running(), ...elsewhere, ...this.#past].sort((a, b) => b.startedAt - a.startedAt);
    return gatewayId === undefined ? all : all.filter((operation) => operation.gatewayId === gatewayId);
  }

  /** Those that run here. */
  running(): Operation[] {
    return [...this.#live.values()].map((live) => live.handle.value);
  }

  /** Resolves when what runs here on a gateway now has ended. */
  async idle(gatewayId: string): Promise<void> {
    const running = this.running().filter((operation) => operation.gatewayId === gatewayId);
    await Promise.all(running.map(({ id }) => this.ended(id)));
  }

  /** Work and changes that are not done yet. */
  unfinished(): Operation[] {
    return [...this.running(), ...[...this.#changes.values()].map((handle) => handle.value)];
  }

  get(id: string): Operation {
    const found = this.#known(id);
    if (found === undefined) throw new AppFailure(appError('operation-missing'));
    return found;
  }

  /** One operation or change, however old it is. Rejects with `operation-missing`. */
  async found(id: string): Promise<Operation> {
    const written = this.#known(id) ?? (await this.#history.find(id));
    if (written === null) throw new AppFailure(appError('operation-missing'));
    return this.#asItIs(written);
  }

  #known(id: string): Operation | undefined {
    return (
      this.#live.get(id)?.handle.value ??
      this.#changes.get(id)?.value ??
      this.#elsewhere.running().find((operation) => operation.id === id) ??
      this.#past.find((operation) => operation.id === id)
    );
  }

  /** What has no end and runs nowhere was interrupted; the history itself is not rewritten. */
  #asItIs<Line extends HistoryRow | Operation>(line: Line): Line {
    if (line.status !== 'running') return line;
    const runs = [...this.unfinished(), ...this.#elsewhere.running()];
    if (runs.some(({ id }) => id === line.id)) return line;
    return 'cancellable' in line
      ? { ...line, status: 'interrupted', cancellable: false }
      : { ...line, status: 'interrupted' };
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
    await this.#written(handle);
    this.#past = [handle.value, ...this.#past].slice(0, KEPT);
    this.#live.delete(handle.id);
    this.#ports.emit('operation', handle.value);
    return handle.value;
  }

  /** Puts an end into the history, and then tells nobody any more that it is worked on. */
  async #written({ id, value }: OperationHandle): Promise<void> {
    this.#elsewhere.heard(value);
    await this.#history.append(value);
    await this.#atWork.end(id);
  }

  async #outcome(
    handle: OperationHandle,
    work: (operation: OperationHandle) => Promise<Outcome>,
  ): Promise<Outcome> {
    try {
      return await work(handle);
    } catch (thrown) {
      return this.#broken(handle, thrown);
    }
  }

  #told(operation: Operation): void {
    if (isChange(operation.kind)) {
      this.#ports.emit('changed', { what: 'history' });
      return;
    }
    this.#past = this.#past.filter(({ id }) => id !== operation.id);
    if (operation.status !== 'running') this.#past = [operation, ...this.#past].slice(0, KEPT);
    this.#ports.emit('operation', operation);
  }

  /** The end of work that threw. */
  #broken(handle: OperationHandle, thrown: unknown): Outcome {
    if (thrown instanceof AppFailure) {
      const { code, title, cause } = thrown.value;
      handle.log(`${title} ${cause}`);
      const status = code === 'cancelled' ? 'cancelled' : code === 'outcome-unknown' ? 'unknown' : 'failed';
      return { status, result: handle.value.result, error: thrown.value };
    }
    const text = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
    this.#ports.logger.error(`operation ${handle.id}: ${text}`);
    const detail = thrown instanceof Error ? thrown.message : String(thrown);
    return { status: 'failed', result: null, error: appError('internal', { detail }) };
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

function newId(startedAt: number): string {
  return `op-${new Date(startedAt).toISOString().slice(0, 10)}-${randomUUID().slice(0, 8)}`;
}
