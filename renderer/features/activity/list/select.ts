import type { HistoryFilter, HistoryRow } from '#shared/model/history.ts';
import type { Operation } from '#shared/model/operation.ts';
import { historyMatcher, historyRowOf } from '#shared/rules/history.ts';
import { COMMON } from '../../../strings/common.ts';
import type { ActivityQuery, SortKey } from './query.ts';

/** The history with the work of this moment on top of it: what runs is further than what was written down. */
export function withLive(rows: readonly HistoryRow[], operations: readonly Operation[]): HistoryRow[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  for (const operation of operations) byId.set(operation.id, historyRowOf(operation));
  return [...byId.values()];
}

const VALUES: Record<SortKey, (row: HistoryRow) => string | number> = {
  when: (row) => row.startedAt,
  what: (row) => COMMON.operationKinds[row.kind],
  name: (row) => row.target,
  result: (row) => COMMON.operationStatus[row.status],
  duration: (row) => (row.endedAt === null ? -1 : row.endedAt - row.startedAt),
  by: (row) => row.user,
  gateway: (row) => row.gatewayName,
};

const collator = new Intl.Collator('en', { numeric: true });
const compare = (a: string | number, b: string | number): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : collator.compare(String(a), String(b));

/** The rows a filter leaves, in the order that was asked for; equal ones newest first. */
export function selectRows(
  rows: readonly HistoryRow[],
  filter: HistoryFilter,
  { sort, order }: Pick<ActivityQuery, 'sort' | 'order'>,
): HistoryRow[] {
  const value = VALUES[sort];
  const sign = order === 'asc' ? 1 : -1;
  return rows
    .filter(historyMatcher(filter))
    .sort(
      (a, b) => sign * compare(value(a), value(b)) || b.startedAt - a.startedAt || a.id.localeCompare(b.id),
    );
}
