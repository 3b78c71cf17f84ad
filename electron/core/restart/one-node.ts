import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { RestartEvent, RestartNode, StorePart } from '#shared/model/restart.ts';
import { isDone } from '#shared/rules/restart-nodes.ts';
import type { OperationHandle } from '../operations/operation-handle.ts';
import type { Clock, Timing } from '../ports.ts';
import type { LiveRestart } from './live-restart.ts';
import type { PartRun } from './part-run.ts';
import { newNode, withEvent } from './pending.ts';
import { type RestartClient, restartNode } from './run-node.ts';
import { restartStore, type StoreLook } from './run-store.ts';
import type { RestartWay, StoreWay } from './ways.ts';

/** What a run has for each of its nodes. */
export interface NodeWork {
  live: LiveRestart;
  operation: OperationHandle;
  clientOf: (nodeId: string) => Promise<RestartClient>;
  wayOf: (nodeId: string) => Promise<RestartWay>;
  storeWayOf: (part: StorePart) => Promise<StoreWay>;
  /** Never rejects. */
  storeLook: (name: string, part: StorePart) => Promise<StoreLook>;
  storeWork: () => Promise<string[]>;
  /** Whether nodes of the gateway take their part of the data store down with them. */
  storeGoesAlong: boolean;
  clock: Clock;
  timing: Timing;
  stop: AbortSignal;
}

/** Restarts one node and keeps what becomes of it. Rejects with what ends the run. */
export async function oneNode(run: NodeWork, node: RestartNode, paused: AbortSignal): Promise<void> {
  const { live, clock } = run;
  const { nodeId, store } = node;
  const begun = { ...newNode({ ...node, id: nodeId }), startedAt: clock.now() };
  await live.begin(nodeId, store === undefined ? begun : { ...begun, store });
  const isTickedOff = (): boolean => live.node(nodeId)?.state === 'ticked-off';
  try {
    const healthy = await restarted(run, node, partOf(run, node, paused));
    if (healthy === null || isTickedOff()) return;
    await live.change(nodeId, (old) => ({ ...old, ...healthy, state: 'healthy', endedAt: clock.now() }));
    await dueOnceMore(run, nodeId);
  } catch (thrown) {
    if (run.stop.aborted || isTickedOff()) throw thrown;
    const error =
      thrown instanceof AppFailure ? thrown.value : appError('internal', { detail: String(thrown) });
    if (error.code === 'cancelled') {
      await live.change(nodeId, (old) => ({ ...old, state: 'pending', endedAt: null }));
      throw thrown;
    }
    await live.change(nodeId, (old) => ({
      ...withEvent(old, { at: clock.now(), state: 'bad', text: error.title }),
      state: 'failed',
      endedAt: clock.now(),
      error,
    }));
    throw thrown;
  }
}

/** Resolves with what is known of the node that is back, or with `null` when it was ticked off. */
async function restarted(
  run: NodeWork,
  { nodeId, name, store }: RestartNode,
  part: PartRun,
): Promise<Pick<RestartNode, 'engine' | 'store'> | null> {
  if (store === undefined) {
    const end = await restartNode({
      ...part,
      client: await run.clientOf(nodeId),
      way: await run.wayOf(nodeId),
      work: () => workBelow(run),
    });
    return end.end === 'healthy' ? { engine: end.engine } : null;
  }
  const look = (): Promise<StoreLook> => run.storeLook(name, store);
  const way = await run.storeWayOf(store);
  const end = await restartStore({ ...part, part: store, way, look, work: run.storeWork });
  // A further restart has to end the process that is there now.
  return end.end === 'healthy' ? { engine: end.health, store: { ...store, process: end.process } } : null;
}

/** A data store that does not answer is perhaps what the restart is for: it keeps nobody from it. */
async function workBelow({ storeGoesAlong, storeWork, operation }: NodeWork): Promise<string[]> {
  if (!storeGoesAlong) return [];
  try {
    return await storeWork();
  } catch (thrown) {
    if (!(thrown instanceof AppFailure)) throw thrown;
    operation.log(`Not asked for running backups: ${thrown.value.title}`);
    return [];
  }
}

function partOf(run: NodeWork, { nodeId, name }: RestartNode, paused: AbortSignal): PartRun {
  const { live, clock, timing, stop } = run;
  const isTickedOff = (): boolean => live.node(nodeId)?.state === 'ticked-off';
  return {
    name,
    clock,
    timing,
    stop,
    paused,
    isTickedOff,
    state: async (state) => {
      if (live.node(nodeId)?.state !== state && !isTickedOff())
        await live.change(nodeId, (old) => ({ ...old, state }));
    },
    event: (state, text) => nodeEvent(run, nodeId, state, text),
    waiting: (text) => live.waiting(nodeId, text),
  };
}

/** What was asked for after a node was told to restart makes it due once more: it may have begun without that. */
async function dueOnceMore(run: NodeWork, nodeId: string): Promise<void> {
  const { live } = run;
  const node = live.node(nodeId);
  if (node === undefined || !isDone(node) || !live.isAskedSince(node)) return;
  await live.change(nodeId, (old) => ({ ...old, state: 'pending' }));
  await nodeEvent(run, nodeId, 'warn', 'Due once more: it was asked for while it restarted');
}

/** Tells of a node, on its card and in the log of the operation. */
export async function nodeEvent(
  { live, operation }: Pick<NodeWork, 'live' | 'operation'>,
  nodeId: string,
  state: RestartEvent['state'],
  text: string,
): Promise<void> {
  operation.log(`${live.node(nodeId)?.name ?? nodeId}: ${text}`);
  await live.event(nodeId, state, text);
}
