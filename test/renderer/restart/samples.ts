import type { PendingRestart, RestartNode } from '#shared/model/restart.ts';

export const SINCE = Date.UTC(2026, 10, 24, 6, 31, 51);

export function node(letter: string, changes: Partial<RestartNode> = {}): RestartNode {
  return {
    nodeId: `n-${letter}`,
    name: `node-${letter}`,
    address: `http://apigw-eu-${letter}:5555`,
    state: 'pending',
    events: [],
    startedAt: null,
    endedAt: null,
    engine: null,
    error: null,
    ...changes,
  };
}

export function pending(changes: Partial<PendingRestart> = {}): PendingRestart {
  return {
    gatewayId: 'gw-1',
    operationId: 'op-1',
    why: 'Restored from default-2026-november-21-2-0-0-131000000',
    since: SINCE,
    running: false,
    nodes: [node('a'), node('b'), node('c')],
    ...changes,
  };
}
