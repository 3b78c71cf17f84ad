import type { AppError } from '#shared/errors/app-error.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type {
  Operation,
  OperationKind,
  OperationResult,
  OperationStatus,
  Phase,
  PhaseId,
} from '#shared/model/operation.ts';
import type { BackupRef } from '#shared/model/primitives.ts';
import type { Clock } from '../ports.ts';

export interface NewOperation {
  kind: OperationKind;
  gateway: Pick<GatewayProfile, 'id' | 'name'>;
  target: string;
  /** Left out where the work is about no backup. */
  subjects?: readonly BackupRef[];
  reason: string;
  phases: readonly PhaseId[];
  cancellable: boolean;
  /** Default: now. */
  startedAt?: number;
}

/** How a piece of work says that it ended. */
export interface Outcome {
  status: Exclude<OperationStatus, 'running' | 'interrupted'>;
  result: OperationResult | null;
  error: AppError | null;
}

const LONGEST_LOG = 500;

/** The side of an operation that the work itself sees. Each change is announced; the registry limits how often. */
export class OperationHandle {
  readonly #abort = new AbortController();
  readonly #clock: Clock;
  readonly #changed: () => void;
  #state: Operation;

  constructor(id: string, wanted: NewOperation, user: string, clock: Clock, changed: () => void) {
    const now = clock.now();
    this.#clock = clock;
    this.#changed = changed;
    this.#state = {
      id,
      kind: wanted.kind,
      gatewayId: wanted.gateway.id,
      gatewayName: wanted.gateway.name,
      target: wanted.target,
      subjects: [...(wanted.subjects ?? [])],
      status: 'running',
      phases: wanted.phases.map((phase) => ({
        id: phase,
        state: 'waiting',
        startedAt: null,
        endedAt: null,
        text: '',
      })),
      shards: null,
      bytes: null,
      indices: [],
      startedAt: wanted.startedAt ?? now,
      updatedAt: now,
      readAt: null,
      endedAt: null,
      cancellable: wanted.cancellable,
      elsewhere: false,
      user,
      reason: wanted.reason,
      log: [],
      result: null,
      error: null,
    };
  }

  get id(): string {
    return this.#state.id;
  }

  get value(): Operation {
    return this.#state;
  }

  /** Aborted when the user cancels; the work decides what cancelling means on the server. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  cancel(): void {
    this.log('Cancel was asked for');
    this.#abort.abort();
  }

  update(
    patch: Partial<Pick<Operation, 'shards' | 'bytes' | 'indices' | 'readAt' | 'cancellable' | 'target'>>,
  ): void {
    this.#set(patch);
  }

  /** Moves one phase on. A phase that was not foreseen is added at its place in time. */
  phase(id: PhaseId, state: Phase['state'], text?: string): void {
    const now = this.#clock.now();
    const known = this.#state.phases.some((phase) => phase.id === id);
    const phases: Phase[] = known
      ? this.#state.phases
      : [...this.#state.phases, { id, state: 'waiting', startedAt: null, endedAt: null, text: '' }];
    this.#set({
      phases: phases.map((phase) => {
        if (phase.id !== id) return phase;
        const ended = state === 'done' || state === 'failed';
        return {
          id,
          state,
          startedAt: state === 'running' ? (phase.startedAt ?? now) : phase.startedAt,
          endedAt: ended ? now : null,
          text: text ?? phase.text,
        };
      }),
    });
    if (text !== undefined && text !== '' && state !== 'running') this.log(`${id}: ${text}`);
  }

  /** Runs one phase: running, then done with the text that `work` returns, or failed. */
  async inPhase<Value>(id: PhaseId, work: () => Promise<readonly [Value, string]>): Promise<Value> {
    this.phase(id, 'running');
    try {
      const [value, text] = await work();
      this.phase(id, 'done', text);
      return value;
    } catch (thrown) {
      this.phase(id, 'failed');
      throw thrown;
    }
  }

  log(text: string): void {
    const log = [...this.#state.log, { at: this.#clock.now(), text }];
    this.#set({ log: log.slice(-LONGEST_LOG) });
  }

  end(outcome: Outcome): void {
    const now = this.#clock.now();
    this.#set({
      ...outcome,
      endedAt: now,
      cancellable: false,
      phases: this.#state.phases.map((phase) => closed(phase, now, outcome.status)),
    });
  }

  #set(patch: Partial<Operation>): void {
    this.#state = { ...this.#state, ...patch, updatedAt: this.#clock.now() };
    this.#changed();
  }
}

/** What was waiting when the work ended was skipped; what still ran broke off. */
function closed(phase: Phase, now: number, status: Outcome['status']): Phase {
  if (phase.state === 'waiting') return { ...phase, state: 'skipped' };
  if (phase.state === 'running')
    return { ...phase, state: status === 'succeeded' ? 'done' : 'failed', endedAt: now };
  return phase;
}
