import type { DataStoreClient } from '../elasticsearch/client.ts';
import { waitForShards } from '../elasticsearch/cluster.ts';
import { Pace, type Tempo } from '../operations/poll.ts';
import type { EnginePorts } from '../ports.ts';

/** The server tells the end by itself, so that the polls in between are for the numbers only. */
const TEMPO: Tempo = { first: 3, longest: 1.5 };

/** Says when a restore is to be looked at again: after a pause, or as soon as its last shard has started. */
export class NextLook {
  readonly #store: DataStoreClient;
  readonly #pace: Pace;
  /** Active shards of the whole data store when nothing of ours is missing; null where that is not known. */
  #complete: number | null = null;
  #wasEarly = false;

  constructor(store: DataStoreClient, { clock, timing }: Pick<EnginePorts, 'clock' | 'timing'>) {
    this.#store = store;
    this.#pace = new Pace(clock, timing, TEMPO);
  }

  /** Takes in what a look has shown: active shards of the whole data store, and ours that are not started. */
  learn(active: number, missing: number | null): void {
    // Cut short and not the end: shards of others have started, and would do so again and again.
    this.#complete = missing === null || this.#wasEarly ? null : active + missing;
  }

  async pause(signal: AbortSignal): Promise<void> {
    const complete = this.#complete;
    this.#wasEarly = false;
    if (complete === null) return this.#pace.next(signal);
    this.#wasEarly = await this.#pace.nextOr((ms) => waitForShards(this.#store, complete, ms), signal);
  }
}
