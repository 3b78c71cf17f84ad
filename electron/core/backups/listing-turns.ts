import type { Clock } from '../ports.ts';

/**
 * One call at a time for each key. Who asks while one is under way shares the one after it, so that no answer is
 * older than its question. A call that hangs is waited for only as long as the patience lasts.
 */
export class SharedCalls<Answer> {
  readonly #clock: Clock;
  readonly #patienceMs: number;
  readonly #slots = new Map<string, { running: Promise<Answer>; next: Promise<Answer> | null }>();

  constructor(clock: Clock, patienceMs: number) {
    this.#clock = clock;
    this.#patienceMs = patienceMs;
  }

  ask(key: string, call: () => Promise<Answer>): Promise<Answer> {
    const slot = this.#slots.get(key);
    if (slot === undefined) return this.#start(key, call);
    slot.next ??= atMost(this.#clock, this.#patienceMs, slot.running).then(() => this.#start(key, call));
    return slot.next;
  }

  #start(key: string, call: () => Promise<Answer>): Promise<Answer> {
    const slot = { running: call(), next: null as Promise<Answer> | null };
    this.#slots.set(key, slot);
    const end = (): void => {
      if (slot.next === null) this.#slots.delete(key);
    };
    void slot.running.then(end, end);
    return slot.running;
  }
}

/** Work that should not overlap, by key, in the order in which it came, with the same patience. */
export class Turns {
  readonly #clock: Clock;
  readonly #patienceMs: number;
  readonly #last = new Map<string, Promise<void>>();

  constructor(clock: Clock, patienceMs: number) {
    this.#clock = clock;
    this.#patienceMs = patienceMs;
  }

  take(key: string, work: () => Promise<void>): Promise<void> {
    const mine = atMost(this.#clock, this.#patienceMs, this.#last.get(key)).then(work);
    this.#last.set(key, mine);
    return mine;
  }
}

/** Resolves when the work has ended, however it did, and after that time at the latest. */
export async function atMost(clock: Clock, ms: number, work: Promise<unknown> | undefined): Promise<void> {
  const patience = new AbortController();
  const ended = Promise.resolve(work).then(
    () => undefined,
    () => undefined,
  );
  await Promise.race([ended, clock.sleep(ms, patience.signal)]);
  patience.abort();
}
