import { z } from 'zod';
import { AppFailure } from '#shared/errors/app-error.ts';
import type { DataStoreClient } from './client.ts';

const Reply = z.looseObject({
  username: z.string(),
  cluster: z.record(z.string(), z.boolean()),
  index: z.record(z.string(), z.record(z.string(), z.boolean())),
});

/** Actions by the names that the data store itself checks them by; they are the same in every release. */
export interface WantedPrivileges {
  cluster: readonly string[];
  /** On all of `names`. */
  index: readonly string[];
  names: readonly string[];
}

export interface HeldPrivileges {
  username: string;
  /** Those that are not held; of the index ones with the names they are missing on. */
  missingCluster: string[];
  missingIndex: Map<string, string[]>;
}

/** From 7.0 on, and before. Read with GET: where there is no security, a POST there could be taken for a document. */
const PATHS = ['/_security/user/_has_privileges', '/_xpack/security/user/_has_privileges'];

/**
 * Asks what the signed-in user may do; every user may ask that. `null` where the data store cannot tell: no security,
 * or that of somebody else. Rejects when it is not reached or the sign-in is refused.
 */
export async function readPrivileges(
  store: DataStoreClient,
  wanted: WantedPrivileges,
  timeoutMs: number,
): Promise<HeldPrivileges | null> {
  const { cluster, index: privileges, names } = wanted;
  const body = { cluster, index: [{ names, privileges }] };
  for (const path of PATHS) {
    try {
      return missingIn(await store.read(Reply, { path, body, timeoutMs }));
    } catch (thrown) {
      if (!isNoAnswer(thrown)) throw thrown;
    }
  }
  return null;
}

function isNoAnswer(thrown: unknown): boolean {
  if (!(thrown instanceof AppFailure) || thrown.value.code === 'sign-in-refused') return false;
  return thrown.value.raw?.status != null;
}

function missingIn(reply: z.output<typeof Reply>): HeldPrivileges {
  const missingIndex = new Map<string, string[]>();
  for (const [name, held] of Object.entries(reply.index)) {
    for (const action of notHeld(held)) missingIndex.set(action, [...(missingIndex.get(action) ?? []), name]);
  }
  return { username: reply.username, missingCluster: notHeld(reply.cluster), missingIndex };
}

const notHeld = (held: Record<string, boolean>): string[] =>
  Object.entries(held)
    .filter(([, is]) => !is)
    .map(([action]) => action);
