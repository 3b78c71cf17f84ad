import type { BackupDetail, BackupIndex } from '#shared/model/backup.ts';
import type { Scope } from '#shared/model/primitives.ts';

export interface Holding {
  scope: Scope | null;
  indices: number;
  docs: number | null;
  bytes: number | null;
  /** Part of all known bytes, 0 to 1. */
  share: number;
}

/** What a backup holds, one line a scope, the largest first. */
export function holdingsOf(indices: readonly BackupIndex[]): Holding[] {
  const groups = new Map<Scope | null, BackupIndex[]>();
  for (const one of indices) groups.set(one.scope, [...(groups.get(one.scope) ?? []), one]);
  const all = indices.reduce((sum, one) => sum + (one.bytes ?? 0), 0);
  return [...groups]
    .map(([scope, members]): Holding => {
      const bytes = sum(members.map((one) => one.bytes));
      return {
        scope,
        indices: members.length,
        docs: sum(members.map((one) => one.docs)),
        bytes,
        share: all === 0 || bytes === null ? 0 : bytes / all,
      };
    })
    .sort((a, b) => (b.bytes ?? -1) - (a.bytes ?? -1) || b.indices - a.indices);
}

function sum(parts: readonly (number | null)[]): number | null {
  return parts.reduce<number | null>((all, part) => (all === null || part === null ? null : all + part), 0);
}

/** The longest beginning that all names share, up to a `_`; it is shown once, not in every row. */
export function sharedPrefix(names: readonly string[]): string {
  const [first, ...others] = names;
  if (first === undefined || others.length === 0) return '';
  let length = first.length;
  for (const name of others) while (!name.startsWith(first.slice(0, length))) length--;
  return first.slice(0, first.lastIndexOf('_', length - 1) + 1);
}

/** New bytes are told only where they say something: known, and not all of it. */
export const freshBytes = (detail: BackupDetail): number | null =>
  detail.newBytes !== null && detail.row.bytes !== null && detail.newBytes < detail.row.bytes
    ? detail.newBytes
    : null;
