import { z } from 'zod';
import type { DataStoreClient } from './client.ts';

const KEY = 'indices.recovery.max_bytes_per_sec';

const Reply = z.looseObject({ transient: z.looseObject({ [KEY]: z.coerce.string().optional() }).optional() });

/** The transient limit of recoveries, or null when none is set. */
export async function readRecoveryLimit(store: DataStoreClient): Promise<string | null> {
  const reply = await store.read(Reply, {
    path: '/_cluster/settings',
    query: { flat_settings: true, filter_path: 'transient' },
  });
  return reply.transient?.[KEY] ?? null;
}

/** Sets the transient limit of recoveries; null removes it, so that the persistent one or the default holds. */
export async function setRecoveryLimit(store: DataStoreClient, value: string | null): Promise<void> {
  const isSet = async (): Promise<boolean> => (await readRecoveryLimit(store)) === value;
  await store.change('PUT', { path: '/_cluster/settings', body: { transient: { [KEY]: value } } }, isSet);
}
