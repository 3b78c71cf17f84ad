import { z } from 'zod';
import type { GatewayNode, GatewayProfile } from '#shared/model/gateway.ts';
import { PendingRestart, type RestartEvent, type RestartNode } from '#shared/model/restart.ts';
import { isDone, isMoving } from '#shared/rules/restart-nodes.ts';

const LONGEST_EVENTS = 100;

/** Stands for a gateway whose nodes were never entered: its restart is by hand, and is ticked off. */
const BY_HAND = 'by-hand';

/** A restart that has become due on a gateway: on all of its nodes, or on those that are named. */
export function newPending(
  gateway: Pick<GatewayProfile, 'id' | 'name' | 'nodes'>,
  why: string,
  operationId: string | null,
  now: number,
  { nodeIds, stores = [] }: { nodeIds?: readonly string[]; stores?: readonly RestartNode[] } = {},
): PendingRestart {
  const nodes =
    gateway.nodes.length > 0
      ? gateway.nodes.filter(({ id }) => nodeIds?.includes(id) ?? true).map(newNode)
      : [
          withEvent(newNode({ id: BY_HAND, name: gateway.name, address: '' }), {
            at: now,
            state: 'warn',
            text: 'No node is entered for this gateway: restart it by hand and tick it off',
          }),
        ];
  return {
    gatewayId: gateway.id,
    operationId,
    why,
    since: now,
    running: false,
    nodes: [...stores, ...nodes],
  };
}

/** What was asked for: a restart of all nodes of the gateway, or of some nodes beside what is due already. */
export const AskedRestart = z.object({ all: z.boolean(), pending: PendingRestart });
export type AskedRestart = z.infer<typeof AskedRestart>;

/**
 * What is due, with what was asked for. Asking again makes a node due again, but not one that is on its way or was
 * settled after that; what is due of the data store stays.
 */
export function withAsked(known: PendingRestart | null, { all, pending }: AskedRestart): PendingRestart {
  if (known === null) return pending;
  const isKept = (node: RestartNode): boolean => isMoving(node) || isSettledSince(node, pending.since);
  const asked = pending.nodes.map((node) => {
    const old = known.nodes.find(({ nodeId }) => nodeId === node.nodeId);
    return old !== undefined && isKept(old) ? old : node;
  });
  const stays = ({ nodeId, store }: RestartNode): boolean =>
    (!all || store !== undefined) && !pending.nodes.some((node) => node.nodeId === nodeId);
  const places = all ? [...pending.nodes, ...known.nodes] : [...known.nodes, ...pending.nodes];
  const order = places.map(({ nodeId }) => nodeId);
  const nodes = inOrder([...known.nodes.filter(stays), ...asked], order);
  if (!all) return { ...known, why: withReason(known.why, pending.why), nodes };
  // A reason for the data store is still one while its node is due.
  const why = nodes.some((node) => node.store !== undefined && !isDone(node))
    ? withReason(known.why, pending.why)
    : pending.why;
  return { ...known, ...pending, why, running: known.running, nodes };
}

function withReason(known: string, more: string): string {
  return known.split('; ').includes(more) ? known : `${known}; ${more}`;
}

/** Nodes in an order of theirs, those of the data store first. */
export function inOrder(nodes: readonly RestartNode[], order: readonly string[]): RestartNode[] {
  const place = ({ nodeId, store }: RestartNode): number =>
    order.indexOf(nodeId) + (store === undefined ? order.length : 0);
  return [...nodes].sort((a, b) => place(a) - place(b));
}

function isSettledSince(node: RestartNode, since: number): boolean {
  if (node.state === 'healthy') return (node.startedAt ?? 0) > since;
  return node.state === 'ticked-off' && (node.endedAt ?? 0) > since;
}

export function newNode(node: Pick<GatewayNode, 'id' | 'name' | 'address'>): RestartNode {
  return {
    nodeId: node.id,
    name: node.name,
    address: node.address,
    state: 'pending',
    events: [],
    startedAt: null,
    endedAt: null,
    engine: null,
    error: null,
  };
}

/** Adds an event. What was still going on before it is over, so its line gives way. */
export function withEvent(node: RestartNode, event: RestartEvent): RestartNode {
  const kept = node.events.filter((other) => other.state !== 'run');
  return { ...node, events: [...kept, event].slice(-LONGEST_EVENTS) };
}

export function withNode(
  pending: PendingRestart,
  nodeId: string,
  change: (node: RestartNode) => RestartNode,
): PendingRestart {
  return { ...pending, nodes: pending.nodes.map((node) => (node.nodeId === nodeId ? change(node) : node)) };
}

/** A node that an administrator has vouched for; one that is done stays as it is. */
export function tickedOff(node: RestartNode, at: number, text: string): RestartNode {
  if (isDone(node)) return node;
  return { ...withEvent(node, { at, state: 'good', text }), state: 'ticked-off', endedAt: at, error: null };
}

/** True when nothing is due any more. */
export function isSettled(pending: PendingRestart): boolean {
  return pending.nodes.every(isDone);
}

/** What is left of a run that broke off: a node that was on its way has to be looked at again. */
export function brokenOff({ toCome: _, ...pending }: PendingRestart, now: number): PendingRestart {
  const event: RestartEvent = {
    at: now,
    state: 'warn',
    text: 'This program ended while the node was restarting; what became of it is not known',
  };
  return {
    ...pending,
    running: false,
    together: false,
    nodes: pending.nodes.map((node) =>
      isMoving(node) ? withEvent({ ...node, state: 'pending', endedAt: null }, event) : node,
    ),
  };
}
