import { z } from 'zod';
import type { DataStoreClient } from './client.ts';
import type { Change } from './request.ts';

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

/** The request that sets the transient limit; null removes it, so that the persistent one or the default holds. */
export const recoveryLimit = (value: string | null): Change => ({
  method: 'PUT',
  path: '/_cluster/settings',
  body: { transient: { [KEY]: value } },
});

/** Sets the transient limit of recoveries, see `recoveryLimit`. */
export async function setRecoveryLimit(store: DataStoreClient, value: string | null): Promise<void> {
  const isSet = async (): Promise<boolean> => (await readRecoveryLimit(store)) === value;
  await store.change('PUT', recoveryLimit(value), isSet);
}
