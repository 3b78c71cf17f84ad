import { z } from 'zod';
import { AppFailure } from '#shared/errors/app-error.ts';
import type { DataStoreClient } from './client.ts';

const Held = z.record(z.string(), z.boolean());
const Reply = z.looseObject({ username: z.string(), cluster: Held, index: z.record(z.string(), Held) });

export interface AskedPrivileges {
  cluster: readonly string[];
  /** On each of `names`. */
  index: readonly string[];
  names: readonly string[];
}

/** By privilege whether it is held. One that this release does not know is not there. */
export interface HeldPrivileges {
  username: string;
  cluster: Record<string, boolean>;
  /** By name of the index. */
  index: Record<string, Record<string, boolean>>;
}

/** From 7.0 on, and before. Read with GET: where there is no security, a POST there could be taken for a document. */
const PATHS = ['/_security/user/_has_privileges', '/_xpack/security/user/_has_privileges'];

/**
 * Asks which of these the signed-in user holds; every user may ask that. `null` where the data store cannot tell: no
 * security, or that of somebody else. Rejects when it is not reached or the sign-in is refused.
 */
export async function readPrivileges(
  store: DataStoreClient,
  asked: AskedPrivileges,
  timeoutMs: number,
): Promise<HeldPrivileges | null> {
  for (const path of PATHS) {
    const held = await ask(store, path, asked, timeoutMs);
    if (held !== null) return held;
  }
  return null;
}

async function ask(
  store: DataStoreClient,
  path: string,
  { cluster, index, names }: AskedPrivileges,
  timeoutMs: number,
): Promise<HeldPrivileges | null> {
  const body = { cluster, index: [{ names, privileges: index }] };
  try {
    return await store.read(Reply, { path, body, timeoutMs });
  } catch (thrown) {
    if (!(thrown instanceof AppFailure) || thrown.value.code === 'sign-in-refused') throw thrown;
    const { raw } = thrown.value;
    if (raw?.status == null) throw thrown;
    // Older releases refuse the whole question for one name that they do not know.
    const unknown = /unknown (?:cluster|index) privilege \[([^\]]+)\]/i.exec(raw.reason)?.[1];
    const less = (list: readonly string[]): string[] => list.filter((name) => name !== unknown);
    const fewer = { cluster: less(cluster), index: less(index), names };
    const isLess = fewer.cluster.length + fewer.index.length < cluster.length + index.length;
    return isLess ? ask(store, path, fewer, timeoutMs) : null;
  }
}
