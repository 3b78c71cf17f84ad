import type { GatewayNode, GatewayProfile } from '#shared/model/gateway.ts';
import type { PendingRestart, RestartEvent, RestartNode } from '#shared/model/restart.ts';

const LONGEST_EVENTS = 100;

/** Stands for a gateway whose nodes were never entered: its restart is by hand, and is ticked off. */
const BY_HAND = 'by-hand';

/** A restart that has become due on all nodes of a gateway. */
export function newPending(
  gateway: Pick<GatewayProfile, 'id' | 'name' | 'nodes'>,
  why: string,
  operationId: string | null,
  now: number,
): PendingRestart {
  const nodes =
    gateway.nodes.length > 0
      ? gateway.nodes.map(newNode)
      : [
          withEvent(newNode({ id: BY_HAND, name: gateway.name, address: '' }), {
            at: now,
            state: 'warn',
            text: 'No node is entered for this gateway: restart it by hand and tick it off',
          }),
        ];
  return { gatewayId: gateway.id, operationId, why, since: now, running: false, nodes };
}

/** What is due already, with what has become due on some nodes. One that is on its way is not asked for again. */
export function alsoDue(known: PendingRestart, more: PendingRestart): PendingRestart {
  const others = known.nodes.filter(
    (node) => isMoving(node) || !more.nodes.some(({ nodeId }) => nodeId === node.nodeId),
  );
  const added = more.nodes.filter(({ nodeId }) => !others.some((node) => node.nodeId === nodeId));
  const why = known.why.split('; ').includes(more.why) ? known.why : `${known.why}; ${more.why}`;
  const order = [...known.nodes, ...more.nodes].map(({ nodeId }) => nodeId);
  const nodes = [...others, ...added].sort((a, b) => order.indexOf(a.nodeId) - order.indexOf(b.nodeId));
  return { ...known, why, nodes };
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

export function isMoving(node: RestartNode): boolean {
  return node.state === 'requested' || node.state === 'down' || node.state === 'starting';
}

/** True when nothing is due any more. */
export function isSettled(pending: PendingRestart): boolean {
  return pending.nodes.every((node) => node.state === 'healthy' || node.state === 'ticked-off');
}

/** What is left of a run that broke off: a node that was on its way has to be looked at again. */
export function brokenOff(pending: PendingRestart, now: number): PendingRestart {
  const event: RestartEvent = {
    at: now,
    state: 'warn',
    text: 'This program ended while the node was restarting; what became of it is not known',
  };
  return {
    ...pending,
    running: false,
    nodes: pending.nodes.map((node) =>
      isMoving(node) ? withEvent({ ...node, state: 'pending', endedAt: null }, event) : node,
    ),
  };
}
