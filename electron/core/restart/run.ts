import { type AppError, AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { RestartNode } from '#shared/model/restart.ts';
import type { OperationHandle, Outcome } from '../operations/operation-handle.ts';
import type { LiveRestart } from './live-restart.ts';
import { type NodeWork, nodeEvent, oneNode } from './one-node.ts';
import type { StoreWatch } from './store-watch.ts';
import { listText } from './words.ts';

export interface Run extends NodeWork {
  nodeIds: readonly string[];
  operation: OperationHandle;
  /** `null` where the gateway does not start its data store itself. */
  store: StoreWatch | null;
}

/**
 * Restarts nodes one after another, never two at once (E21); those of the data store before those of the gateway, which
 * may be restarted all at the same time instead. Whatever goes wrong with one ends the run before the next is touched.
 * Cancelling takes effect between two nodes.
 */
export async function restartNodes(run: Run): Promise<Outcome> {
  const { operation, live } = run;
  operation.phase('restart', 'running', `0 of ${run.nodeIds.length} nodes healthy`);
  const paused = AbortSignal.any([operation.signal, run.stop]);
  if ((await run.store?.before()) === null)
    operation.log('The data store could not be read before the restart; its nodes cannot be counted');
  const ids = live.value.nodes.map(({ nodeId }) => nodeId).filter((id) => run.nodeIds.includes(id));
  const byStore = (id: string): boolean => live.node(id)?.store !== undefined;
  const inTurn = run.nodeIds.filter((id) => !byStore(id));
  const order = [...ids.filter(byStore), ...inTurn];
  const together = live.value.together === true ? inTurn : [];
  const end = await oneAfterAnother(run, order.slice(0, order.length - together.length), order, paused);
  if (end !== null || together.length === 0) return end ?? succeeded(run, order);
  return atOnce(run, together, order, paused);
}

/** Resolves with the end of the run, or with `null` when all of them are done. `order`: everything that is wanted. */
async function oneAfterAnother(
  run: Run,
  ids: readonly string[],
  order: readonly string[],
  paused: AbortSignal,
): Promise<Outcome | null> {
  const { operation, live } = run;
  /** The node that was touched last, however that ended: with autostart it took its part of the data store along. */
  let touched: RestartNode | null = null;
  for (const [i, nodeId] of ids.entries()) {
    const node = live.node(nodeId);
    if (node === undefined || node.state === 'ticked-off') continue;
    try {
      if (touched !== null) await waitForStore(run, touched, `${node.name} was not restarted`, paused);
      if (paused.aborted) return pausedAt(run, order, order.slice(i));
      // It may have been vouched for while the data store came back.
      if (live.node(nodeId)?.state === 'ticked-off') continue;
      operation.update({ target: node.name });
      touched = node;
      await oneNode(run, node, paused);
    } catch (thrown) {
      return failed(run, order, [thrown]);
    }
    told(run, order);
  }
  return null;
}

/** All nodes of the gateway at the same time. One that fails keeps none of the others from coming back. */
async function atOnce(
  run: Run,
  ids: readonly string[],
  order: readonly string[],
  paused: AbortSignal,
): Promise<Outcome> {
  const nodes = ids
    .map((id) => run.live.node(id))
    .filter((node) => node !== undefined)
    .filter(({ state }) => state !== 'ticked-off');
  if (paused.aborted)
    return pausedAt(
      run,
      order,
      nodes.map(({ nodeId }) => nodeId),
    );
  run.operation.update({ target: targetOf({ live: run.live, nodeIds: ids }) });
  const ends = await Promise.allSettled(
    nodes.map(async (node) => {
      await oneNode(run, node, paused);
      told(run, order);
    }),
  );
  const thrown = ends.filter((end) => end.status === 'rejected').map((end): unknown => end.reason);
  const last = nodes.at(-1);
  try {
    if (last !== undefined) await waitForStore(run, last, 'The gateway has nothing to work with', paused);
  } catch (late) {
    thrown.push(late);
  }
  return thrown.length === 0 ? succeeded(run, order) : failed(run, order, thrown);
}

async function waitForStore(run: Run, last: RestartNode, left: string, paused: AbortSignal): Promise<void> {
  if (run.store === null) return;
  const { nodeId, name } = last;
  try {
    const text = await run.store.back(name, (wait) => run.live.waiting(nodeId, wait), paused);
    if (!paused.aborted) await nodeEvent(run, nodeId, 'good', `Data store is back: ${text}`);
  } catch (thrown) {
    await nodeEvent(run, nodeId, 'bad', `The data store did not come back; ${left}`);
    throw thrown;
  }
}

const healthyOf = ({ live }: Pick<Run, 'live'>, ids: readonly string[]): string[] =>
  ids.flatMap((id) => {
    const node = live.node(id);
    return node?.state === 'healthy' ? [node.name] : [];
  });

function told(run: Run, order: readonly string[]): void {
  run.operation.phase(
    'restart',
    'running',
    `${healthyOf(run, order).length} of ${run.nodeIds.length} nodes healthy`,
  );
}

function succeeded(run: Run, order: readonly string[]): Outcome {
  run.operation.update({ target: targetOf(run) });
  const result = { kind: 'restart' as const, healthy: healthyOf(run, order), failed: [] };
  return { status: 'succeeded', result, error: null };
}

function pausedAt(run: Run, order: readonly string[], next: readonly string[]): Outcome {
  const done = healthyOf(run, order);
  const left = next.map((id) => run.live.node(id)?.name ?? id);
  const was = done.length === 0 ? '' : `${listText(done)} ${done.length === 1 ? 'is' : 'are'} restarted. `;
  return {
    status: 'cancelled',
    result: { kind: 'restart', healthy: done, failed: [] },
    error: appError('cancelled', {
      changed: `${was}${listText(left)} ${left.length === 1 ? 'was' : 'were'} not touched.`,
    }),
  };
}

/** What went wrong, with the worst of it as the reason; each node keeps its own. */
function failed(run: Run, order: readonly string[], thrown: readonly unknown[]): Outcome {
  const errors = thrown.map((one): AppError => {
    if (one instanceof AppFailure) return one.value;
    throw one;
  });
  for (const { title, cause } of errors) run.operation.log(`${title} ${cause}`);
  const rank = ({ code }: AppError): number =>
    code === 'cancelled' ? 2 : code === 'outcome-unknown' ? 1 : 0;
  const [worst] = errors.toSorted((a, b) => rank(a) - rank(b));
  const names = run.live.value.nodes.filter((node) => node.state === 'failed').map((node) => node.name);
  return {
    status:
      worst?.code === 'cancelled' ? 'cancelled' : worst?.code === 'outcome-unknown' ? 'unknown' : 'failed',
    result: { kind: 'restart', healthy: healthyOf(run, order), failed: names },
    error: worst ?? null,
  };
}

/** What a run is about, for people. */
export function targetOf({ live, nodeIds }: { live: LiveRestart; nodeIds: readonly string[] }): string {
  const names = nodeIds.map((id) => live.node(id)?.name ?? id);
  return names.length <= 3 ? listText(names) : `${names.length} nodes`;
}
