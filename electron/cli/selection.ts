import { BackupSelection, Scope } from '#shared/model/primitives.ts';
import { exactly } from '#shared/rules/restored-names.ts';
import { Refusal } from './refusal.ts';
import type { Session } from './session.ts';

/** What is to be saved: scopes, or indices with `*` for any text, or everything of the tenant. */
export async function selectionOf(
  session: Session,
  gatewayId: string,
  scopes: readonly string[] | undefined,
  indices: readonly string[] | undefined,
): Promise<BackupSelection> {
  if (scopes !== undefined && indices !== undefined)
    throw new Refusal('Scopes and indices cannot be chosen at the same time.');
  if (indices !== undefined) return { kind: 'indices', indices: await named(session, gatewayId, indices) };
  return scopesOf(scopes);
}

/** The same without indices: everything where no scope is named. */
export function scopesOf(scopes: readonly string[] | undefined): BackupSelection {
  if (scopes === undefined) return { kind: 'everything' };
  return BackupSelection.parse({
    kind: 'scopes',
    scopes: [...new Set(scopes.map((one) => Scope.parse(one.toLowerCase())))],
  });
}

async function named(session: Session, gatewayId: string, patterns: readonly string[]): Promise<string[]> {
  if (!patterns.some((one) => one.includes('*'))) return [...patterns];
  const choices = await session.engine.backups.choices({ gatewayId });
  const all = choices.scopes.flatMap((scope) => scope.indices.map((one) => one.index));
  const found = patterns.flatMap((pattern) => {
    if (!pattern.includes('*')) return [pattern];
    const rule = new RegExp(exactly(pattern).replaceAll(String.raw`\*`, '.*'));
    return all.filter((index) => rule.test(index));
  });
  if (found.length === 0) throw new Refusal(`No index of the tenant fits ${patterns.join(', ')}.`);
  return [...new Set(found)];
}
