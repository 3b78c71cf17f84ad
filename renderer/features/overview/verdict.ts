import { never } from '#shared/errors/never.ts';
import type { BackupRow } from '#shared/model/backup.ts';
import type { Overview } from '#shared/model/overview.ts';
import { unreadOf } from '#shared/rules/unread.ts';
import { formatAge, formatBytes, formatCount, formatDateTime, formatOf } from '../../lib/format.ts';
import { COMMON } from '../../strings/common.ts';
import { OVERVIEW } from '../../strings/overview.ts';

const text = OVERVIEW.verdict;

/** What a backup holds, in words: "Everything", "Assets and Audit", or its number of indices. */
export function holdsOf(row: BackupRow): string {
  if (row.everything) return COMMON.everything;
  if (row.scopes !== null && row.scopes.length > 0) {
    return COMMON.list(row.scopes.map((scope) => COMMON.scopes[scope]));
  }
  return OVERVIEW.facts.indices(formatCount(row.indexCount), row.indexCount === 1);
}

export interface VerdictText {
  tone: 'good' | 'warn' | 'bad' | 'wait';
  title: string;
  detail: string;
}

/** When a backup was made: its data is that of its start. */
const madeAt = (row: BackupRow): number | null => row.startedAt ?? row.endedAt;

/** Whether the list of backups was read, be it without some repositories. */
export const isListRead = ({ verdict, readings, dataStore }: Overview): boolean =>
  dataStore.reachable && (verdict.state !== 'unknown' || unreadOf(readings).length > 0);

/** One plain sentence and its reason, made of facts only. */
export function verdictText(overview: Overview, now: number): VerdictText {
  const { state, lastGood } = overview.verdict;
  const unread = unreadOf(overview.readings);
  switch (state) {
    case 'safe':
      return {
        tone: 'good',
        title: text.safe(ageOf(lastGood, now)),
        detail: COMMON.sentences(
          heldText(lastGood),
          ...(unread.length === 0 ? [] : [text.butUnread(COMMON.list(unread))]),
        ),
      };
    case 'old':
      return {
        tone: 'warn',
        title: text.old(ageOf(lastGood, now)),
        detail: text.oldDetail(formatDateTime(lastGood === null ? null : madeAt(lastGood))),
      };
    case 'unsafe':
      if (overview.backups === 0) return { tone: 'bad', title: text.empty, detail: text.emptyDetail };
      return {
        tone: 'bad',
        title: text.unsafe,
        detail: overview.backups === 1 ? text.unsafeOne : text.unsafeDetail(formatCount(overview.backups)),
      };
    case 'unknown':
      if (isListRead(overview)) return unreadText(unread, lastGood === null ? null : ageOf(lastGood, now));
      return {
        tone: 'wait',
        title: text.unknown,
        detail: lastGood === null ? text.unknownNone : text.unknownDetail(ageOf(lastGood, now)),
      };
    default:
      return never(state);
  }
}

function unreadText(unread: readonly string[], age: string | null): VerdictText {
  const one = unread.length === 1;
  return {
    tone: 'wait',
    title: text.unknownUnread(COMMON.list(unread), one),
    detail: age === null ? text.unreadNone(one) : text.unreadDetail(age),
  };
}

const ageOf = (row: BackupRow | null, now: number): string =>
  formatAge(row === null ? null : madeAt(row), now);

function heldText(row: BackupRow | null): string {
  if (row === null) return '';
  const what = text.holds(holdsOf(row), formatBytes(row.bytes), row.repository);
  return row.shards === null ? what : `${what} ${text.shards(formatOf(row.shards.ok, row.shards.total))}`;
}
