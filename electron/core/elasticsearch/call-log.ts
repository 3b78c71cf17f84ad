import type { ApiCall } from '#shared/model/data-store.ts';

const KEPT = 200;

/** The last calls to one gateway's servers, masked, newest last. What the interface shows as "API calls". */
export class CallLog {
  readonly #calls: ApiCall[] = [];
  #made = 0;

  add(call: ApiCall): void {
    this.#made += 1;
    this.#calls.push(call);
    if (this.#calls.length > KEPT) this.#calls.shift();
  }

  /** All that were made, also those that are no longer kept. */
  get made(): number {
    return this.#made;
  }

  all(): ApiCall[] {
    return [...this.#calls];
  }

  /** Calls made since a moment, for a page that shows how its own data was read. */
  since(at: number): ApiCall[] {
    return this.#calls.filter((call) => call.at >= at);
  }
}
