import { chunkNames, LONGEST_PATH } from '#shared/rules/chunks.ts';
import { failureOf, isUnreached } from '../errors/from-transport.ts';
import type { Capabilities } from './capabilities.ts';
import type { DataStoreClient } from './client.ts';
import { pathOf, pathPart } from './paths.ts';
import { backupsIn, ListReply, type StoredBackup, UNREADABLE } from './snapshot-reply.ts';
import { readBackup } from './snapshots.ts';

/** What the fast list tells about a backup. */
export type NamedBackup = Pick<StoredBackup, 'name' | 'uuid' | 'state'>;

/** What a row of a list is made of. */
export type BackupFacts = Pick<
  StoredBackup,
  'name' | 'uuid' | 'state' | 'indices' | 'startedAt' | 'endedAt' | 'shards'
>;

const NAME_FIELDS = ['snapshot', 'uuid', 'state'];
/** The other fields of a thousand backups are megabytes that nobody looks at. */
const ROW_FIELDS = [...NAME_FIELDS, 'indices', 'start_time_in_millis', 'end_time_in_millis', 'shards'];
const filterOf = (fields: readonly string[]): string =>
  ['failures', 'responses.error', ...fields.flatMap((one) => [`*.${one}`, `responses.*.${one}`])].join(',');
const ROW_FILTER = filterOf(ROW_FIELDS);

const NAMES_MS = 30_000;
/** A thousand descriptions on a slow disk. */
const FACTS_MS = 120_000;

/**
 * Names and states of all backups of one repository out of its own index, also of those whose description is
 * damaged. Only where `can.fastListing`. Up to 7.2 servers leave out what holds no index at all. Rejects when the
 * repository cannot be read.
 */
export async function readBackupNames(store: DataStoreClient, repository: string): Promise<NamedBackup[]> {
  const reply = await store.read(ListReply, {
    path: `${pathOf('_snapshot', repository)}/_all`,
    query: { verbose: false, filter_path: filterOf(NAME_FIELDS) },
    timeoutMs: NAMES_MS,
  });
  return backupsIn(reply, store).map(({ name, uuid, state }) => ({ name, uuid, state }));
}

/**
 * What rows need of all backups of one repository, in one call; with names, of these in as few calls as the
 * length of a path allows. What cannot be read is left out. Rejects when the repository cannot be read.
 */
export async function readBackupFacts(
  store: DataStoreClient,
  can: Capabilities,
  repository: string,
  names?: readonly string[],
): Promise<BackupFacts[]> {
  const paths =
    names === undefined ? [`${pathOf('_snapshot', repository)}/_all`] : pathsByName(repository, names);
  const query = { ignore_unavailable: can.fastListing ? true : undefined, filter_path: ROW_FILTER };
  const found: BackupFacts[] = [];
  for (const path of paths)
    found.push(...backupsIn(await store.read(ListReply, { path, query, timeoutMs: FACTS_MS }), store));
  return found;
}

/**
 * In how many calls these backups can be read by their names; null where names in a list may mean something else:
 * `-x` is "all but x", and `.` is a folder.
 */
export function callsByName(repository: string, names: readonly string[]): number | null {
  if (names.some((name) => /^[-.]/.test(name))) return null;
  return pathsByName(repository, names).length;
}

function pathsByName(repository: string, names: readonly string[]): string[] {
  const base = pathOf('_snapshot', repository);
  return chunkNames(names, LONGEST_PATH - base.length - ROW_FILTER.length).map(
    (chunk) => `${base}/${chunk.map(pathPart).join(',')}`,
  );
}

/**
 * All backups of one repository. One that cannot be read hides none of the others: it comes back with the
 * state UNREADABLE (E19). Rejects when the repository as a whole cannot be read.
 */
export async function readBackups(
  store: DataStoreClient,
  can: Capabilities,
  repository: string,
): Promise<BackupFacts[]> {
  if (!can.fastListing) return readBackupFacts(store, can, repository);
  const [names, read] = await Promise.all([
    readBackupNames(store, repository),
    readBackupFacts(store, can, repository),
  ]);
  const known = new Set(read.map((backup) => backup.name));
  return [...read, ...names.filter((backup) => !known.has(backup.name)).map(unreadable)];
}

/**
 * These backups, each by itself: for a server whose list fails as a whole because it cannot read one of them. What it
 * does not have is left out.
 */
export async function readOneByOne(
  store: DataStoreClient,
  repository: string,
  names: readonly string[],
): Promise<BackupFacts[]> {
  const found: BackupFacts[] = [];
  for (const name of names) {
    const backup = await readBackup(store, repository, name).catch((thrown: unknown) => {
      if (isUnreached(failureOf(thrown, store.where).value)) throw thrown;
      return unreadable({ name, uuid: null });
    });
    if (backup !== null) found.push(backup);
  }
  return found;
}

/** A backup that is listed and cannot be read. */
export const unreadable = ({ name, uuid }: Pick<NamedBackup, 'name' | 'uuid'>): BackupFacts => ({
  name,
  uuid,
  state: UNREADABLE,
  indices: [],
  startedAt: null,
  endedAt: null,
  shards: null,
});
