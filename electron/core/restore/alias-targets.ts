import type { IndexAlias, LiveIndex } from '../elasticsearch/indices.ts';
import type { WantedAliases } from './alias-actions.ts';
import type { AliasTarget } from './plan-aliases.ts';

/** The planned aliases, turned round: by index, with its write flag. */
export function wantedByIndex(targets: readonly AliasTarget[], restored: readonly string[]): WantedAliases[] {
  const wanted = new Map<string, IndexAlias[]>(restored.map((index) => [index, []]));
  for (const target of targets) {
    for (const index of target.members) {
      const write = target.writeIndex === null ? null : target.writeIndex === index;
      const alias = { alias: target.alias, write, rest: target.rest[index] ?? {} };
      wanted.set(index, [...(wanted.get(index) ?? []), alias]);
    }
  }
  const touched = new Set(restored);
  return [...wanted].map(([index, aliases]) => ({ index, aliases, kept: !touched.has(index) }));
}

/**
 * Checks the aliases against the plan (E12): every member has it, and an alias with a write index has exactly that one.
 * Resolves with the names of those that are wrong.
 */
export function wrongAliases(
  targets: readonly AliasTarget[],
  live: ReadonlyMap<string, LiveIndex>,
): string[] {
  return targets
    .filter((target) => {
      const holders = [...live.values()].filter((index) =>
        index.aliases.some((alias) => alias.alias === target.alias),
      );
      const names = new Set(holders.map((index) => index.index));
      if (!target.members.every((member) => names.has(member) || !live.has(member))) return true;
      const writing = holders.filter((index) =>
        index.aliases.some((alias) => alias.alias === target.alias && alias.write === true),
      );
      const [writer] = writing;
      if (target.writeIndex === null) return writing.length > 1;
      if (writing.length !== 1 || writer === undefined) return true;
      // One that nobody planned for is newer than the plan: the gateway rolled over meanwhile.
      return target.members.includes(writer.index) && writer.index !== target.writeIndex;
    })
    .map((target) => target.alias);
}

/** Aliases that only the backup knew are there now: the plan is completed from what the restore made. */
export function completedTargets(
  targets: readonly AliasTarget[],
  live: ReadonlyMap<string, LiveIndex>,
  withAliases: readonly string[],
): AliasTarget[] {
  const known = targets.filter((target) => target.source !== 'backup');
  const found = new Map<string, AliasTarget>();
  for (const index of withAliases) {
    for (const alias of live.get(index)?.aliases ?? []) {
      const target = found.get(alias.alias) ?? {
        alias: alias.alias,
        members: [],
        writeIndex: null,
        source: 'backup',
        rest: {},
      };
      target.members.push(index);
      target.rest[index] = alias.rest;
      if (alias.write === true) target.writeIndex = index;
      found.set(alias.alias, target);
    }
  }
  const merged = known.map((target) => {
    const more = found.get(target.alias);
    if (more === undefined) return target;
    return {
      ...target,
      members: [...new Set([...target.members, ...more.members])],
      rest: { ...more.rest, ...target.rest },
    };
  });
  return [
    ...merged,
    ...[...found.values()].filter((target) => !known.some((other) => other.alias === target.alias)),
  ];
}
