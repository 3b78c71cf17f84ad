import type { BackupChoices, NewBackup } from '#shared/model/backup.ts';
import type { BackupSelection, Scope } from '#shared/model/primitives.ts';

export const STEPS = ['what', 'where', 'review'] as const;
export type Step = (typeof STEPS)[number];

/** What the user chose so far. `null` means the default, which may still change with what is read. */
export interface Draft {
  kind: BackupSelection['kind'];
  scopes: Scope[];
  indices: string[];
  repository: string | null;
  name: string | null;
  reason: string;
  quiesce: boolean;
}

export const EMPTY_DRAFT: Draft = {
  kind: 'everything',
  scopes: [],
  indices: [],
  repository: null,
  name: null,
  reason: '',
  quiesce: false,
};

export interface Figures {
  indices: string[];
  docs: number | null;
  bytes: number | null;
  /** Families that a backup of this selection leaves out, wholly or in part. */
  leftOut: Scope[];
}

/** The step of the address; anything unknown in it is the first one. */
export const stepOf = (text: string | undefined): Step => STEPS.find((step) => step === text) ?? 'what';

/** Ticks a family, or takes the tick away; the list keeps the order of the families. */
export function toggleScope(draft: Draft, scope: Scope, choices: BackupChoices): Draft {
  const had = draft.kind === 'scopes' && draft.scopes.includes(scope);
  const before = draft.kind === 'scopes' ? draft.scopes : [];
  const scopes = choices.scopes
    .map((summary) => summary.scope)
    .filter((other) => (other === scope ? !had : before.includes(other)));
  return { ...draft, kind: 'scopes', scopes };
}

/** The index names that this selection stands for, in order, each once. */
export function resolvedIndices(draft: Draft, choices: BackupChoices): string[] {
  const names = {
    everything: () => choices.scopes.flatMap(indicesOf),
    scopes: () => choices.scopes.filter((summary) => draft.scopes.includes(summary.scope)).flatMap(indicesOf),
    indices: () => draft.indices,
  }[draft.kind]();
  return [...new Set(names)].sort();
}

const indicesOf = (summary: BackupChoices['scopes'][number]): string[] =>
  summary.indices.map(({ index }) => index);

export function figuresOf(draft: Draft, choices: BackupChoices): Figures {
  const indices = resolvedIndices(draft, choices);
  const chosen = new Set(indices);
  const known = choices.scopes.flatMap((summary) => summary.indices).filter(({ index }) => chosen.has(index));
  const whole = known.length === indices.length;
  return {
    indices,
    docs: whole ? total(known.map((one) => one.docs)) : null,
    bytes: whole ? total(known.map((one) => one.bytes)) : null,
    leftOut: choices.scopes
      .filter((summary) => summary.indices.some(({ index }) => !chosen.has(index)))
      .map((summary) => summary.scope),
  };
}

/** A sum is a sum only when every part of it is known. */
export function total(parts: readonly (number | null)[]): number | null {
  return parts.reduce<number | null>((sum, part) => (sum === null || part === null ? null : sum + part), 0);
}

export const allIndices = (choices: BackupChoices): string[] => choices.scopes.flatMap(indicesOf);

/** The request of the draft; null while nothing is selected, since an empty list would mean everything (E1). */
export function newBackup(draft: Draft, repository: string, name: string): NewBackup | null {
  const selection = selectionOf(draft);
  if (selection === null) return null;
  return { repository, name, selection, reason: draft.reason.trim(), quiesce: draft.quiesce };
}

function selectionOf(draft: Draft): BackupSelection | null {
  if (draft.kind === 'everything') return { kind: 'everything' };
  if (draft.kind === 'scopes')
    return draft.scopes.length === 0 ? null : { kind: 'scopes', scopes: draft.scopes };
  return draft.indices.length === 0 ? null : { kind: 'indices', indices: draft.indices };
}
