import { type AppError, AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { Health } from '#shared/model/data-store.ts';
import type { NodeClient, NodeHealth } from '../gateways/node-client.ts';
import { longest, type PartRun, pauses, refuseIfBusy, throwIfUntouched, unwatched } from './part-run.ts';
import { type Asked, askToStop, notStarted, type RestartWay, startByScript } from './ways.ts';
import { agoText } from './words.ts';

/** The part of a node's REST interface that a restart needs. */
export type RestartClient = Pick<NodeClient, 'health' | 'engine' | 'restart'>;

export interface NodeRun extends PartRun {
  client: RestartClient;
  way: RestartWay;
  /** Backups and restores that run on what goes down with it, in words. */
  work: () => Promise<string[]>;
}

export type NodeEnd = { end: 'healthy'; engine: Health | null } | { end: 'ticked-off' };

/** So many looks in a row make sure of what one might have seen by chance. */
const LOOKS = 2;

/**
 * Restarts one node (E21): tells it once, waits until the old process is gone, starts it where it does not start by
 * itself, then waits until the new one answers 200 twice in a row. Rejects with the error that ends the run; the node is then not known to work with the new data.
 */
export async function restartNode(run: NodeRun): Promise<NodeEnd> {
  const before = await run.client.health();
  if (run.isTickedOff()) return { end: 'ticked-off' };
  throwIfUntouched(run);
  if (run.way.kind !== 'by-hand') await refuseIfBusy(run.work);
  await run.state('requested');
  const asked = await askToStop(run);
  if (!(await wentDown(run, before, asked))) return { end: 'ticked-off' };
  const downAt = run.clock.now();
  await run.state('down');
  await run.event('good', 'Went down');
  if (run.isTickedOff()) return { end: 'ticked-off' };
  const started = run.way.kind === 'scripts' ? await startByScript(run, run.way.host, 'startup') : null;
  if (!(await cameBack(run, downAt, started ?? asked))) return { end: 'ticked-off' };
  return { end: 'healthy', engine: await run.client.engine() };
}

/**
 * Resolves with true when the old process is gone, with false when the node was ticked off meanwhile.
 *
 * Where this program starts the node, it must surely be down: two of it would work on the same files. Surely down is a
 * node whose stop script said that it did its work and at whose address nothing listens, twice in a row; or, where
 * the script did not say so, one that answered before and at whose address nothing has listened for `nodeQuietMs`
 * without a break. No answer, an error, or a door in front of the node never proves it.
 */
async function wentDown(run: NodeRun, before: NodeHealth, asked: Asked): Promise<boolean> {
  const { nodeDownMs, nodeBackMs, nodeQuietMs } = run.timing;
  const byHand = run.way.kind === 'by-hand';
  const until = run.clock.now() + (byHand ? nodeBackMs : nodeDownMs);
  const pause = pauses(run, unwatchedIn(run));
  let signs = 0;
  let refusals = 0;
  let quietSince = 0;
  const surely = (): boolean =>
    refusals >= LOOKS &&
    (asked.ended || (before.down === 'no' && run.clock.now() - quietSince >= nodeQuietMs));
  for (;;) {
    const health = await run.client.health();
    // A node that was in trouble before gives no sign by still being so; one lost reply is no sign either.
    signs = health.down === 'perhaps' && before.down === 'no' ? signs + 1 : 0;
    refusals = health.down === 'surely' ? refusals + 1 : 0;
    if (refusals === 1) quietSince = run.clock.now();
    // Who ticked it off has started it himself.
    if (run.isTickedOff()) return false;
    if (run.way.kind === 'scripts' ? surely() : health.down === 'surely' || signs >= LOOKS) return true;
    if (byHand && run.paused.aborted) throw new AppFailure(appError('cancelled'));
    if (run.clock.now() >= until) throw new AppFailure(notDown(run, health, asked));
    run.waiting(waitsFor(run.way, health));
    await pause();
  }
}

function waitsFor({ kind }: RestartWay, { up, answer }: NodeHealth): string {
  if (kind === 'by-hand') return `Waits until it is restarted by hand; still answers (${answer})`;
  if (kind === 'scripts' && !up) return `Waits until it has surely ended (${answer})`;
  return `Still answers (${answer}), waits for it to go down`;
}

function notDown(run: NodeRun, health: NodeHealth, asked: Asked): AppError {
  // It is no longer what it was, but nobody may start what perhaps still runs.
  if (run.way.kind === 'scripts' && health.down !== 'no') {
    const script = asked.doubt === null ? '' : ` ${asked.doubt.title} ${asked.doubt.cause}`;
    const detail = `Its health: ${health.answer}. Only an address at which nothing listens, after a stop script that did its work, tells it.`;
    return appError('node-perhaps-running', { what: run.name, detail: `${detail}${script}` });
  }
  if (asked.doubt !== null) return asked.doubt;
  if (asked.accepted) return appError('node-not-down', { what: run.name });
  return appError('outcome-unknown', {
    what: `the restart of ${run.name}`,
    detail: 'The node never went down, so it most likely did not get it.',
  });
}

/** Resolves with true after two good answers in a row, with false when the node was ticked off meanwhile. */
async function cameBack(run: NodeRun, downAt: number, asked: Asked): Promise<boolean> {
  const pause = pauses(run, unwatchedIn(run));
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
    await (good ? longest(run, unwatchedIn(run)) : pause());
  }
}

const unwatchedIn = ({ way, name }: NodeRun): string =>
  way.kind === 'rest' ? `${name} was told to restart; it goes on by itself.` : unwatched(name);

function neverBack(name: string, waitedMs: number, health: NodeHealth): AppError {
  const since = agoText(waitedMs);
  const detail = health.answered
    ? `${since} and is not healthy since; its last answer: ${health.answer}`
    : `${since} and has not answered since (${health.answer})`;
  return appError('node-not-back', { what: name, detail });
}
