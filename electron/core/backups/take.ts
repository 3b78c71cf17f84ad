import { isDeepStrictEqual } from 'node:util';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { BackupSelection } from '#shared/model/primitives.ts';
import { isSameBackup } from '#shared/rules/same-backup.ts';
import { readNodes, readRunningWork } from '../elasticsearch/cluster.ts';
import { type LiveIndex, readIndices, refresh } from '../elasticsearch/indices.ts';
import { createBackup, readBackup, readBackupStatus, type StoredBackup } from '../elasticsearch/snapshots.ts';
import { failureOf, isUnknownOutcome } from '../errors/from-transport.ts';
import type { Connection } from '../gateways/connections.ts';
import { showsWithin } from '../operations/poll.ts';
import type { EnginePorts } from '../ports.ts';
import { followBackup, type Watch } from './follow.ts';
import { type Manifest, type ManifestIndex, type Manifests, manifestHash } from './manifest.ts';

export interface BackupOrder {
  repository: string;
  name: string;
  indices: readonly string[];
  selection: BackupSelection;
  trigger: Manifest['trigger'];
  reason: string;
}

export interface TakenBackup {
  backup: StoredBackup;
  manifest: Manifest;
  /** Why it is not good (E5), or null when it is. */
  flaw: AppFailure['value'] | null;
}

/**
 * Makes one backup of exactly the given indices and follows it to its end. Resolves with what the server holds
 * then, good or not; rejects when it was refused, cancelled, or when its outcome cannot be known.
 * Used for backups of users and for safety backups alike.
 */
export async function takeBackup(
  connection: Connection,
  ports: EnginePorts,
  manifests: Manifests,
  order: BackupOrder,
  watch: Watch,
): Promise<TakenBackup> {
  if (order.indices.length === 0) throw new AppFailure(appError('nothing-selected'));
  watch.step('count-before', 'running');
  const before = await countedIndices(connection, order.indices, watch);
  const noted = noteIndices(before);
  await watch.noted?.(noted);
  watch.step('count-before', 'done', `${before.size} indices`);
  if (watch.signal.aborted)
    throw new AppFailure(
      appError('cancelled', { changed: 'The backup was not begun; nothing was changed.' }),
    );

  const metadata = backupMetadata(connection.gateway.tenant, order.trigger, manifestHash(noted));
  watch.step('copy', 'running');
  await createOnce(connection, ports, { ...order, metadata }, watch.signal);
  return finishBackup(connection, ports, manifests, { ...order, noted }, watch);
}

/** A backup that is on its way, with what was counted before. */
export interface BegunBackup extends BackupOrder {
  noted: Record<string, ManifestIndex>;
}

/**
 * Follows a backup that the server has begun to its end, counts again and writes the manifest. Also for one that an
 * earlier run of the program began.
 */
export async function finishBackup(
  connection: Connection,
  ports: EnginePorts,
  manifests: Manifests,
  order: BegunBackup,
  watch: Watch,
): Promise<TakenBackup> {
  const { store, can } = connection;
  watch.step('copy', 'running');
  const backup = await followBackup(connection, ports, order, watch);
  watch.step('copy', 'done', `${backup.shards?.ok ?? 0} of ${backup.shards?.total ?? 0} shards`);

  watch.step('count-after', 'running');
  // The backup has its verdict; a line that is lost now costs the comparison of counts, not the backup.
  const unread = (thrown: unknown): void =>
    watch.log(`Not counted: ${failureOf(thrown, store.where).value.title}`);
  const after = await countedIndices(connection, order.indices, watch).catch((thrown: unknown) => {
    unread(thrown);
    return new Map<string, LiveIndex>();
  });
  const nodes = await readNodes(store).catch((thrown: unknown) => {
    unread(thrown);
    return [];
  });
  const sizes = await readBackupStatus(store, order.repository, order.name, true).catch(() => null);
  const manifest: Manifest = {
    format: 1,
    storeKey: connection.storeKey,
    repository: order.repository,
    name: order.name,
    uuid: backup.uuid,
    startedAt: backup.startedAt,
    tenant: connection.gateway.tenant,
    release: connection.gateway.release,
    dataStoreVersion: can.version.text,
    plugins: [...new Set(nodes.flatMap((node) => node.plugins))].sort(),
    user: ports.user,
    reason: order.reason,
    trigger: order.trigger,
    selection: order.selection,
    // A server that does not tell the whole has just copied what was counted.
    totalBytes: sizes?.totalBytes ?? totalOf(order.noted),
    newBytes: sizes?.newBytes ?? null,
    indices: Object.fromEntries(
      Object.entries(order.noted).map(([index, facts]) => [
        index,
        {
          ...facts,
          docsAfter: after.get(index)?.docs ?? null,
          bytes: sizes?.indices.get(index)?.bytes ?? facts.bytes,
        },
      ]),
    ),
  };
  // Nor does a full disk of this computer take anything from what the data store holds.
  const text = await manifests.save(manifest).then(
    () => 'Manifest written',
    (thrown: unknown) =>
      `Manifest not written, counts cannot be compared: ${failureOf(thrown, store.where).value.cause}`,
  );
  watch.step('count-after', 'done', text);
  return { backup, manifest, flaw: flawOf(backup, order) };
}

/** Good is: SUCCESS, every shard successful, exactly the indices that were asked for (E5). */
export function flawOf(
  backup: StoredBackup,
  order: Pick<BackupOrder, 'indices' | 'name'>,
): AppFailure['value'] | null {
  const { shards } = backup;
  const what = order.name;
  if (backup.state === 'PARTIAL' || (shards !== null && shards.ok !== shards.total)) {
    // A server that gives up skips what had not begun: those shards are in order.
    const first = backup.failures.find((one) => !/skipped/i.test(one.reason)) ?? backup.failures[0];
    const why =
      first === undefined ? '' : ` First: ${first.index} shard ${first.shard}, ${first.reason.slice(0, 200)}`;
    return appError('backup-incomplete', {
      what,
      detail: `${shards?.failed ?? 0} of ${shards?.total ?? 0} shards failed.${why}`,
    });
  }
  if (backup.state !== 'SUCCESS')
    return appError('backup-failed', {
      what,
      detail: backup.reason ?? `The data store calls its state ${backup.state}.`,
    });
  const held = new Set(backup.indices);
  const missing = order.indices.filter((index) => !held.has(index));
  if (missing.length > 0 || held.size !== order.indices.length) {
    return appError('backup-indices-differ', {
      what,
      detail: `Asked for ${order.indices.length}, it holds ${held.size}. Missing: ${missing.slice(0, 5).join(', ')}`,
    });
  }
  return null;
}

/** What a backup says of itself on the data store. */
export const backupMetadata = (
  tenant: string,
  trigger: Manifest['trigger'],
  manifest: string,
): Record<string, unknown> => ({ 'gateway-vault': { manifest, tenant, trigger } });

/**
 * Those of the indices whose documents are counted. A refresh of an index without its primaries waits for them, for a
 * minute. 7.2 tells nothing about such a one.
 */
export const countable = (live: readonly LiveIndex[], names: ReadonlySet<string>): string[] =>
  live
    .filter((one) => names.has(one.index) && one.open && one.health !== null && one.health !== 'red')
    .map((one) => one.index)
    // Each node of a cluster tells them in another order.
    .sort();

async function countedIndices(
  connection: Connection,
  wanted: readonly string[],
  watch: Watch,
): Promise<Map<string, LiveIndex>> {
  const names = new Set(wanted);
  const open = countable(await readIndices(connection.store, connection.can), names);
  // Counts are an extra: a user who may back up but not refresh still gets the backup, and "counts unknown".
  if (open.length > 0) {
    await refresh(connection.store, open).catch((thrown: unknown) =>
      watch.log(`Counts are not exact: ${failureOf(thrown, connection.store.where).value.title}`),
    );
  }
  const live = await readIndices(connection.store, connection.can);
  return new Map(live.filter((index) => names.has(index.index)).map((index) => [index.index, index]));
}

function totalOf(noted: Record<string, ManifestIndex>): number | null {
  const sizes = Object.values(noted).map((index) => index.bytes);
  return sizes.some((bytes) => bytes === null)
    ? null
    : sizes.reduce<number>((sum, bytes) => sum + (bytes ?? 0), 0);
}

function noteIndices(before: ReadonlyMap<string, LiveIndex>): Record<string, ManifestIndex> {
  return Object.fromEntries(
    [...before].map(([name, live]) => [
      name,
      {
        docsBefore: live.docs,
        docsAfter: null,
        bytes: live.bytes,
        shards: live.shards,
        replicas: live.replicas,
        createdId: live.createdId,
        open: live.open,
        aliases: live.aliases,
      },
    ]),
  );
}

const LOOKS = 30;

/** Sends the request once. A lost reply is looked up by name, which was free just before, and adopted (E4). */
async function createOnce(
  connection: Connection,
  ports: EnginePorts,
  order: BackupOrder & { metadata: Record<string, unknown> },
  signal: AbortSignal,
): Promise<void> {
  const { store, can } = connection;
  try {
    await createBackup(store, can, order);
  } catch (thrown) {
    const failure = failureOf(thrown, store.where);
    const found = (): Promise<StoredBackup | null> => readBackup(store, order.repository, order.name);
    // A node asks a new master once more when the one before went away: then the name may be taken by our own.
    if (failure.value.code === 'backup-name-taken') {
      const there = await found().catch(() => null);
      if (isDeepStrictEqual(there?.metadata, order.metadata)) return;
      throw failure;
    }
    if (!isUnknownOutcome(failure.value)) {
      if (can.refusesEarly) await untilCleared(connection, ports, order, signal);
      throw failure;
    }
    const isThere = async (): Promise<boolean> => (await found()) !== null;
    if (await showsWithin(LOOKS, ports, isThere)) return;
    throw new AppFailure(
      appError('outcome-unknown', { what: order.name, detail: failure.value.title, raw: failure.value.raw }),
    );
  }
}

/** What comes next would find a backup in its way that was refused and is still listed as running. */
async function untilCleared(
  { store }: Connection,
  ports: EnginePorts,
  order: BackupOrder,
  signal: AbortSignal,
): Promise<void> {
  const isCleared = async (): Promise<boolean> =>
    !(await readRunningWork(store)).backups.some((one) => isSameBackup(one, order));
  if (await isCleared().catch(() => true)) return;
  await showsWithin(LOOKS, ports, isCleared, signal);
}
