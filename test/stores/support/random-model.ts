import type { PlanFix } from '#shared/model/plan.ts';
import type { Scope } from '#shared/model/primitives.ts';
import type { Contents } from './random-tenant.ts';

/** What an index must be: its documents, its state, and for each alias whether it is written to by it. */
export interface ModelIndex {
  docs: Contents;
  open: boolean;
  aliases: Record<string, boolean>;
}
export type ModelIndices = Record<string, ModelIndex>;

/** What the tenant and its backups must be after all commands so far. */
export interface Model {
  indices: ModelIndices;
  backups: Record<string, ModelIndices>;
  /** Numbers of backups and documents, so that none comes twice. */
  next: number;
}

export type Fixes = Record<string, PlanFix>;

export const copyOf = (indices: ModelIndices): ModelIndices => structuredClone(indices);

export function without<T>(all: Record<string, T>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));
}

/** What the index is part of by its name; the tenant of these runs has no other. */
export function scopeOf(index: string): Scope {
  if (index.includes('_analytics')) return 'analytics';
  if (index.includes('_license')) return 'license';
  return index.includes('_audit') ? 'audit' : 'assets';
}

const familyOf = (index: string): string => index.replace(/(_\d+)?-\d+$/, '');
const isMember = (index: string): boolean => familyOf(index) !== index;

/** What rule E8 removes when nothing else is chosen, or what was chosen. */
function isRemoved(index: string, restored: ReadonlySet<string>, fixes: Fixes): boolean {
  if (fixes[index] !== undefined) return fixes[index] === 'remove';
  const twin = [...restored].some((other) => familyOf(other) === familyOf(index));
  return scopeOf(index) === 'assets' && isMember(index) && twin;
}

/**
 * The tenant after a restore in place, told from the rules alone: documents of the backup, everything restored is
 * open, surplus by E8, and by E12 one write index for every family that the restore concerns.
 */
export function afterRestore(now: ModelIndices, backup: ModelIndices, fixes: Fixes): ModelIndices {
  const restored = new Set(Object.keys(backup).filter((index) => fixes[index] !== 'leave-out'));
  const surplus = Object.keys(now).filter((index) => backup[index] === undefined);
  const removed = new Set(surplus.filter((index) => isRemoved(index, restored, fixes)));
  const after: ModelIndices = {};
  for (const [index, one] of Object.entries(copyOf(now)))
    if (!removed.has(index) && !restored.has(index)) after[index] = one;
  for (const index of restored) after[index] = { ...structuredClone(backup[index]!), open: true };

  const concerned = new Set([
    ...[...restored].flatMap((index) => Object.keys(backup[index]?.aliases ?? {})),
    ...[...removed].flatMap((index) => Object.keys(now[index]?.aliases ?? {})),
  ]);
  for (const alias of concerned) {
    const members = Object.keys(after)
      .filter((index) => after[index]!.aliases[alias] !== undefined)
      .sort();
    const writers = members.filter((index) => after[index]!.aliases[alias] === true);
    const writer = writers.find((index) => !restored.has(index)) ?? writers.at(-1) ?? members.at(-1);
    for (const index of members) after[index]!.aliases[alias] = index === writer;
  }
  return after;
}

/** Aliases that are written to by one index: all of those whose writer was not deleted by an administrator. */
export function headedAliases(indices: ModelIndices): Map<string, string> {
  const all = Object.entries(indices).flatMap(([index, { aliases }]) =>
    Object.entries(aliases).flatMap(([alias, write]) => (write ? [[alias, index] as const] : [])),
  );
  return new Map(all);
}
