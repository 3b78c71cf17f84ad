import type { PlanChoices } from '#shared/model/plan.ts';
import { indicesOfTenant, type ParsedIndexName, parseIndex } from '#shared/rules/index-names.ts';
import { addedNames, fitsIndexName, underTenant } from '#shared/rules/restored-names.ts';
import type { RestoreFacts } from './facts.ts';

/** One index of the backup and the name it shall have on the data store. */
export interface PlanTarget {
  index: string;
  target: string;
  scope: ParsedIndexName['scope'] | null;
  family: string | null;
  rollover: boolean;
  /** Whether it is part of what the user selected. */
  selected: boolean;
  /** Why it cannot be restored in this way, or null. */
  problem: string | null;
}

/**
 * Which indices of the backup the choices mean, and under which names. What cannot be told to be the tenant's is
 * among them only when it was picked by name (E2).
 */
export function planTargets(facts: RestoreFacts, choices: PlanChoices): PlanTarget[] {
  const { owned, unclear } = namesInBackup(facts, choices);
  const picked = new Set(choices.selection.kind === 'indices' ? choices.selection.indices : []);
  const strangers = unclear
    .filter((index) => picked.has(index))
    .map((index) => ({ index, scope: null, family: null, rollover: false }));
  const isSelected = (one: { index: string; scope: ParsedIndexName['scope'] | null }): boolean => {
    switch (choices.selection.kind) {
      case 'everything':
        return true;
      case 'scopes':
        return one.scope !== null && choices.selection.scopes.includes(one.scope);
      case 'indices':
        return picked.has(one.index);
    }
  };
  const selected = owned.filter(isSelected);
  const nameOf = namer(facts, choices, selected);
  return [...owned, ...strangers].map((one) => {
    const chosen = isSelected(one);
    const target = nameOf(one);
    const here = target === null ? null : ownName(facts, target);
    const tooLong = target !== null && !fitsIndexName(target);
    return {
      index: one.index,
      target: target ?? one.index,
      scope: here?.scope ?? one.scope,
      family: here?.family ?? (choices.mode.kind === 'beside' ? null : one.family),
      rollover: one.rollover,
      selected: chosen,
      problem: tooLong ? `Its new name ${target} is too long for an index.` : null,
    };
  });
}

/** Names that were picked and are not in the backup, or not this tenant's. */
export function missingFrom(facts: RestoreFacts, choices: PlanChoices): string[] {
  if (choices.selection.kind !== 'indices') return [];
  const { owned, unclear } = namesInBackup(facts, choices);
  const there = new Set([...owned.map((one) => one.index), ...unclear]);
  return choices.selection.indices.filter((index) => !there.has(index));
}

function namesInBackup(
  facts: RestoreFacts,
  { mode }: PlanChoices,
): { owned: ParsedIndexName[]; unclear: string[] } {
  if (mode.kind !== 'tenant') return facts.backupNames;
  const live = facts.live.map((index) => index.index);
  const inBackup = new Set(facts.backup.indices);
  const sorted = indicesOfTenant(
    [...new Set([...live, ...facts.backup.indices])],
    mode.source,
    facts.connection.knownTenants,
  );
  // An unclear name has no tenant, so there is none to rename.
  return { owned: sorted.owned.filter((one) => inBackup.has(one.index)), unclear: [] };
}

function ownName(facts: RestoreFacts, target: string): ReturnType<typeof parseIndex> {
  return parseIndex(target, facts.connection.gateway.tenant);
}

type Namer = (one: { index: string }) => string | null;

function namer(facts: RestoreFacts, { mode }: PlanChoices, selected: readonly ParsedIndexName[]): Namer {
  switch (mode.kind) {
    case 'in-place':
      return ({ index }) => index;
    case 'beside':
      return ({ index }) => `${mode.prefix}${index}`;
    case 'tenant':
      return ({ index }) => underTenant(index, mode.source, facts.connection.gateway.tenant);
    case 'add': {
      const live = new Set(facts.live.map((index) => index.index));
      const names = addedNames(
        selected.filter((one) => one.rollover),
        live,
        new Date(facts.readAt),
      );
      return ({ index }) => names.get(index) ?? null;
    }
  }
}
