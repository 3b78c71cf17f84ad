/** Ctrl-C, and how a system asks a process to end; each with the exit code that says so. */
export const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Signal = keyof typeof CODES;
const SIGNALS = Object.keys(CODES) as Signal[];

type Source = Pick<NodeJS.EventEmitter, 'on' | 'off'>;

/** The requests to end that reach this process while somebody listens; unheard ones end it as usual. */
export class Interrupts {
  readonly #source: Source;
  #code: number | null = null;
  #listening = 0;
  /** Set when the work is left to the data store: nobody waits for it any more. */
  isLeft = false;

  constructor(source: Source = process) {
    this.#source = source;
  }

  /** The exit code of the first one; null while there was none. */
  get code(): number | null {
    return this.#code;
  }

  /**
   * Calls back for each one, with whether it is the first, until the function that it returns is called. Whoever
   * listens next in the same turn misses none: one that comes in between is theirs.
   */
  listen(heard: (isFirst: boolean) => void): () => void {
    let isOver = false;
    const listeners = SIGNALS.map((signal) => {
      const listener = (): void => {
        if (isOver && this.#listening > 0) return;
        const isFirst = this.#code === null;
        this.#code ??= CODES[signal];
        if (!isOver) heard(isFirst);
      };
      this.#source.on(signal, listener);
      return () => this.#source.off(signal, listener);
    });
    this.#listening++;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#listening--;
      // Without a listener a signal kills at once, and between two waits of one command there is none for a moment.
      setImmediate(() => listeners.forEach((stop) => stop()));
    };
  }
}
