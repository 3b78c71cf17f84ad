/** Prints each step with its duration and keeps them for the sum at the end. */
export class Stopwatch {
  readonly #steps: { name: string; seconds: number }[] = [];

  async step<Value>(name: string, work: () => Promise<Value>): Promise<Value> {
    const started = performance.now();
    try {
      const value = await work();
      this.#done(name, started, 'ok');
      return value;
    } catch (thrown) {
      this.#done(name, started, 'FAILED');
      throw thrown;
    }
  }

  total(): number {
    return this.#steps.reduce((sum, step) => sum + step.seconds, 0);
  }

  of(name: string): number {
    return this.#steps.find((step) => step.name === name)?.seconds ?? 0;
  }

  #done(name: string, started: number, verdict: string): void {
    const seconds = (performance.now() - started) / 1000;
    this.#steps.push({ name, seconds });
    const number = String(this.#steps.length).padStart(2);
    console.log(`${number}  ${name.padEnd(52, ' .')} ${seconds.toFixed(1).padStart(6)} s  ${verdict}`);
  }
}
