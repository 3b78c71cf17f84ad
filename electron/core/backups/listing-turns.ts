/**
 * One call at a time for each key. Who asks while one is under way shares the one after it: the answer is never
 * older than the question, and a server that hangs is not asked by ever more callers.
 */
export class SharedCalls<Answer> {
  readonly #slots = new Map<string, { running: Promise<Answer>; next: Promise<Answer> | null }>();

  ask(key: string, call: () => Promise<Answer>): Promise<Answer> {
    const slot = this.#slots.get(key);
    if (slot === undefined) return this.#start(key, call);
    const start = (): Promise<Answer> => this.#start(key, call);
    slot.next ??= slot.running.then(start, start);
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

/** Work that must not overlap, by key, in the order in which it came. */
export class Turns {
  readonly #last = new Map<string, Promise<void>>();

  take(key: string, work: () => Promise<void>): Promise<void> {
    const mine = (this.#last.get(key) ?? Promise.resolve()).then(work);
    // The next one does not care how this one ended.
    const settled = mine.catch(() => undefined);
    this.#last.set(key, settled);
    return mine;
  }
}
