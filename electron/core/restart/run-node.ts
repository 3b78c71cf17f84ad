import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { Health } from '#shared/model/data-store.ts';
import type { RestartEvent, RestartNode } from '#shared/model/restart.ts';
import type { NodeClient, NodeHealth } from '../gateways/node-client.ts';
import { Pace } from '../operations/poll.ts';
import type { Clock, Timing } from '../ports.ts';
import { type Asked, askToStart, askToStop, notStarted, type RestartWay } from './ways.ts';
import { agoText } from './words.ts';

/** The part of a node's REST interface that a restart needs. */
export type RestartClient = Pick<NodeClient, 'health' | 'engine' | 'restart'>;

export interface NodeRun {
  name: string;
  client: RestartClient;
  way: RestartWay;
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

export type NodeEnd = { end: 'healthy'; engine: Health | null } | { end: 'ticked-off' };

/** A wait this long is polled more slowly. */
const LONG_MS = 60_000;
const LONG_FACTOR = 2.5;

/**
 * Restarts one node (E21): tells it once, waits until the old process is gone, starts it where it does not start by
 * itself, then waits until the new one answers 200 twice in a row. Rejects with the error that ends the run; the node is then not known to work with the new data.
 */
export async function restartNode(run: NodeRun): Promise<NodeEnd> {
  const before = await run.client.health();
  if (run.isTickedOff()) return { end: 'ticked-off' };
  throwIfUntouched(run);
  await run.state('requested');
  const asked = await askToStop(run);
  if (!(await wentDown(run, before, asked))) return { end: 'ticked-off' };
  const downAt = run.clock.now();
  await run.state('down');
  await run.event('good', 'Went down');
  const started = await askToStart(run);
  if (!(await cameBack(run, downAt, started ?? asked))) return { end: 'ticked-off' };
  return { end: 'healthy', engine: await run.client.engine() };
}

/** Resolves with true when the old process is gone, with false when the node was ticked off meanwhile. */
async function wentDown(run: NodeRun, before: NodeHealth, asked: Asked): Promise<boolean> {
  const { nodeDownMs, nodeBackMs } = run.timing;
  const byHand = run.way.kind === 'by-hand';
  const until = run.clock.now() + (byHand ? nodeBackMs : nodeDownMs);
  const pause = pauses(run);
  let signs = 0;
  for (;;) {
    const health = await run.client.health();
    // A node that was in trouble before gives no sign by still being so; one lost reply is no sign either.
    signs = health.down === 'perhaps' && before.down === 'no' ? signs + 1 : 0;
    if (health.down === 'surely' || signs >= 2) return true;
    if (run.isTickedOff()) return false;
    if (byHand && run.paused.aborted) throw new AppFailure(appError('cancelled'));
    if (run.clock.now() >= until) throw new AppFailure(asked.doubt ?? neverDown(run.name, asked.accepted));
    run.waiting(
      byHand
        ? `Waits until it is restarted by hand; still answers (${health.answer})`
        : `Still answers (${health.answer}), waits for it to go down`,
    );
    await pause();
  }
}

/** Resolves with true after two good answers in a row, with false when the node was ticked off meanwhile. */
async function cameBack(run: NodeRun, downAt: number, asked: Asked): Promise<boolean> {
  const pause = pauses(run);
  let good = false;
  for (let tries = 1; ; tries++) {
    const health = await run.client.health();
    if (health.up && good) {
      await run.event('good', 'Health 200, second answer');
      return true;
    }
    if (run.isTickedOff()) return false;
    if (health.up) {
      await run.state('starting');
      await run.event('good', 'Health 200, first answer');
    } else {
      if (good) await run.event('warn', `No second good answer: ${health.answer}`);
      if (health.answered) await run.state('starting');
      const waited = run.clock.now() - downAt;
      if (waited >= run.timing.nodeBackMs)
        throw new AppFailure(
          notStarted(run, asked, waited, health.answer) ?? neverBack(run.name, waited, health),
        );
      run.waiting(
        health.answered
          ? `Health: ${health.answer}, try ${tries}`
          : `Health: no answer yet (${health.answer}), try ${tries}`,
      );
    }
    good = health.up;
    await (good ? stopped(run, run.timing.pollLongestMs) : pause());
  }
}

function pauses(run: NodeRun): () => Promise<void> {
  const pace = new Pace(run.clock, run.timing);
  const started = run.clock.now();
  return async () => {
    if (run.clock.now() - started > LONG_MS) return stopped(run, run.timing.pollLongestMs * LONG_FACTOR);
    await pace.next(run.stop);
    throwIfStopped(run);
  };
}

async function stopped(run: NodeRun, ms: number): Promise<void> {
  await run.clock.sleep(ms, run.stop);
  throwIfStopped(run);
}

/** When this program ends before a node was told anything, nothing is told it any more. */
export function throwIfUntouched(run: Pick<NodeRun, 'name' | 'stop'>): void {
  if (run.stop.aborted)
    throw new AppFailure(appError('cancelled', { changed: `${run.name} was not touched.` }));
}

function throwIfStopped(run: NodeRun): void {
  if (run.stop.aborted)
    throw new AppFailure(
      appError('cancelled', {
        changed:
          run.way.kind === 'rest'
            ? `${run.name} was told to restart; it goes on by itself.`
            : `What became of ${run.name} is not known; it may be down and have to be started.`,
      }),
    );
}

function neverDown(name: string, accepted: boolean): ReturnType<typeof appError> {
  if (accepted) return appError('node-not-down', { what: name });
  return appError('outcome-unknown', {
    what: `the restart of ${name}`,
    detail: 'The node never went down, so it most likely did not get it.',
  });
}

function neverBack(name: string, waitedMs: number, health: NodeHealth): ReturnType<typeof appError> {
  const since = agoText(waitedMs);
  const detail = health.answered
    ? `${since} and is not healthy since; its last answer: ${health.answer}`
    : `${since} and has not answered since (${health.answer})`;
  return appError('node-not-back', { what: name, detail });
}
