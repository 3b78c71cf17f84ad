import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { PendingRestart, RestartNode } from '#shared/model/restart.ts';
import { isDone } from '#shared/rules/restart-nodes.ts';
import { brokenOff, inOrder, newNode } from './pending.ts';

/**
 * A pending restart as a run of the wanted nodes begins it. Rejects with `input-invalid` for a node that the gateway
 * does not have, and with `restart-store-first` while the data store is due and not wanted.
 */
export function asBegun(
  gateway: GatewayProfile,
  known: PendingRestart,
  wanted: readonly string[],
  { together, now }: { together: boolean; now: number },
): PendingRestart {
  const chosen = wanted.map((id) => chosenNode(gateway, known, id));
  refuseBeforeStore(known, chosen);
  const others = known.nodes.filter(
    ({ nodeId, store }) =>
      !wanted.includes(nodeId) && (store !== undefined || gateway.nodes.some((node) => node.id === nodeId)),
  );
  const places = [...known.nodes.map((node) => node.nodeId), ...wanted];
  return {
    ...brokenOff(known, now),
    running: true,
    together,
    toCome: [...wanted],
    nodes: inOrder([...others, ...chosen], places),
  };
}

/** A node that is to be restarted, as it begins. */
function chosenNode(gateway: GatewayProfile, known: PendingRestart, id: string): RestartNode {
  const node = gateway.nodes.find((one) => one.id === id);
  if (node !== undefined) return newNode(node);
  const store = known.nodes.find((one) => one.nodeId === id && one.store !== undefined);
  if (store === undefined) throw unknownNode();
  return { ...newNode({ ...store, id }), store: store.store };
}

/** The gateway reads its data store when it starts: that comes first. */
function refuseBeforeStore(known: PendingRestart, chosen: readonly RestartNode[]): void {
  if (chosen.every(({ store }) => store !== undefined)) return;
  const due = known.nodes.find(
    (node) =>
      node.store !== undefined && !isDone(node) && !chosen.some(({ nodeId }) => nodeId === node.nodeId),
  );
  if (due !== undefined) throw new AppFailure(appError('restart-store-first', { what: due.name }));
}

/** A node that is not there. */
export function unknownNode(): AppFailure {
  return new AppFailure(appError('input-invalid', { detail: 'the gateway has no such node' }));
}
