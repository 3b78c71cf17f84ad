import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { Clock, Timing } from '../ports.ts';

/** Pauses between polls: quick at first, then longer by half, up to the longest. */
export class Pace {
  readonly #clock: Clock;
  readonly #timing: Timing;
  #pause: number;

  constructor(clock: Clock, timing: Timing) {
    this.#clock = clock;
    this.#timing = timing;
    this.#pause = timing.pollFirstMs;
  }

  /** Waits for the next poll, or no longer when the signal is aborted. */
  async next(signal?: AbortSignal): Promise<void> {
    const pause = this.#pause;
    this.#pause = Math.min(this.#pause * 1.5, this.#timing.pollLongestMs);
    await this.#clock.sleep(pause, signal);
  }
}

/** Looks again and again for the trace of a request whose reply was lost (E4); a look that fails shows nothing. */
export async function showsWithin(
  looks: number,
  { clock, timing }: { clock: Clock; timing: Timing },
  isThere: () => Promise<boolean>,
): Promise<boolean> {
  for (let look = 0; look < looks; look++) {
    await clock.sleep(timing.pollLongestMs);
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
