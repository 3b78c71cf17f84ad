import { z } from 'zod';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { atLeast, parseVersion, type Version } from '#shared/rules/versions.ts';
import type { DataStoreClient } from './client.ts';

/**
 * What this data store can do, read once on connect. Nothing else looks at a version: every parameter that
 * is not in 2.3 is gated by one of these. The lines name the release that brought it, as real servers answered.
 */
export interface Capabilities {
  version: Version;
  clusterName: string;
  /** Identifies the cluster on every version; the key of the lock. */
  clusterUuid: string | null;
  /** `verbose=false` and `ignore_unavailable` of the list: 5.0; 2.3 accepts and ignores them. */
  fastListing: boolean;
  /** A backup that is refused may be listed as running for seconds more: up to 2.x; cleared away first from 5.0 on. */
  refusesEarly: boolean;
  /** `metadata` of a backup is kept: 7.7; dropped without a word before. */
  backupMetadata: boolean;
  /** `feature_states` of a restore: 7.12; a 400 before. */
  featureStates: boolean;
  /** Aliases have a write index: 6.4. */
  writeIndex: boolean;
  /** Closed indices can be backed up and are counted by health: 7.2. */
  closedInBackup: boolean;
  /** `_close?wait_for_active_shards=0`: 7.2; saves a second for 90 indices from 8.0 on. */
  closeWithoutWait: boolean;
  /** New bytes of a finished backup are told apart from its size: 7.0. */
  incrementalSizes: boolean;
  /** A limit of shards per node is enforced: 7.0. */
  shardLimit: boolean;
  /** `_cleanup` of a repository: 7.4. */
  repositoryCleanup: boolean;
  /** Watermarks of the disk hold for a data store of one node too: 8.0. */
  watermarksOnOneNode: boolean;
  /** What limits the copying of a restore: a setting of the repository, or from 7.13 on only the cluster's. */
  restoreLimit: 'repository' | 'cluster';
  /** Keys of S3 are settings of the repository, masked when read: up to 5.x; in the keystore later. */
  keysInSettings: boolean;
  /** What brings S3: a plugin, of another name up to 2.x; from 8.0 on it is part of Elasticsearch. */
  s3Plugin: 'cloud-aws' | 'repository-s3';
  /** The script of the data store that installs it. */
  s3Tool: 'plugin' | 'elasticsearch-plugin';
  s3IsModule: boolean;
  /** A running server reads its keystore again when it is told to: 6.4. */
  reloadsKeys: boolean;
  /** `expand_wildcards` of `_alias`; 2.3 lists closed ones anyway. */
  aliasWildcards: boolean;
}

const Root = z.looseObject({
  cluster_name: z.string().optional(),
  cluster_uuid: z.string().optional(),
  version: z.looseObject({ number: z.string(), distribution: z.string().optional() }),
});
const ClusterUuid = z.looseObject({
  metadata: z.looseObject({ cluster_uuid: z.string().optional() }).optional(),
});

/** Reads the capabilities. Rejects with `not-a-data-store` or `version-unsupported` where there is no data store. */
export async function readCapabilities(store: DataStoreClient, timeoutMs?: number): Promise<Capabilities> {
  const deadline = timeoutMs === undefined ? {} : { timeoutMs };
  const root = await store.read(Root, { path: '/', ...deadline });
  const version = parseVersion(root.version.number);
  const unsupported = version === null || !atLeast(version, 2, 3) || root.version.distribution !== undefined;
  if (version === null || unsupported) {
    const detail = [root.version.distribution, root.version.number].filter(Boolean).join(' ');
    throw new AppFailure(appError('version-unsupported', { where: store.where, detail }));
  }
  const clusterUuid = root.cluster_uuid ?? (await clusterUuidOf(store, deadline));
  return { ...capabilitiesOf(version), clusterName: root.cluster_name ?? '', clusterUuid };
}

/** What a release can do, whichever cluster it is. */
export function capabilitiesOf(version: Version): Omit<Capabilities, 'clusterName' | 'clusterUuid'> {
  return {
    version,
    fastListing: atLeast(version, 5),
    refusesEarly: !atLeast(version, 5),
    backupMetadata: atLeast(version, 7, 7),
    featureStates: atLeast(version, 7, 12),
    writeIndex: atLeast(version, 6, 4),
    closedInBackup: atLeast(version, 7, 2),
    closeWithoutWait: atLeast(version, 7, 2),
    incrementalSizes: atLeast(version, 7),
    shardLimit: atLeast(version, 7),
    repositoryCleanup: atLeast(version, 7, 4),
    watermarksOnOneNode: atLeast(version, 8),
    restoreLimit: atLeast(version, 7, 13) ? 'cluster' : 'repository',
    keysInSettings: !atLeast(version, 6),
    s3Plugin: atLeast(version, 5) ? 'repository-s3' : 'cloud-aws',
    s3Tool: atLeast(version, 5) ? 'elasticsearch-plugin' : 'plugin',
    s3IsModule: atLeast(version, 8),
    reloadsKeys: atLeast(version, 6, 4),
    aliasWildcards: atLeast(version, 5),
  };
}

/** 2.3 does not say it in `GET /`. */
async function clusterUuidOf(
  store: DataStoreClient,
  deadline: { timeoutMs?: number },
): Promise<string | null> {
  const state = await store.read(ClusterUuid, {
    path: '/_cluster/state/metadata',
    query: { filter_path: 'metadata.cluster_uuid' },
    ...deadline,
  });
  return state.metadata?.cluster_uuid ?? null;
}
