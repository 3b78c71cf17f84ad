import { z } from 'zod';
import type { RepositoryCleanUp } from '#shared/model/repository.ts';
import type { DataStoreClient } from './client.ts';
import { pathOf } from './paths.ts';
import type { Change } from './request.ts';

const RepositoryReply = z.record(
  z.string(),
  z.looseObject({ type: z.string(), settings: z.record(z.string(), z.unknown()).optional() }),
);
const VerifyReply = z.looseObject({
  nodes: z.record(z.string(), z.looseObject({ name: z.string() })).optional(),
});
/** A repository of thousands of backups is read as a whole. */
const CLEAN_MS = 600_000;

const Ack = z.looseObject({ acknowledged: z.boolean().optional() });

export interface StoredRepository {
  name: string;
  type: string;
  settings: Record<string, unknown>;
}

export async function readRepositories(store: DataStoreClient): Promise<StoredRepository[]> {
  const reply = await store.read(RepositoryReply, { path: '/_snapshot' });
  return Object.entries(reply).map(([name, entry]) => ({
    name,
    type: entry.type,
    settings: entry.settings ?? {},
  }));
}

/** One of them; null where no repository has that name. */
export async function readRepository(store: DataStoreClient, name: string): Promise<StoredRepository | null> {
  return (await readRepositories(store)).find((one) => one.name === name) ?? null;
}

/** The request that registers a repository. */
export const registration = (name: string, type: string, settings: Record<string, unknown>): Change => ({
  method: 'PUT',
  path: pathOf('_snapshot', name),
  body: { type, settings },
  timeoutMs: 90_000,
});

/** The request that removes a registration. */
export const removal = (name: string): Change => ({ method: 'DELETE', path: pathOf('_snapshot', name) });

/** Registers a repository; the server verifies it on every node. A failed verification leaves it registered. */
export async function putRepository(
  store: DataStoreClient,
  name: string,
  type: string,
  settings: Record<string, unknown>,
): Promise<void> {
  await store.write(Ack, 'PUT', registration(name, type, settings));
}

const Cleaned = z.looseObject({
  results: z.looseObject({ deleted_bytes: z.number(), deleted_blobs: z.number() }),
});

/** Deletes files that no backup of the repository refers to. Only where `can.repositoryCleanup`. Sent once. */
export async function cleanUpRepository(store: DataStoreClient, name: string): Promise<RepositoryCleanUp> {
  const { results } = await store.write(Cleaned, 'POST', {
    path: pathOf('_snapshot', name, '_cleanup'),
    timeoutMs: CLEAN_MS,
  });
  return { freedBytes: results.deleted_bytes, freedFiles: results.deleted_blobs };
}

/** Removes the registration. Files stay. */
export async function forgetRepository(store: DataStoreClient, name: string): Promise<void> {
  const isGone = async (): Promise<boolean> => (await readRepository(store, name)) === null;
  await store.change('DELETE', removal(name), isGone);
}

/** Names of the nodes that could write and read. 2.3 and 5.6 name none for a read-only repository. */
export async function verifyRepository(store: DataStoreClient, name: string): Promise<string[]> {
  const reply = await store.readByPost(VerifyReply, {
    path: pathOf('_snapshot', name, '_verify'),
    timeoutMs: 60_000,
  });
  return Object.values(reply.nodes ?? {}).map((node) => node.name);
}
