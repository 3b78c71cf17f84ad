import type { DataStoreStatus } from '#shared/model/data-store.ts';
import { readHealth } from '../elasticsearch/cluster.ts';
import { inAll, readDisks } from '../elasticsearch/disk.ts';
import { failureOf } from '../errors/from-transport.ts';
import type { Clock } from '../ports.ts';
import type { Connections } from './connections.ts';

const DEADLINE_MS = 8_000;

/** How the data store is now. Never rejects: not being reachable is an answer. */
export async function statusOf(
  connections: Connections,
  gatewayId: string,
  clock: Clock,
): Promise<DataStoreStatus> {
  try {
    const { store, can } = await connections.of(gatewayId, DEADLINE_MS);
    const [health, disks] = await Promise.all([
      readHealth(store, DEADLINE_MS),
      readDisks(store, DEADLINE_MS).catch(() => []),
    ]);
    return {
      reachable: true,
      health: health.health,
      version: can.version.text,
      clusterName: can.clusterName,
      nodeCount: health.nodes,
      disk: inAll(disks),
      readAt: clock.now(),
      error: null,
      calls: connections.callCount(gatewayId),
    };
  } catch (thrown) {
    const error = failureOf(thrown, 'the data store').value;
    return {
      reachable: false,
      health: null,
      version: null,
      clusterName: null,
      nodeCount: null,
      disk: null,
      readAt: clock.now(),
      error,
      calls: connections.callCount(gatewayId),
    };
  }
}
