import type { AppError } from '#shared/errors/app-error.ts';
import { REASON_LENGTH } from '#shared/model/reason-length.ts';
import { backupNameProblem } from '#shared/rules/backup-name.ts';
import { BACKUP_WIZARD } from '../../../strings/backup-wizard.ts';
import { COMMON } from '../../../strings/common.ts';
import type { Draft, Figures, Step } from './draft.ts';
import type { Place } from './place.ts';

/** What is known about the name: by the rule at once, by the data store a moment later. */
export type NameVerdict =
  | { kind: 'invalid'; problem: string }
  | { kind: 'checking' }
  | { kind: 'free' }
  | { kind: 'taken'; error: AppError }
  /** The check itself failed. The data store still refuses a taken name at the start. */
  | { kind: 'unchecked'; error: AppError };

export function nameVerdict(
  name: string,
  checked: {
    name: string;
    answer: { free: boolean; error: AppError | null } | undefined;
    error: AppError | null;
  },
  takenError: AppError,
): NameVerdict {
  const problem = backupNameProblem(name);
  if (problem !== null) return { kind: 'invalid', problem };
  if (checked.name !== name) return { kind: 'checking' };
  if (checked.answer !== undefined)
    return checked.answer.free
      ? { kind: 'free' }
      : { kind: 'taken', error: checked.answer.error ?? takenError };
  return checked.error === null ? { kind: 'checking' } : { kind: 'unchecked', error: checked.error };
}

export interface StepFacts {
  draft: Draft;
  figures: Figures | null;
  place: Place | null;
  placesRead: boolean;
  /** What is still missing will not come: reading it failed. */
  unreadable: boolean;
  verdict: NameVerdict;
  /** Name of the gateway when it is read-only. */
  readOnly: string | null;
  /** A restore of the gateway did not end. */
  unsettled: boolean;
  starting: boolean;
}

const TEXTS = BACKUP_WIZARD.blocked;

/** Why the step cannot be left forwards, in words; null when it can. */
export function blockedReason(step: Step, facts: StepFacts): string | null {
  if (facts.readOnly !== null) return TEXTS.readOnly(facts.readOnly);
  if (facts.unsettled) return COMMON.unsettled;
  const reasons = [whatReason, whereReason, reviewReason];
  const upTo = { what: 1, where: 2, review: 3 }[step];
  for (const reason of reasons.slice(0, upTo)) {
    const text = reason(facts);
    if (text !== null) return text;
  }
  return null;
}

const notRead = ({ unreadable }: StepFacts): string => (unreadable ? TEXTS.unreadable : TEXTS.loading);

function whatReason(facts: StepFacts): string | null {
  const { draft, figures } = facts;
  if (draft.kind === 'scopes' && draft.scopes.length === 0) return TEXTS.nothing;
  if (draft.kind === 'indices' && draft.indices.length === 0) return TEXTS.nothing;
  if (figures === null) return notRead(facts);
  return figures.indices.length === 0 ? TEXTS.noIndices : null;
}

function whereReason(facts: StepFacts): string | null {
  const { place } = facts;
  if (!facts.placesRead) return notRead(facts);
  if (place === null) return TEXTS.noPlace;
  return place.refused === null ? null : TEXTS.placeRefused(place.name);
}

function reviewReason({ draft, verdict, starting }: StepFacts): string | null {
  if (verdict.kind === 'invalid') return TEXTS.name(verdict.problem);
  if (verdict.kind === 'taken') return TEXTS.taken;
  if (draft.reason.trim().length > REASON_LENGTH) return TEXTS.reason;
  if (verdict.kind === 'checking') return TEXTS.checking;
  return starting ? TEXTS.starting : null;
}
