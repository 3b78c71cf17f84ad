import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { Clock, Timing } from '../ports.ts';

/** First and longest pause of one kind of work, as multiples of the usual ones, and how they grow. */
export interface Tempo {
  first?: number;
  longest?: number;
  growth?: number;
}

/** Pauses between polls: quick at first, then longer by half or as told, up to the longest. */
export class Pace {
  readonly #clock: Clock;
  readonly #longest: number;
  readonly #growth: number;
  #pause: number;

  constructor(clock: Clock, timing: Timing, { first = 1, longest = 1, growth = 1.5 }: Tempo = {}) {
    this.#clock = clock;
    this.#longest = timing.pollLongestMs * longest;
    this.#growth = growth;
    this.#pause = timing.pollFirstMs * first;
  }

  /** Waits for the next poll, or no longer when the signal is aborted. */
  async next(signal?: AbortSignal): Promise<void> {
    await this.#clock.sleep(this.#step(), signal);
  }

  /**
   * The same, cut short when `end` says that what is waited for has come. `end` gets the milliseconds that it may
   * take; when it fails or is late, this is an ordinary pause. Resolves with whether it was cut short.
   */
  async nextOr(end: (ms: number) => Promise<boolean>, signal: AbortSignal): Promise<boolean> {
    const pause = this.#step();
    const over = new AbortController();
    const come = new Promise<true>((resolve) => {
      end(pause).then(
        (hasCome) => {
          if (hasCome) resolve(true);
        },
        () => undefined,
      );
    });
    const slept = this.#clock.sleep(pause, AbortSignal.any([signal, over.signal])).then(() => false);
    const isEarly = await Promise.race([come, slept]);
    over.abort();
    return isEarly;
  }

  #step(): number {
    const pause = this.#pause;
    this.#pause = Math.min(this.#pause * this.#growth, this.#longest);
    return pause;
  }
}

/** Looks again and again for the trace of a request whose reply was lost (E4); a look that fails shows nothing. */
export async function showsWithin(
  looks: number,
  { clock, timing }: { clock: Clock; timing: Timing },
  isThere: () => Promise<boolean>,
  signal?: AbortSignal,
): Promise<boolean> {
  for (let look = 0; look < looks && signal?.aborted !== true; look++) {
    await clock.sleep(timing.pollLongestMs, signal);
    if (await isThere().catch(() => false)) return true;
  }
  return false;
}

/** Waits for an answer no longer than until the work is cancelled: a silent server must not hold a cancel up. */
export async function unlessAborted<Value>(signal: AbortSignal, answer: Promise<Value>): Promise<Value> {
  // The answer may fail after nobody waits for it any more.
  answer.catch(() => undefined);
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(new AppFailure(appError('cancelled')));
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([answer, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}
