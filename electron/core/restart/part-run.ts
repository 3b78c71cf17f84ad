import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { RestartEvent, RestartNode } from '#shared/model/restart.ts';
import { Pace } from '../operations/poll.ts';
import type { Clock, Timing } from '../ports.ts';

/** What a restart of one node needs, whether it is of the gateway or of the data store. */
export interface PartRun {
  name: string;
  clock: Clock;
  timing: Timing;
  /** Aborted when this program ends. */
  stop: AbortSignal;
  /** Aborted when the run is to pause. A node that was told something is waited for all the same. */
  paused: AbortSignal;
  /** True once the administrator has vouched for the node. */
  isTickedOff: () => boolean;
  state: (state: RestartNode['state']) => Promise<void>;
  event: (state: RestartEvent['state'], text: string) => Promise<void>;
  waiting: (text: string) => void;
}

/** A wait this long is polled more slowly. */
const LONG_MS = 60_000;
const LONG_FACTOR = 2.5;

/** Pauses between looks at a node. They reject with `cancelled` and `changed` once this program ends. */
export function pauses(run: PartRun, changed: string): () => Promise<void> {
  const pace = new Pace(run.clock, run.timing);
  const started = run.clock.now();
  return async () => {
    if (run.clock.now() - started > LONG_MS) return longest(run, changed, LONG_FACTOR);
    await pace.next(run.stop);
    throwIfStopped(run, changed);
  };
}

/** The longest pause between two looks, or a multiple of it. */
export async function longest(run: PartRun, changed: string, factor = 1): Promise<void> {
  await run.clock.sleep(run.timing.pollLongestMs * factor, run.stop);
  throwIfStopped(run, changed);
}

/** When this program ends before a node was told anything, nothing is told it any more. */
export function throwIfUntouched(run: Pick<PartRun, 'name' | 'stop'>): void {
  throwIfStopped(run, `${run.name} was not touched.`);
}

/** A backup that loses a node is only a part of one (E7). Rejects with `store-busy` while something runs. */
export async function refuseIfBusy(work: () => Promise<string[]>): Promise<void> {
  const running = await work();
  if (running.length > 0)
    throw new AppFailure(appError('store-busy', { detail: `Running on the server: ${running.join(', ')}.` }));
}

/** What a pause of the run or the end of this program leaves behind, where scripts or hands do the work. */
export const unwatched = (name: string): string =>
  `What became of ${name} is not known; it may be down and have to be started.`;

function throwIfStopped(run: Pick<PartRun, 'stop'>, changed: string): void {
  if (run.stop.aborted) throw new AppFailure(appError('cancelled', { changed }));
}
