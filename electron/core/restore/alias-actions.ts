import type { AliasAction, IndexAlias } from '../elasticsearch/indices.ts';

/** The aliases that one index shall have, all of them. */
export interface WantedAliases {
  index: string;
  aliases: readonly IndexAlias[];
  /** An index that the restore did not touch: only its write flag may change, and only where it has the alias. */
  kept?: boolean;
}

export interface HasAliases {
  aliases: readonly IndexAlias[];
}

/**
 * What must be changed so that each named index has exactly the wanted aliases. Indices that are not named are
 * left alone. An index that loses the write flag comes first: two write indices at once are refused.
 */
export function aliasActions(
  wanted: readonly WantedAliases[],
  live: ReadonlyMap<string, HasAliases>,
  writeIndices: boolean,
): AliasAction[] {
  const named = new Set(wanted.map((one) => one.index));
  // The gateway may have rolled over meanwhile: an index that nobody planned for stays the writer.
  const taken = new Set(
    [...live]
      .filter(([index]) => !named.has(index))
      .flatMap(([, one]) => one.aliases.filter((alias) => alias.write === true).map((alias) => alias.alias)),
  );
  const actions = wanted.flatMap(({ index, aliases: planned, kept = false }): AliasAction[] => {
    const aliases = planned.map((alias) =>
      alias.write === true && taken.has(alias.alias) ? { ...alias, write: false } : alias,
    );
    const current = live.get(index)?.aliases;
    if (current === undefined) return [];
    const names = new Set(aliases.map((alias) => alias.alias));
    const removed = (kept ? [] : current)
      .filter((alias) => !names.has(alias.alias))
      .map((alias): AliasAction => ({ kind: 'remove', index, alias: alias.alias }));
    const added = aliases
      .filter((alias) => !isThere(alias, current, writeIndices))
      .filter((alias) => !kept || current.some((one) => one.alias === alias.alias))
      .map(
        (alias): AliasAction => ({
          kind: 'add',
          index,
          alias: alias.alias,
          write: writeIndices ? alias.write : null,
          rest: alias.rest,
        }),
      );
    return [...removed, ...added];
  });
  const rank = (action: AliasAction): number =>
    action.kind === 'remove' ? 0 : action.write === true ? 2 : 1;
  return actions.toSorted((a, b) => rank(a) - rank(b));
}

function isThere(wanted: IndexAlias, current: readonly IndexAlias[], writeIndices: boolean): boolean {
  const now = current.find((alias) => alias.alias === wanted.alias);
  if (now === undefined) return false;
  if (JSON.stringify(now.rest) !== JSON.stringify(wanted.rest)) return false;
  return !writeIndices || now.write === wanted.write;
}
