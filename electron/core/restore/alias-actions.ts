import type { AliasAction, IndexAlias } from '../elasticsearch/indices.ts';

/** The aliases that one index shall have, all of them. */
export interface WantedAliases {
  index: string;
  aliases: readonly IndexAlias[];
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
  const actions = wanted.flatMap(({ index, aliases }): AliasAction[] => {
    const current = live.get(index)?.aliases;
    if (current === undefined) return [];
    const names = new Set(aliases.map((alias) => alias.alias));
    const removed = current
      .filter((alias) => !names.has(alias.alias))
      .map((alias): AliasAction => ({ kind: 'remove', index, alias: alias.alias }));
    const added = aliases
      .filter((alias) => !isThere(alias, current, writeIndices))
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
  return !writeIndices || (now.write ?? false) === (wanted.write ?? false);
}
