import type { RestorePlan } from '#shared/model/plan.ts';
import { formatCount } from '../../lib/format.ts';
import { RESTORE } from '../../strings/restore.ts';
import { hasNoWayBack } from './confirm-rules.ts';
import { countOf } from './plan-groups.ts';
import { leftOut, overwrittenCount } from './plan-state.ts';
import { sinceText, sizeText } from './words.ts';

const TEXTS = RESTORE.confirm;

export interface Consequence {
  icon: 'stop' | 'trash' | 'shield' | 'restore' | 'check' | 'warn' | 'help';
  title: string;
  text: string;
  /** A name at the end of the text, in the type of names. */
  name?: string;
  after?: string;
}

/** What the restore will do, most serious first, as far as the plan knows it. */
export function consequencesOf(plan: RestorePlan, gateway: string, now: number): Consequence[] {
  return [
    reach(plan, gateway),
    ...loss(plan, now),
    ...removals(plan),
    ...wayBack(plan),
    ...unknown(plan),
    untouched(plan),
  ];
}

function reach(plan: RestorePlan, gateway: string): Consequence {
  return overwrittenCount(plan) > 0
    ? { icon: 'stop', title: TEXTS.closedTitle(gateway), text: TEXTS.closedText }
    : { icon: 'check', title: TEXTS.createdOnlyTitle(gateway), text: TEXTS.createdOnlyText };
}

function loss(plan: RestorePlan, now: number): Consequence[] {
  if (overwrittenCount(plan) === 0) return [];
  const since = sinceText(plan, now);
  const { docsLive, docsAfter } = plan.loss;
  return [
    {
      icon: 'trash',
      title: since === null ? TEXTS.lostTitleNoTime : TEXTS.lostTitle(since),
      text:
        docsLive === null || docsAfter === null
          ? TEXTS.lostUnknown
          : TEXTS.lostText(formatCount(docsLive), formatCount(docsAfter)),
    },
  ];
}

const named = (names: readonly string[]): string =>
  names.length > 3 ? TEXTS.namedMore(names.slice(0, 3).join(', '), names.length - 3) : names.join(', ');

function removals(plan: RestorePlan): Consequence[] {
  const removed = plan.entries.filter((entry) => entry.verdict === 'remove').map((entry) => entry.index);
  const deleted = plan.entries
    .filter((entry) => entry.chosen === 'delete-first' && entry.verdict !== 'remove')
    .map((entry) => entry.index);
  return [
    ...(removed.length > 0
      ? [
          {
            icon: 'trash',
            title: TEXTS.removedTitle(removed.length),
            text: '',
            name: named(removed),
          } as const,
        ]
      : []),
    ...(deleted.length > 0
      ? [
          {
            icon: 'trash',
            title: TEXTS.deletedTitle(deleted.length),
            text: '',
            name: named(deleted),
          } as const,
        ]
      : []),
  ];
}

function wayBack(plan: RestorePlan): Consequence[] {
  if (overwrittenCount(plan) === 0) return [];
  if (hasNoWayBack(plan)) return [{ icon: 'warn', title: TEXTS.noSafetyTitle, text: TEXTS.noSafetyText }];
  const { safety } = plan;
  return [
    {
      icon: 'shield',
      title: TEXTS.safetyTitle,
      text: TEXTS.safetyInto(safety.indices, sizeText(safety.bytes)),
      name: safety.repository,
      after: TEXTS.safetyText,
    },
    { icon: 'restore', title: TEXTS.rollbackTitle, text: TEXTS.rollbackText },
  ];
}

function unknown(plan: RestorePlan): Consequence[] {
  const count = countOf(plan, 'unknown');
  return count === 0 ? [] : [{ icon: 'help', title: TEXTS.unknownTitle(count), text: TEXTS.unknownText }];
}

function untouched(plan: RestorePlan): Consequence {
  const out = leftOut(plan);
  const kept = plan.entries.filter((entry) => entry.verdict === 'keep' && !out.includes(entry.index));
  const [only] = out;
  return only !== undefined && out.length === 1
    ? { icon: 'check', title: TEXTS.untouchedTitle, text: TEXTS.untouchedAnd(kept.length), name: only }
    : { icon: 'check', title: TEXTS.untouchedTitle, text: TEXTS.untouched(kept.length, out.length) };
}

/** What no safety backup brings back. */
export function cannotBeUndone(plan: RestorePlan): string {
  const overwritten = overwrittenCount(plan);
  if (overwritten === 0) return TEXTS.undoTextCreates;
  return hasNoWayBack(plan) ? TEXTS.undoTextNoSafety(overwritten) : TEXTS.undoText;
}
