import type { BackupIndex } from '#shared/model/backup.ts';
import { Scope } from '#shared/model/primitives.ts';
import { indicesOfTenant } from '#shared/rules/index-names.ts';

/** What a backup holds of one tenant. */
export interface Held {
  indices: BackupIndex[];
  /** Members of rollover families that a restore may add beside the live ones (E20). */
  addable: BackupIndex[];
  /** Names with the tenant's prefix that cannot be given to it for sure; only picked one by one (E2). */
  unclear: BackupIndex[];
}

/** Sorts the indices of a backup by ownership, as seen from one tenant of it. */
export function heldBy(indices: readonly BackupIndex[], tenant: string, tenants: readonly string[]): Held {
  const names = indices.map((one) => one.index);
  const { owned, unclear } = indicesOfTenant(names, tenant, tenants);
  const parsed = new Map(owned.map((one) => [one.index, one]));
  const strange = new Set(unclear);
  const held: Held = { indices: [], addable: [], unclear: [] };
  for (const one of indices) {
    const own = parsed.get(one.index);
    if (own !== undefined) {
      const index = { ...one, scope: own.scope };
      held.indices.push(index);
      if (own.rollover && own.scope !== 'assets') held.addable.push(index);
    } else if (strange.has(one.index)) held.unclear.push({ ...one, scope: null });
  }
  return held;
}

export interface Figures {
  indices: number;
  docs: number | null;
  bytes: number | null;
}

/** A sum is a sum only when every part of it is known. */
export function figuresOf(indices: readonly BackupIndex[]): Figures {
  const sum = (values: readonly (number | null)[]): number | null =>
    values.reduce<number | null>((all, value) => (all === null || value === null ? null : all + value), 0);
  return {
    indices: indices.length,
    docs: sum(indices.map((one) => one.docs)),
    bytes: sum(indices.map((one) => one.bytes)),
  };
}

/** The scopes there are, in their usual order. */
export const scopesIn = (indices: readonly BackupIndex[]): Scope[] =>
  Scope.options.filter((scope) => indices.some((one) => one.scope === scope));
