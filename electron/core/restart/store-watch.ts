import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { Pace } from '../operations/poll.ts';
import type { Clock, Timing } from '../ports.ts';

/** What is asked of the data store: how many of its nodes are there, and how it is. */
export interface StoreHealth {
  nodes: number;
  health: 'green' | 'yellow' | 'red';
}
export type ReadStoreHealth = () => Promise<StoreHealth>;

/**
 * With autostart a node takes its part of the data store down with it: the next node only when all are back and
 * nothing is red (E21). It is told how many nodes there were before.
 */
export class StoreWatch {
  readonly #read: ReadStoreHealth;
  readonly #clock: Clock;
  readonly #timing: Timing;
  #expected = 1;

  constructor(read: ReadStoreHealth, clock: Clock, timing: Timing) {
    this.#read = read;
    this.#clock = clock;
    this.#timing = timing;
  }

  /** Counts the nodes before the first restart. `null` when the data store cannot be read. */
  async before(): Promise<number | null> {
    const health = await this.#readSafely();
    this.#expected = health?.nodes ?? 1;
    return health?.nodes ?? null;
  }

  /** Resolves when all is back, or early when `signal` is aborted. Rejects with `store-not-back`. */
  async back(afterNode: string, waiting: (text: string) => void, signal: AbortSignal): Promise<string> {
    const until = this.#clock.now() + this.#timing.nodeBackMs;
    const pace = new Pace(this.#clock, this.#timing);
    for (;;) {
      const health = await this.#readSafely();
      const text = this.#text(health);
      if (health !== null && health.nodes >= this.#expected && health.health !== 'red') return text;
      if (signal.aborted) return text;
      if (this.#clock.now() >= until)
        throw new AppFailure(appError('store-not-back', { what: afterNode, detail: `It has ${text}.` }));
      waiting(`Waits for the data store: ${text}`);
      await pace.next(signal);
    }
  }

  #text(health: StoreHealth | null): string {
    if (health === null) return 'no answer';
    return `${health.nodes} of ${Math.max(this.#expected, health.nodes)} nodes, ${health.health}`;
  }

  async #readSafely(): Promise<StoreHealth | null> {
    try {
      return await this.#read();
    } catch {
      return null;
    }
  }
}
