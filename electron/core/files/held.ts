import { randomUUID } from 'node:crypto';
import type { Clock } from '../ports.ts';

/** Secrets on their way into the vault or to a data store: in memory, for some time, under a handle. */
export class Held<Secret> {
  readonly #clock: Clock;
  readonly #ms: number;
  readonly #held = new Map<string, { secret: Secret; until: number }>();

  /** `ms` is how long each is held. */
  constructor(clock: Clock, ms: number) {
    this.#clock = clock;
    this.#ms = ms;
  }

  /** Returns the handle under which it is asked for. */
  hold(secret: Secret): string {
    this.#forgetOld();
    const handle = randomUUID();
    this.#held.set(handle, { secret, until: this.#clock.now() + this.#ms });
    return handle;
  }

  /** Undefined when it is no longer held. */
  get(handle: string): Secret | undefined {
    this.#forgetOld();
    return this.#held.get(handle)?.secret;
  }

  forget(handle: string): void {
    this.#held.delete(handle);
  }

  #forgetOld(): void {
    const now = this.#clock.now();
    for (const [handle, { until }] of this.#held) if (until < now) this.#held.delete(handle);
  }
}
