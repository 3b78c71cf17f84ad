import type { AppError } from '#shared/errors/app-error.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { indicesOfTenant, type TenantIndices } from '#shared/rules/index-names.ts';
import type { Manifest, Manifests } from '../backups/manifest.ts';
import {
  type ClusterHealth,
  type RunningWork,
  readClusterSettings,
  readHealth,
  readNodes,
  readRunningWork,
} from '../elasticsearch/cluster.ts';
import { type NodeDisk, readDisks } from '../elasticsearch/disk.ts';
import { type LiveIndex, readIndices } from '../elasticsearch/indices.ts';
import { readRepository } from '../elasticsearch/repositories.ts';
import {
  type BackupStatus,
  readBackup,
  readBackupStatus,
  type StoredBackup,
} from '../elasticsearch/snapshots.ts';
import { readRecoveryLimit } from '../elasticsearch/throttle.ts';
import { failureOf } from '../errors/from-transport.ts';
import type { Connection } from '../gateways/connections.ts';
import { findSafetyPlace, type SafetyPlace } from '../repositories/safety-repository.ts';
import type { LimitFacts } from './throttle.ts';

/** Everything a plan is made from, read in one go. A plan is a pure function of this and of the user's choices. */
export interface RestoreFacts {
  connection: Connection;
  repository: string;
  backup: StoredBackup;
  manifest: Manifest | null;
  /** Shards and bytes by index inside the backup; `null` where the server could not tell. */
  sizes: BackupStatus | null;
  live: LiveIndex[];
  /** Names of the tenant, live and in the backup, sorted by ownership with the same known tenants. */
  liveNames: TenantIndices;
  backupNames: TenantIndices;
  plugins: string[];
  health: ClusterHealth;
  disks: NodeDisk[];
  settings: Record<string, unknown>;
  work: RunningWork;
  safetyPlace: SafetyPlace | AppError;
  limits: LimitFacts;
  /** Milliseconds since 1970, of this computer. */
  readAt: number;
}

export async function readFacts(
  connection: Connection,
  manifests: Manifests,
  target: { repository: string; name: string },
  readAt: number,
): Promise<RestoreFacts> {
  const { store, can, gateway } = connection;
  const backup = await readBackup(store, target.repository, target.name);
  if (backup === null)
    throw new AppFailure(appError('backup-missing', { what: target.name, where: target.repository }));
  const [live, sizes, nodes, health, disks, settings, work, safetyPlace, limits, manifest] =
    await Promise.all([
      readIndices(store, can),
      readBackupStatus(store, target.repository, target.name, true).catch(() => null),
      readNodes(store),
      readHealth(store),
      readDisks(store).catch(() => []),
      readClusterSettings(store, can.shardLimit).catch(() => ({})),
      readRunningWork(store),
      findSafetyPlace(connection, target.repository).catch(
        (thrown: unknown) => failureOf(thrown, store.where).value,
      ),
      readLimits(connection, target.repository),
      manifests.find(connection.storeKey, { ...backup, repository: target.repository }),
    ]);
  const liveNames = live.map((index) => index.index);
  // A tenant that is only in one of the two lists still owns its names in the other.
  const all = [...new Set([...liveNames, ...backup.indices])];
  const sorted = indicesOfTenant(all, gateway.tenant, connection.knownTenants);
  return {
    connection,
    repository: target.repository,
    backup,
    manifest,
    sizes,
    live,
    liveNames: only(sorted, new Set(liveNames)),
    backupNames: only(sorted, new Set(backup.indices)),
    plugins: [...new Set(nodes.flatMap((node) => node.plugins))],
    health,
    disks,
    // What a file says is the weakest, and told by newer servers as their default.
    settings: { ...nodes[0]?.diskSettings, ...settings },
    work,
    safetyPlace,
    limits,
    readAt,
  };
}

/** For what is told beforehand alone: it is read again when the limit is lifted, so a failure tells nothing. */
async function readLimits({ store, can }: Connection, repository: string): Promise<LimitFacts> {
  const [source, recovery] =
    can.restoreLimit === 'cluster'
      ? [null, await readRecoveryLimit(store).catch(() => null)]
      : [await readRepository(store, repository).catch(() => null), null];
  return { source, recovery };
}

function only(names: TenantIndices, wanted: ReadonlySet<string>): TenantIndices {
  return {
    owned: names.owned.filter((one) => wanted.has(one.index)),
    unclear: names.unclear.filter((name) => wanted.has(name)),
  };
}

export function isError(place: SafetyPlace | AppError): place is AppError {
  return 'code' in place;
}
