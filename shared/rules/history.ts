import { CHANGE_KINDS, type ChangeKind } from '../model/change-kinds.ts';
import type { HistoryFilter, HistoryRow } from '../model/history.ts';
import type { Operation, OperationKind } from '../model/operation.ts';

const changes: ReadonlySet<OperationKind> = new Set(CHANGE_KINDS);

/** Is it a change that was only noted, and no work that could be followed? */
export const isChange = (kind: OperationKind): kind is ChangeKind => changes.has(kind);

/** The line of the history of an operation. */
export function historyRowOf(operation: Operation): HistoryRow {
  const { id, kind, gatewayId, gatewayName, target, subjects, status, user, reason } = operation;
  const { startedAt, updatedAt, endedAt } = operation;
  const problem = operation.error?.title ?? '';
  const about = { id, kind, gatewayId, gatewayName, target, subjects, user, reason };
  return { ...about, status, startedAt, updatedAt, endedAt, problem };
}

/** Tells which lines a filter leaves. The page and the export ask here, so that both hold the same. */
export function historyMatcher(filter: HistoryFilter): (row: HistoryRow) => boolean {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  const { gatewayId, kinds, statuses, from, to } = filter;
  return (row) => {
    if (gatewayId !== undefined && row.gatewayId !== gatewayId) return false;
    if (kinds.length > 0 && !kinds.includes(row.kind)) return false;
    if (statuses.length > 0 && !statuses.includes(row.status)) return false;
    if (from !== undefined && row.startedAt < from) return false;
    if (to !== undefined && row.startedAt > to) return false;
    if (words.length === 0) return true;
    const text = [row.target, row.gatewayName, row.user, row.reason, row.problem].join('\n').toLowerCase();
    return words.every((word) => text.includes(word));
  };
}
