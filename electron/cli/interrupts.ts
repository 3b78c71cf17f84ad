/** Ctrl-C, and how a system asks a process to end; each with the exit code that says so. */
const CODES = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type Signal = keyof typeof CODES;
const SIGNALS = Object.keys(CODES) as Signal[];

type Source = Pick<NodeJS.EventEmitter, 'on' | 'off'>;

/** The requests to end that reach this process while somebody listens; unheard ones end it as usual. */
export class Interrupts {
  readonly #source: Source;
  #code: number | null = null;
  /** Set when the work is left to the data store: nobody waits for it any more. */
  isLeft = false;

  constructor(source: Source = process) {
    this.#source = source;
  }

  /** The exit code of the first one; null while there was none. */
  get code(): number | null {
    return this.#code;
  }

  /** Calls back for each one, with whether it is the first, until the function that it returns is called. */
  listen(heard: (isFirst: boolean) => void): () => void {
    const listeners = SIGNALS.map((signal) => {
      const listener = (): void => {
        const isFirst = this.#code === null;
        this.#code ??= CODES[signal];
        heard(isFirst);
      };
      this.#source.on(signal, listener);
      return () => this.#source.off(signal, listener);
    });
    return () => listeners.forEach((stop) => stop());
  }
}
