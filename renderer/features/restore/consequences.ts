import type { RestorePlan } from '#shared/model/plan.ts';
import { formatCount } from '../../lib/format.ts';
import { RESTORE } from '../../strings/restore.ts';
import { hasNoWayBack } from './confirm-rules.ts';
import { countOf } from './plan-groups.ts';
import { leftOut, overwrittenCount } from './plan-state.ts';
import { sinceText, sizeText } from './words.ts';

const TEXTS = RESTORE.confirm;

export interface Consequence {
  icon: 'stop' | 'trash' | 'shield' | 'restore' | 'check' | 'warn' | 'help' | 'copy' | 'arrow' | 'plus';
  title: string;
  text: string;
  /** A name at the end of the text, in the type of names. */
  name?: string;
  /** What follows the name, from its full stop on. */
  after?: string;
}

/** What the restore will do, most serious first, as far as the plan knows it. */
export function consequencesOf(
  plan: RestorePlan,
  { gateway, tenant }: { gateway: string; tenant: string },
  now: number,
): Consequence[] {
  return [
    reach(plan, gateway),
    ...ofMode(plan, tenant),
    ...globalState(plan),
    ...loss(plan, tenant, now),
    ...removals(plan),
    ...wayBack(plan),
    ...unknown(plan),
    untouched(plan),
  ];
}

function reach(plan: RestorePlan, gateway: string): Consequence {
  if (overwrittenCount(plan) > 0) {
    return {
      icon: 'stop',
      title: TEXTS.closedTitle(gateway),
      text: `${TEXTS.closedText} ${plan.restartAfter ? TEXTS.closedRestart : TEXTS.noRestart}`,
    };
  }
  return {
    icon: 'check',
    title: TEXTS.createdOnlyTitle(gateway),
    text: `${TEXTS.createdOnlyText} ${plan.restartAfter ? TEXTS.createdRestart : TEXTS.noRestart}`,
  };
}

function ofMode(plan: RestorePlan, tenant: string): Consequence[] {
  const { mode } = plan.choices;
  switch (mode.kind) {
    case 'in-place':
      return [];
    case 'beside':
      return [{ icon: 'copy', title: TEXTS.besideTitle, text: TEXTS.besideText }];
    case 'tenant':
      return [
        {
          icon: 'arrow',
          title: TEXTS.tenantTitle(mode.source, tenant),
          text: overwrittenCount(plan) > 0 ? TEXTS.tenantText(tenant) : TEXTS.tenantTextNothing(tenant),
        },
      ];
    case 'add':
      return [{ icon: 'plus', title: TEXTS.addTitle, text: TEXTS.addText }];
  }
}

const globalState = ({ choices }: RestorePlan): Consequence[] =>
  choices.globalState ? [{ icon: 'warn', title: TEXTS.globalTitle, text: TEXTS.globalText }] : [];

function loss(plan: RestorePlan, tenant: string, now: number): Consequence[] {
  if (overwrittenCount(plan) === 0) return [];
  if (plan.choices.mode.kind === 'tenant') {
    const { docsLive } = plan.loss;
    return [
      {
        icon: 'trash',
        title: TEXTS.lostAllTitle(tenant),
        text: docsLive === null ? TEXTS.lostUnknown : TEXTS.lostAllText(formatCount(docsLive)),
      },
    ];
  }
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
  if (overwrittenCount(plan) === 0)
    return [{ icon: 'restore', title: TEXTS.rollbackTitle, text: TEXTS.undoneText }];
  if (hasNoWayBack(plan)) return [{ icon: 'warn', title: TEXTS.noSafetyTitle, text: TEXTS.noSafetyText }];
  const { safety } = plan;
  return [
    {
      icon: 'shield',
      title: TEXTS.safetyTitle,
      text: TEXTS.safetyInto(safety.indices, sizeText(safety.bytes)),
      name: safety.repository,
      after: `. ${TEXTS.safetyText}`,
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
  const [only] = out.length === 1 ? out : [];
  const not = {
    kept: kept.filter((entry) => entry.inBackup === null).length,
    unselected: kept.filter((entry) => entry.inBackup !== null).length,
    leftOut: only === undefined ? out.length : 0,
    globalState: plan.choices.globalState,
  };
  return only === undefined
    ? { icon: 'check', title: TEXTS.untouchedTitle, text: TEXTS.untouched(not) }
    : { icon: 'check', title: TEXTS.untouchedTitle, text: TEXTS.untouchedAnd(not), name: only, after: '.' };
}

/** True where deleting what was restored leads back to what is there now. */
export const isUndoable = (plan: RestorePlan): boolean =>
  overwrittenCount(plan) === 0 && !plan.choices.globalState;

/** What no safety backup brings back. */
export function cannotBeUndone(plan: RestorePlan): string {
  const data = dataNotUndone(plan);
  return plan.choices.globalState ? `${TEXTS.undoGlobalState} ${data}` : data;
}

function dataNotUndone(plan: RestorePlan): string {
  const overwritten = overwrittenCount(plan);
  if (overwritten === 0) return TEXTS.undoTextCreates;
  return hasNoWayBack(plan) ? TEXTS.undoTextNoSafety(overwritten) : TEXTS.undoText;
}
