import { z } from 'zod';
import type { DataStoreClient } from './client.ts';
import { pathOf } from './paths.ts';

const RepositoryReply = z.record(
  z.string(),
  z.looseObject({ type: z.string(), settings: z.record(z.string(), z.unknown()).optional() }),
);
const VerifyReply = z.looseObject({
  nodes: z.record(z.string(), z.looseObject({ name: z.string() })).optional(),
});
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

/** Registers a repository; the server verifies it on every node. A failed verification leaves it registered. */
export async function putRepository(
  store: DataStoreClient,
  name: string,
  type: string,
  settings: Record<string, unknown>,
): Promise<void> {
  await store.write(Ack, 'PUT', {
    path: pathOf('_snapshot', name),
    body: { type, settings },
    timeoutMs: 90_000,
  });
}

/** Removes the registration. Files stay. */
export async function forgetRepository(store: DataStoreClient, name: string): Promise<void> {
  const isGone = async (): Promise<boolean> =>
    (await readRepositories(store)).every((repository) => repository.name !== name);
  await store.change('DELETE', { path: pathOf('_snapshot', name) }, isGone);
}

/** Names of the nodes that could write and read. 2.3 and 5.6 name none for a read-only repository. */
export async function verifyRepository(store: DataStoreClient, name: string): Promise<string[]> {
  const reply = await store.readByPost(VerifyReply, {
    path: pathOf('_snapshot', name, '_verify'),
    timeoutMs: 60_000,
  });
  return Object.values(reply.nodes ?? {}).map((node) => node.name);
}
