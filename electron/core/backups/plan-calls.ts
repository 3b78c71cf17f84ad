import type { PlannedCall } from '#shared/model/planned-call.ts';
import { type LiveIndex, refreshCalls } from '../elasticsearch/indices.ts';
import { registration } from '../elasticsearch/repositories.ts';
import type { Change } from '../elasticsearch/request.ts';
import { backupCall } from '../elasticsearch/snapshots.ts';
import { toldCall } from '../elasticsearch/told-call.ts';
import type { Connection } from '../gateways/connections.ts';
import { defaultSettings } from '../repositories/default-repository.ts';
import type { Manifest } from './manifest.ts';
import { backupMetadata, countable } from './take.ts';

export interface PlannedBackup {
  repository: string;
  name: string;
  indices: readonly string[];
  trigger: Manifest['trigger'];
}

/** Noted in the backup itself; counted only when it begins. */
const HASH = '(hash)';

/** What `takeBackup` will change for this backup, in its order, with the data store as it is now. */
export function copyCalls(
  { can, gateway }: Connection,
  live: readonly LiveIndex[],
  { repository, name, indices, trigger }: PlannedBackup,
): Record<'before' | 'copy' | 'after', Change[]> {
  const counted = countable(live, new Set(indices));
  const count = counted.length === 0 ? [] : refreshCalls(counted);
  const metadata = backupMetadata(gateway.tenant, trigger, HASH);
  return { before: count, copy: [backupCall(can, { repository, name, indices, metadata })], after: count };
}

/** All that a backup by hand will change on the data store, in the order in which it is sent. */
export function backupCalls(
  connection: Connection,
  live: readonly LiveIndex[],
  backup: PlannedBackup,
  isThere: boolean,
): PlannedCall[] {
  const { before, copy, after } = copyCalls(connection, live, backup);
  const register = isThere ? [] : [registration(backup.repository, ...defaultSettings(connection.gateway))];
  return [
    ...register.map((call) => toldCall('repository', call)),
    ...before.map((call) => toldCall('count-before', call)),
    ...copy.map((call) => toldCall('copy', call)),
    ...after.map((call) => toldCall('count-after', call)),
  ];
}
