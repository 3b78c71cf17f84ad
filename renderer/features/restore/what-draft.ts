import type { BackupIndex } from '#shared/model/backup.ts';
import { BesidePrefix, type PlanChoices, type RestoreMode } from '#shared/model/plan.ts';
import { type BackupSelection, Scope } from '#shared/model/primitives.ts';
import type { Held } from './held.ts';

/** The part of the choices that the step "What" decides. */
export type WhatChoices = Pick<PlanChoices, 'mode' | 'selection' | 'globalState'>;

/** What is ticked there, finished or not. Each way of restoring keeps its own details while another is looked at. */
export interface WhatDraft {
  how: RestoreMode['kind'];
  prefix: string;
  /** The tenant whose data is taken; `null` means the first other one. */
  source: string | null;
  part: BackupSelection['kind'];
  scopes: Scope[];
  /** Names of all tenants that were looked at; only those that can be taken count. */
  indices: string[];
  globalState: boolean;
}

/** In place and everything: what a restore from the list begins with. */
export function firstDraft(today: Date): WhatDraft {
  return {
    how: 'in-place',
    prefix: besidePrefix(today),
    source: null,
    part: 'everything',
    scopes: [],
    indices: [],
    globalState: false,
  };
}

/** With the day in it, so that copies of two days do not collide. */
function besidePrefix(today: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `restored-${today.getFullYear()}${two(today.getMonth() + 1)}${two(today.getDate())}-`;
}

export function toggleScope(draft: WhatDraft, scope: Scope): WhatDraft {
  const before = draft.part === 'scopes' ? draft.scopes : [];
  const scopes = Scope.options.filter((one) => before.includes(one) !== (one === scope));
  return { ...draft, part: 'scopes', scopes };
}

/** Whose indices of the backup are meant. */
export function tenantOf(draft: WhatDraft, own: string, others: readonly string[]): string {
  return draft.how === 'tenant' ? (sourceOf(draft, others) ?? own) : own;
}

export function sourceOf(draft: WhatDraft, others: readonly string[]): string | null {
  return others.find((tenant) => tenant === draft.source) ?? others[0] ?? null;
}

/** What the draft takes out of the backup, index by index. */
export function selectedIndices(draft: WhatDraft, held: Held): BackupIndex[] {
  const offered = draft.how === 'add' ? held.addable : held.indices;
  switch (draft.part) {
    case 'everything':
      return offered;
    case 'scopes':
      return offered.filter((one) => one.scope !== null && draft.scopes.includes(one.scope));
    case 'indices': {
      const picked = new Set(draft.indices);
      const strangers = draft.how === 'add' ? [] : held.unclear;
      return [...offered, ...strangers].filter((one) => picked.has(one.index));
    }
  }
}

export type WhatProblem = 'prefix' | 'prefix-gateway' | 'tenant' | 'scopes' | 'indices' | 'nothing';

/** What is missing in the draft before a plan can be made of it; `null` when nothing is. */
export function problemOf(
  draft: WhatDraft,
  held: Held | null,
  others: readonly string[],
): WhatProblem | null {
  if (draft.how === 'beside') {
    // The copies would look like indices of a tenant, to the gateway as well.
    if (draft.prefix.startsWith('gateway_')) return 'prefix-gateway';
    if (!BesidePrefix.safeParse(draft.prefix).success) return 'prefix';
  }
  if (draft.how === 'tenant' && others.length === 0) return 'tenant';
  if (draft.part === 'scopes' && draft.scopes.length === 0) return 'scopes';
  if (draft.part === 'indices' && draft.indices.length === 0) return 'indices';
  return held !== null && selectedIndices(draft, held).length === 0 ? 'nothing' : null;
}

/** The choices of a draft without a problem; `null` for one with a problem, never an empty list (E1). */
export function choicesOf(
  draft: WhatDraft,
  held: Held | null,
  others: readonly string[],
): WhatChoices | null {
  if (problemOf(draft, held, others) !== null) return null;
  const mode = modeOf(draft, others);
  const selection = selectionOf(draft, held);
  return mode === null || selection === null ? null : { mode, selection, globalState: draft.globalState };
}

function modeOf(draft: WhatDraft, others: readonly string[]): RestoreMode | null {
  switch (draft.how) {
    case 'in-place':
    case 'add':
      return { kind: draft.how };
    case 'beside':
      return { kind: 'beside', prefix: draft.prefix };
    case 'tenant': {
      const source = sourceOf(draft, others);
      return source === null ? null : { kind: 'tenant', source };
    }
  }
}

function selectionOf(draft: WhatDraft, held: Held | null): BackupSelection | null {
  if (draft.part === 'everything') return { kind: 'everything' };
  const there = held === null ? null : selectedIndices(draft, held);
  if (draft.part === 'scopes') {
    const scopes = draft.scopes.filter((scope) => there === null || there.some((one) => one.scope === scope));
    return scopes.length === 0 ? null : { kind: 'scopes', scopes };
  }
  const indices = there === null ? draft.indices : there.map((one) => one.index);
  return indices.length === 0 ? null : { kind: 'indices', indices: indices.toSorted() };
}
