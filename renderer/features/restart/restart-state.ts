import type { PendingRestart, RestartNode } from '#shared/model/restart.ts';
import { isDone, isMoving } from '#shared/rules/restart-nodes.ts';

/** A node may take so long to be healthy again before it counts as lost (E21). */
export const HEALTH_WAIT_MS = 600_000;

export function settledCount(pending: PendingRestart): number {
  return pending.nodes.filter(isDone).length;
}

/** The node that is being restarted now. */
export function currentNode(pending: PendingRestart): RestartNode | null {
  return pending.nodes.find(isMoving) ?? null;
}

/** What "Restart all" would restart: those that are neither healthy nor ticked off nor on their way. */
export function nodesLeft(pending: PendingRestart): RestartNode[] {
  return pending.nodes.filter((node) => !isDone(node) && !isMoving(node));
}

/** The node that a waiting one waits for, while a run goes through them one after another. */
export function waitsFor(pending: PendingRestart, node: RestartNode): RestartNode | null {
  if (!isStillToCome(pending, node)) return null;
  return goesInTurn(pending) ? currentNode(pending) : null;
}

/** Whether the present run has yet to begin with a node. One that is due beside the run is none of its. */
const isStillToCome = ({ running, toCome }: PendingRestart, { state, nodeId }: RestartNode): boolean =>
  running && state === 'pending' && (toCome?.includes(nodeId) ?? true);

/** Whether a node is left that the present run can still be kept from: not where all go at the same time. */
export const canStop = (pending: PendingRestart): boolean =>
  goesInTurn(pending) && pending.nodes.some((node) => isStillToCome(pending, node));

/** Whether nodes are left to wait for one another: all at the same time wait for nothing but the data store. */
function goesInTurn(pending: PendingRestart): boolean {
  const current = currentNode(pending);
  return pending.together !== true || current === null || current.store !== undefined;
}

/** The node of the data store that has to be restarted before the gateway; `null` when none is. */
export function storeDue(pending: PendingRestart): RestartNode | null {
  return pending.nodes.find((node) => node.store !== undefined && !isDone(node)) ?? null;
}

/** When the present run began: the start of the earliest node that is on its way or was brought back by it. */
export function runSince(pending: PendingRestart): number | null {
  const current = currentNode(pending);
  const starts = pending.nodes
    .map((node) => node.startedAt)
    .filter((at): at is number => at !== null && at >= pending.since);
  return starts.length === 0 ? (current?.startedAt ?? null) : Math.min(...starts);
}

/** How long a node has been on its way, or took. */
export function nodeMs(node: RestartNode, now: number): number | null {
  if (node.startedAt === null) return null;
  return Math.max(0, (node.endedAt ?? now) - node.startedAt);
}
