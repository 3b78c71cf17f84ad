import { AppFailure } from '#shared/errors/app-error.ts';
import type { PendingRestart } from '#shared/model/restart.ts';
import { type Lock, takeLock } from '../operations/lock.ts';
import type { EnginePorts } from '../ports.ts';
import { type AskedRestart, isSettled, withAsked } from './pending.ts';
import { RestartStore } from './restart-store.ts';

/** A change of a pending restart is quick; a lock that is held for so many looks is that of a run. */
const LOOKS = 20;

/** What is due after a change, by what was due before; `null` when nothing is. */
type Change = (known: PendingRestart | null) => PendingRestart | null;

/**
 * Pending restarts as all processes of a data folder share them. Each is changed under the lock of its gateway (E17).
 * A run keeps the lock to its end; what is asked for meanwhile elsewhere is kept beside and counts from then on.
 */
export class RestartBook {
  readonly #ports: EnginePorts;
  readonly #files: RestartStore;
  readonly #setAside: (name: string) => void;
  /** Changes of this process wait for each other instead of for the lock. */
  readonly #turns = new Map<string, Promise<unknown>>();

  /** `setAside` hears the new name of a file that could not be read. */
  constructor(ports: EnginePorts, setAside: (name: string) => void) {
    this.#ports = ports;
    this.#files = new RestartStore(ports.files);
    this.#setAside = setAside;
  }

  gatewayIds(): Promise<string[]> {
    return this.#files.gatewayIds();
  }

  /** Gateways of which another process changed what is due since the last look. */
  changedElsewhere(): Promise<string[]> {
    return this.#files.changedElsewhere();
  }

  /** What is due on a gateway, with what was asked for while another process had it. */
  async read(gatewayId: string): Promise<PendingRestart | null> {
    const pending = await this.#read(gatewayId);
    const kept = await this.#files.kept(gatewayId);
    return kept.reduce((known, { asked }) => withAsked(known, asked), pending);
  }

  async #read(gatewayId: string): Promise<PendingRestart | null> {
    const { pending, setAside } = await this.#files.read(gatewayId);
    if (setAside !== null) this.#setAside(setAside);
    return pending;
  }

  /**
   * Changes what is due, under the lock; `null` and what is settled are removed. Resolves with what is due then.
   * Rejects with `operation-running` while another process restarts nodes of the gateway.
   */
  async change(gatewayId: string, what: string, change: Change): Promise<PendingRestart | null> {
    const before = this.#turns.get(gatewayId) ?? Promise.resolve();
    const turn = before
      .catch(() => undefined)
      .then(async () => {
        const lock = await this.lock(gatewayId, what);
        try {
          return await this.settle(gatewayId, change);
        } finally {
          await lock.release();
        }
      });
    this.#turns.set(gatewayId, turn);
    try {
      return await turn;
    } finally {
      if (this.#turns.get(gatewayId) === turn) this.#turns.delete(gatewayId);
    }
  }

  /** The same for whoever has the lock. What was kept beside is taken in. `newest`: newer than what is on the disk. */
  async settle(gatewayId: string, change: Change, newest?: PendingRestart): Promise<PendingRestart | null> {
    const kept = await this.#files.kept(gatewayId);
    const pending = newest ?? (await this.#read(gatewayId));
    const known = kept.reduce<PendingRestart | null>((due, { asked }) => withAsked(due, asked), pending);
    const next = change(known);
    const left = next === null || (!next.running && isSettled(next)) ? null : next;
    if (left === null) await this.#files.remove(gatewayId);
    else await this.#files.write(left);
    // Only now: a request is in one of both places at any time.
    await this.#files.drop(kept);
    return left;
  }

  /** Makes a restart due. Never lost: where another process restarts nodes, it is kept for when that has ended. */
  async ask(asked: AskedRestart): Promise<PendingRestart> {
    const { gatewayId, why } = asked.pending;
    try {
      const due = await this.change(gatewayId, why, (known) => withAsked(known, asked));
      return due ?? asked.pending;
    } catch (thrown) {
      if (!isBusy(thrown)) throw thrown;
      await this.#files.keep(asked);
      return (await this.read(gatewayId)) ?? asked.pending;
    }
  }

  /** Keeps the state of a run, by whoever has the lock. */
  write(pending: PendingRestart): Promise<void> {
    return this.#files.write(pending);
  }

  /** Forgets all that is due on a gateway. */
  async forget(gatewayId: string): Promise<void> {
    await this.#files.remove(gatewayId);
    await this.#files.drop(await this.#files.kept(gatewayId));
  }

  /** The lock of a gateway. Rejects with `operation-running` when it does not become free soon. */
  async lock(gatewayId: string, what: string, looks = LOOKS): Promise<Lock> {
    const { clock, timing } = this.#ports;
    for (let look = 1; ; look += 1) {
      try {
        return await takeLock(this.#ports, `restart-${gatewayId}`, what);
      } catch (thrown) {
        if (!isBusy(thrown) || look >= looks) throw thrown;
        await clock.sleep(timing.pollFirstMs);
      }
    }
  }
}

export function isBusy(thrown: unknown): boolean {
  return thrown instanceof AppFailure && thrown.value.code === 'operation-running';
}
