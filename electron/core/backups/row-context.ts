import type { Operation } from '#shared/model/operation.ts';
import type { Scope } from '#shared/model/primitives.ts';
import { inferTenants } from '#shared/rules/index-names.ts';
import type { LiveIndex } from '../elasticsearch/indices.ts';
import type { Connection } from '../gateways/connections.ts';
import { type RowContext, restoredTimes, scopesOf } from './rows.ts';

/** What rows of one gateway's backups are judged by. */
export function rowContext(
  connection: Connection,
  live: readonly LiveIndex[],
  operations: readonly Operation[],
): RowContext {
  const names = live.map((index) => index.index);
  const { tenant } = connection.gateway;
  const knownTenants = [...new Set([...connection.knownTenants, ...inferTenants(names)])];
  return {
    tenant,
    knownTenants,
    liveScopes: scopesOf(names, tenant, knownTenants),
    scopesOf: remembering((indices) => scopesOf(indices, tenant, knownTenants)),
    restoredAt: restoredTimes(operations),
  };
}

/** Remembers by the array itself: a thousand backups of the cache share a handful of them. */
function remembering(work: (indices: readonly string[]) => Scope[]): (indices: readonly string[]) => Scope[] {
  const known = new WeakMap<readonly string[], Scope[]>();
  return (indices) => {
    const found = known.get(indices) ?? work(indices);
    known.set(indices, found);
    return found;
  };
}
