import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { SAFETY_REPOSITORY } from '#shared/rules/backup-name.ts';
import { readNodes } from '../elasticsearch/cluster.ts';
import {
  putRepository,
  readRepositories,
  readRepository,
  registration,
  type StoredRepository,
} from '../elasticsearch/repositories.ts';
import type { Change } from '../elasticsearch/request.ts';
import { failureOf } from '../errors/from-transport.ts';
import type { Connection } from '../gateways/connections.ts';
import { absoluteLocation, isInside, join, parentOf } from './folders.ts';
import { registerNew } from './register.ts';

export const safetyRepositoryName = (tenant: string): string => `${SAFETY_REPOSITORY}${tenant}`;

export const isSafetyRepository = (name: string, tenant: string): boolean =>
  [safetyRepositoryName(tenant), `${safetyRepositoryName(tenant)}-b`].includes(name);

export interface SafetyPlace {
  name: string;
  registered: boolean;
  type: string;
  settings: Record<string, unknown>;
}

/**
 * Finds the place of safety backups without changing anything. They have a repository of their own (E10): a
 * file that was lost in the repository of a damaged backup silently spoils every later backup there from 7.7
 * on, so that one is no way back. Rejects when no such place can be had. `planned`: the source as it will be, where it
 * is not registered like that yet.
 */
export async function findSafetyPlace(
  connection: Connection,
  source: string,
  planned?: StoredRepository,
): Promise<SafetyPlace> {
  const usual = safetyRepositoryName(connection.gateway.tenant);
  // What is restored out of the safety repository itself may be the damaged one: the way back lies elsewhere.
  const name = source === usual ? `${usual}-b` : usual;
  const known = await readRepositories(connection.store);
  const there = known.find((repository) => repository.name === name);
  if (there !== undefined) return { name, registered: true, type: there.type, settings: there.settings };
  const from = planned ?? known.find((repository) => repository.name === source);
  if (from === undefined)
    throw new AppFailure(appError('repository-missing', { what: source, where: connection.store.where }));
  if (from.type === 's3')
    return {
      name,
      registered: false,
      type: 's3',
      settings: siblingBucketPath(from, placeName(connection, name)),
    };
  const location = await siblingFolder(connection, from, known, placeName(connection, name));
  return { name, registered: false, type: 'fs', settings: { location, compress: true } };
}

/** Registers the place if that is still to be done; resolves with the name of the repository. */
export async function ensureSafetyRepository(connection: Connection, source: string): Promise<string> {
  const place = await findSafetyPlace(connection, source);
  if (place.registered) return place.name;
  try {
    await registerNew(connection.store, place.name, place.type, place.settings);
  } catch (thrown) {
    const failure = failureOf(thrown, connection.store.where);
    if (failure.value.code !== 's3-keys-refused' || !connection.can.keysInSettings) throw failure;
    const detail = `Those of ${source} cannot be read back: give them again with its settings, then they are known here too.`;
    throw new AppFailure(appError('s3-keys-refused', { what: place.name, detail, raw: failure.value.raw }));
  }
  return place.name;
}

/**
 * Gives the keys of a bucket to the place of safety backups beside it, while they are known: later they cannot be
 * read back. Never rejects; a place that could not be made is told of before a restore needs it.
 */
export async function prepareSafetyPlace(
  connection: Connection,
  source: string,
  keys: { accessKey: string; secretKey: string },
): Promise<void> {
  const { store } = connection;
  try {
    const from = await readRepository(store, source);
    const wanted = from === null ? null : await safetyRegistration(connection, from, keys);
    if (wanted === null) return;
    const { name, type, settings } = wanted;
    if (wanted.isNew) await registerNew(store, name, type, settings);
    else await putRepository(store, name, type, settings);
  } catch {
    // The repository that was asked for is there all the same.
  }
}

/** The place of safety backups beside a bucket, with its keys; null where it does not get them. */
export async function safetyRegistration(
  connection: Connection,
  source: StoredRepository,
  { accessKey, secretKey }: { accessKey: string; secretKey: string },
): Promise<(StoredRepository & { isNew: boolean; call: Change }) | null> {
  if (isSafetyRepository(source.name, connection.gateway.tenant)) return null;
  const { name, registered, type, settings: known } = await findSafetyPlace(connection, source.name, source);
  if (registered && (type !== 's3' || known.bucket !== source.settings.bucket)) return null;
  const settings = { ...known, access_key: accessKey, secret_key: secretKey };
  return { name, type, settings, isNew: !registered, call: registration(name, type, settings) };
}

/** Two data stores may share one backup folder and both have a tenant of this name: each writes to its own place. */
function placeName(connection: Connection, name: string): string {
  const store = connection.storeKey
    .replace(/[^A-Za-z0-9]/g, '')
    .slice(-8)
    .toLowerCase();
  return `${name}-${store}`;
}

function siblingBucketPath(from: StoredRepository, name: string): Record<string, unknown> {
  const base = typeof from.settings.base_path === 'string' ? from.settings.base_path.replace(/\/+$/, '') : '';
  return { ...from.settings, readonly: false, base_path: base === '' ? name : `${base}-${name}` };
}

/** A folder beside the others, allowed on every node, neither inside another repository nor around one. */
async function siblingFolder(
  connection: Connection,
  from: StoredRepository,
  known: readonly StoredRepository[],
  name: string,
): Promise<string> {
  const nodes = await readNodes(connection.store);
  const pathRepo = nodes[0]?.pathRepo ?? [];
  const taken = known
    .map((repository) => repository.settings.location)
    .filter((location): location is string => typeof location === 'string')
    .map((location) => absoluteLocation(location, pathRepo))
    .filter((location) => location !== null);
  const own =
    typeof from.settings.location === 'string' ? absoluteLocation(from.settings.location, pathRepo) : null;
  const candidates = [...(own === null ? [] : [parentOf(own)]), ...pathRepo].map((folder) =>
    join(folder, name),
  );
  const allowed = (folder: string): boolean =>
    nodes.every((node) => node.pathRepo.some((root) => isInside(folder, root)));
  const free = (folder: string): boolean =>
    taken.every((other) => !isInside(folder, other) && !isInside(other, folder));
  const place = candidates.find((folder) => allowed(folder) && free(folder));
  if (place === undefined)
    throw new AppFailure(
      appError('safety-backup-failed', {
        detail: 'There is no allowed folder outside the other repositories.',
      }),
    );
  return place;
}
