import type { Overview } from '#shared/model/overview.ts';
import { isDone } from '#shared/rules/restart-nodes.ts';
import { isNothingRead } from '#shared/rules/unread.ts';
import { formatAge, formatBytes, formatCount, formatDay, formatOf, formatPercent } from '../../lib/format.ts';
import { HEALTH_TONES } from '../../lib/status-tones.ts';
import { COMMON } from '../../strings/common.ts';
import { OVERVIEW } from '../../strings/overview.ts';
import { mayBeClosed } from './todo.ts';
import { holdsOf, isListRead } from './verdict.ts';

const text = OVERVIEW.facts;

/** One fact of the row below the verdict. */
export interface FactText {
  term: string;
  value: string;
  tone: 'good' | 'warn' | 'bad' | 'wait' | null;
  note: string;
  /** True where closed indices could be opened from. */
  opens?: boolean;
}

/** What the row below the verdict says, from left to right. */
export const factsOf = (overview: Overview, now: number): FactText[] => [
  lastGoodFact(overview, now),
  restartFact(overview, now),
  storeFact(overview),
  repositoriesFact(overview),
];

function lastGoodFact({ verdict, dataStore }: Overview, now: number): FactText {
  const row = verdict.lastGood;
  if (row === null) {
    return {
      term: text.lastGood,
      value: dataStore.reachable && verdict.state !== 'unknown' ? text.none : text.unknown,
      tone: null,
      note: '',
    };
  }
  return {
    term: text.lastGood,
    value: formatDay(row.startedAt ?? row.endedAt, now),
    tone: null,
    note: text.size(holdsOf(row), formatBytes(row.bytes)),
  };
}

function restartFact({ pendingRestart: pending }: Overview, now: number): FactText {
  if (pending === null) {
    return { term: text.restart, value: text.restartNone, tone: null, note: text.restartNoneDetail };
  }
  const done = pending.nodes.filter(isDone);
  return {
    term: text.restart,
    value: text.restartNodes(formatCount(done.length), formatCount(pending.nodes.length)),
    tone: 'warn',
    note: text.since(formatAge(pending.since, now)),
  };
}

function storeFact(overview: Overview): FactText {
  const store = overview.dataStore;
  if (!store.reachable || store.health === null) {
    return { term: text.store, value: text.unreachable, tone: 'bad', note: store.error?.title ?? '' };
  }
  const parts = [
    ...(store.nodeCount === null ? [] : [text.nodes(store.nodeCount)]),
    ...(store.disk === null ? [] : [text.disk(formatPercent(store.disk.usedBytes, store.disk.totalBytes))]),
  ];
  return {
    term: text.store,
    value: COMMON.health[store.health],
    tone: HEALTH_TONES[store.health],
    note: parts.join(', '),
    opens: store.health !== 'green' || mayBeClosed(overview),
  };
}

function repositoriesFact(overview: Overview): FactText {
  const { readings, backups } = overview;
  if (readings.length === 0) {
    return isListRead(overview)
      ? { term: text.repositories, value: text.noRepository, tone: null, note: text.noRepositoryDetail }
      : { term: text.repositories, value: text.unknown, tone: null, note: '' };
  }
  const ok = readings.filter((reading) => reading.error === null).length;
  const unreadable = readings.reduce((sum, reading) => sum + reading.unreadable, 0);
  const known = text.backups(formatCount(backups), backups === 1);
  const count = ok === readings.length ? known : text.readFrom(known);
  const note = unreadable === 0 ? count : COMMON.joined(count, text.unreadable(formatCount(unreadable)));
  return {
    term: text.repositories,
    value: text.readable(formatOf(ok, readings.length)),
    tone: ok === readings.length ? 'good' : 'bad',
    note: isNothingRead(readings) ? '' : note,
  };
}
