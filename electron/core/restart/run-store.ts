import { type AppError, AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { Health } from '#shared/model/data-store.ts';
import type { StorePart, StoreProcess } from '#shared/model/restart.ts';
import type { Host } from '../hosts/host.ts';
import { storeLogsOf } from '../hosts/scripts.ts';
import { longest, type PartRun, pauses, refuseIfBusy, throwIfUntouched, unwatched } from './part-run.ts';
import type { StoreHealth } from './store-watch.ts';
import { type Asked, type StoreWay, startByScript, startUnknown, stopByScript } from './ways.ts';
import { agoText } from './words.ts';

/** One look at a node of the data store and at the whole of it; `null` for what did not answer. */
export interface StoreLook {
  process: StoreProcess | null;
  store: StoreHealth | null;
}

export interface StoreRun extends PartRun {
  part: StorePart;
  way: StoreWay;
  /** Never rejects. */
  look: () => Promise<StoreLook>;
  /** Backups and restores that run on it now, in words. */
  work: () => Promise<string[]>;
}

export type StoreEnd = { end: 'healthy'; health: Health; process: StoreProcess } | { end: 'ticked-off' };

export const isSameProcess = (a: StoreProcess, b: StoreProcess): boolean =>
  a.pid === b.pid && a.startedAt === b.startedAt;

/**
 * Restarts one node of the data store (E21). It is back when, twice in a row, another process stands behind it than
 * before, as many nodes are there as before and nothing is red. Rejects with the error that ends the run.
 *
 * Started from here is only what surely ended: the process that the data store named, which its host showed before
 * the stop script ran and no longer shows. Where that cannot be seen, its restart is by hand and is watched.
 */
export async function restartStore(run: StoreRun): Promise<StoreEnd> {
  const before = await run.look();
  if (run.isTickedOff()) return { end: 'ticked-off' };
  throwIfUntouched(run);
  const old = run.part.process ?? before.process;
  const nodes = before.store?.nodes ?? 1;
  await run.state('requested');
  let started: Asked | null = null;
  if (before.process !== null && old !== null && !isSameProcess(before.process, old))
    await run.event('good', `Runs as process ${before.process.pid}, which began after this became due`);
  else if (run.way.kind === 'by-hand')
    await run.event('run', 'Restart it by hand now; its process is watched');
  else {
    const { host } = run.way;
    started = await stopAndStart(run, host, before.process);
    if (started === null) return { end: 'ticked-off' };
  }
  return cameBack(run, { old, nodes, started });
}

/** Resolves with `null` when the node was ticked off meanwhile; it is not started then. */
async function stopAndStart(run: StoreRun, host: Host, process: StoreProcess | null): Promise<Asked | null> {
  if (process === null) throw unseen(run, 'The data store does not answer, or does not list it.');
  const { pid } = process;
  if ((await host.isRunning(pid)) !== true)
    throw unseen(run, `It is process ${pid}, and ${host.where} shows no such process.`);
  await refuseIfBusy(run.work);
  const asked = await stopByScript(run, host, { stop: 'store-shutdown', start: 'store-startup' });
  if (!(await hasEnded(run, host, pid, asked))) return null;
  await run.state('down');
  await run.event('good', `Process ${pid} has ended`);
  if (run.isTickedOff()) return null;
  return startByScript(run, host, 'store-startup');
}

async function hasEnded(run: StoreRun, host: Host, pid: number, asked: Asked): Promise<boolean> {
  const until = run.clock.now() + run.timing.nodeDownMs;
  const pause = pauses(run, unwatched(run.name));
  for (;;) {
    // A host that cannot be asked for a moment has not said that it has ended.
    const running = await host.isRunning(pid).catch(() => null);
    // Who ticked it off has started it himself: its old process has ended then, too.
    if (run.isTickedOff()) return false;
    if (running === false) return true;
    if (run.clock.now() >= until)
      throw new AppFailure(appError('store-not-down', { what: run.name, detail: asked.doubt?.cause }));
    run.waiting(
      running === null
        ? `${host.where} does not tell whether process ${pid} has ended`
        : `Process ${pid} still runs, waits for its end`,
    );
    await pause();
  }
}

interface Awaited {
  /** The process that has to be gone; `null` when none was seen. */
  old: StoreProcess | null;
  nodes: number;
  /** How its start script ended; `null` where somebody else starts it. */
  started: Asked | null;
}

async function cameBack(run: StoreRun, awaited: Awaited): Promise<StoreEnd> {
  const { old, nodes, started } = awaited;
  const began = run.clock.now();
  const pause = pauses(run, unwatched(run.name));
  let good = false;
  let wasDown = started !== null;
  for (;;) {
    const { process, store } = await run.look();
    const fresh = process !== null && (old === null || !isSameProcess(process, old)) ? process : null;
    const isBack = fresh !== null && store !== null && store.nodes >= nodes && store.health !== 'red';
    const text = seenText(fresh, store, nodes);
    if (isBack && good) {
      await run.event('good', `${text}, second answer`);
      return { end: 'healthy', health: store.health, process: fresh };
    }
    if (run.isTickedOff()) return { end: 'ticked-off' };
    if (isBack) await run.event('good', `${text}, first answer`);
    else if (good) await run.event('warn', `No second good answer: ${text}`);
    good = isBack;
    if (fresh !== null) await run.state('starting');
    else if (process === null && !wasDown) {
      wasDown = true;
      await run.state('down');
      await run.event('good', 'No longer answers');
    }
    if (isBack) {
      await longest(run, unwatched(run.name));
      continue;
    }
    const untouched = started === null && fresh === null && !wasDown;
    if (untouched && run.paused.aborted) throw new AppFailure(appError('cancelled'));
    const waited = run.clock.now() - began;
    if (waited >= run.timing.nodeBackMs)
      throw new AppFailure(
        untouched ? appError('node-not-seen-down', { what: run.name }) : notBack(run, started, waited, text),
      );
    run.waiting(
      untouched
        ? `Waits until it is restarted by hand; still process ${process?.pid ?? ''}`
        : `Waits for the data store: ${text}`,
    );
    await pause();
  }
}

function seenText(fresh: StoreProcess | null, store: StoreHealth | null, nodes: number): string {
  const there = store === null ? 'no answer' : `${store.nodes} of ${nodes} nodes, ${store.health}`;
  return fresh === null ? there : `Process ${fresh.pid}, ${there}`;
}

function unseen(run: StoreRun, detail: string): AppFailure {
  return new AppFailure(appError('store-process-unseen', { what: run.name, detail }));
}

function notBack(run: StoreRun, started: Asked | null, waitedMs: number, text: string): AppError {
  const changed = `Its process of before ended ${agoText(waitedMs)}; the data store since then: ${text}.`;
  if (started?.accepted === false && started.doubt === null && run.way.kind === 'scripts')
    return startUnknown(run.name, run.way.host, changed);
  const script = started?.doubt == null ? '' : `${started.doubt.title} ${started.doubt.cause} `;
  const where = storeLogsOf(run.part.home);
  return appError('store-not-started', { what: run.name, where, detail: `${script}${changed}` });
}
