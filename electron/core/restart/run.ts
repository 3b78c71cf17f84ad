import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { RestartEvent, RestartNode } from '#shared/model/restart.ts';
import type { OperationHandle, Outcome } from '../operations/operation-handle.ts';
import type { Clock, Timing } from '../ports.ts';
import type { LiveRestart } from './live-restart.ts';
import { newNode, withEvent } from './pending.ts';
import { type RestartClient, restartNode } from './run-node.ts';
import type { StoreWatch } from './store-watch.ts';
import type { RestartWay } from './ways.ts';
import { listText } from './words.ts';

export interface Run {
  live: LiveRestart;
  nodeIds: readonly string[];
  operation: OperationHandle;
  clientOf: (nodeId: string) => Promise<RestartClient>;
  wayOf: (nodeId: string) => Promise<RestartWay>;
  /** `null` where the gateway does not start its data store itself. */
  store: StoreWatch | null;
  clock: Clock;
  timing: Timing;
  stop: AbortSignal;
}

/**
 * Restarts nodes one after another, never two at once (E21). Whatever goes wrong with one ends the run before the
 * next is touched. Cancelling takes effect between two nodes.
 */
export async function restartNodes(run: Run): Promise<Outcome> {
  const { operation } = run;
  operation.phase('restart', 'running', `0 of ${run.nodeIds.length} nodes healthy`);
  const paused = AbortSignal.any([operation.signal, run.stop]);
  if ((await run.store?.before()) === null)
    operation.log('The data store could not be read before the restart; its nodes cannot be counted');
  const done: string[] = [];
  /** The node that was touched last, however that ended: with autostart it took its part of the data store along. */
  let touched: string | null = null;
  for (const [i, nodeId] of run.nodeIds.entries()) {
    const node = run.live.node(nodeId);
    if (node === undefined || node.state === 'ticked-off') continue;
    try {
      if (touched !== null) await waitForStore(run, touched, node.name, paused);
      if (paused.aborted) return pausedAt(run, done, i);
      // It may have been vouched for while the data store came back.
      if (run.live.node(nodeId)?.state === 'ticked-off') continue;
      operation.update({ target: node.name });
      touched = node.name;
      await oneNode(run, node, paused);
    } catch (thrown) {
      return failed(run, done, thrown);
    }
    if (run.live.node(nodeId)?.state === 'healthy') done.push(node.name);
    operation.phase('restart', 'running', `${done.length} of ${run.nodeIds.length} nodes healthy`);
  }
  operation.update({ target: targetOf(run) });
  return { status: 'succeeded', result: { kind: 'restart', healthy: done, failed: [] }, error: null };
}

async function waitForStore(run: Run, last: string, next: string, paused: AbortSignal): Promise<void> {
  if (run.store === null) return;
  const lastId = run.live.value.nodes.find((node) => node.name === last)?.nodeId ?? '';
  try {
    const text = await run.store.back(last, (wait) => run.live.waiting(lastId, wait), paused);
    if (!paused.aborted) await event(run, lastId, 'good', `Data store is back: ${text}`);
  } catch (thrown) {
    await event(run, lastId, 'bad', `The data store did not come back; ${next} was not restarted`);
    throw thrown;
  }
}

async function oneNode(run: Run, node: RestartNode, paused: AbortSignal): Promise<void> {
  const { live } = run;
  const { nodeId } = node;
  await live.change(nodeId, (old) => ({ ...newNode({ ...old, id: nodeId }), startedAt: run.clock.now() }));
  const isTickedOff = (): boolean => live.node(nodeId)?.state === 'ticked-off';
  try {
    const end = await restartNode({
      name: node.name,
      client: await run.clientOf(nodeId),
      way: await run.wayOf(nodeId),
      clock: run.clock,
      timing: run.timing,
      stop: run.stop,
      paused,
      isTickedOff,
      state: async (state) => {
        if (live.node(nodeId)?.state !== state && !isTickedOff())
          await live.change(nodeId, (old) => ({ ...old, state }));
      },
      event: (state, text) => event(run, nodeId, state, text),
      waiting: (text) => live.waiting(nodeId, text),
    });
    if (end.end === 'ticked-off' || isTickedOff()) return;
    // A restore that ended after this node was told to restart makes its restart due once more.
    const outdated = (live.node(nodeId)?.startedAt ?? 0) < live.value.since;
    const state = outdated ? 'pending' : 'healthy';
    await live.change(nodeId, (old) => ({ ...old, state, engine: end.engine, endedAt: run.clock.now() }));
    if (outdated) await event(run, nodeId, 'warn', 'Due once more: data was restored after it was restarted');
  } catch (thrown) {
    if (run.stop.aborted || isTickedOff()) throw thrown;
    const error =
      thrown instanceof AppFailure ? thrown.value : appError('internal', { detail: String(thrown) });
    if (error.code === 'cancelled') {
      await live.change(nodeId, (old) => ({ ...old, state: 'pending', endedAt: null }));
      throw thrown;
    }
    await live.change(nodeId, (old) => ({
      ...withEvent(old, { at: run.clock.now(), state: 'bad', text: error.title }),
      state: 'failed',
      endedAt: run.clock.now(),
      error,
    }));
    throw thrown;
  }
}

async function event(run: Run, nodeId: string, state: RestartEvent['state'], text: string): Promise<void> {
  run.operation.log(`${run.live.node(nodeId)?.name ?? nodeId}: ${text}`);
  await run.live.event(nodeId, state, text);
}

function pausedAt(run: Run, done: readonly string[], next: number): Outcome {
  const left = run.nodeIds.slice(next).map((id) => run.live.node(id)?.name ?? id);
  const was = done.length === 0 ? '' : `${listText(done)} ${done.length === 1 ? 'is' : 'are'} restarted. `;
  return {
    status: 'cancelled',
    result: { kind: 'restart', healthy: [...done], failed: [] },
    error: appError('cancelled', {
      changed: `${was}${listText(left)} ${left.length === 1 ? 'was' : 'were'} not touched.`,
    }),
  };
}

function failed(run: Run, done: readonly string[], thrown: unknown): Outcome {
  if (!(thrown instanceof AppFailure)) throw thrown;
  const { code, title, cause } = thrown.value;
  run.operation.log(`${title} ${cause}`);
  const names = run.live.value.nodes.filter((node) => node.state === 'failed').map((node) => node.name);
  return {
    status: code === 'cancelled' ? 'cancelled' : code === 'outcome-unknown' ? 'unknown' : 'failed',
    result: { kind: 'restart', healthy: [...done], failed: names },
    error: thrown.value,
  };
}

/** What a run is about, for people. */
export function targetOf(run: Pick<Run, 'live' | 'nodeIds'>): string {
  const names = run.nodeIds.map((id) => run.live.node(id)?.name ?? id);
  return names.length <= 3 ? listText(names) : `${names.length} nodes`;
}
