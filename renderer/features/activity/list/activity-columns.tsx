import { Link } from '@tanstack/react-router';
import type { HistoryRow } from '#shared/model/history.ts';
import { BackupName } from '../../../lib/backup-name.tsx';
import { formatDateTime, formatDay, formatDuration, formatElapsed } from '../../../lib/format.ts';
import { STATUS_TONES } from '../../../lib/status-tones.ts';
import { ACTIVITY } from '../../../strings/activity.ts';
import { type Column, LinkButton, MiddleCut, StateMark, Text } from '../../../ui/index.ts';
import { elapsedMs, hasEnded } from '../operation-state.ts';
import { firstOrder, type SortKey } from './query.ts';

const TEXTS = ACTIVITY.list.columns;

/** When, what, name, result, duration, by, reason; and the gateway in the list of all of them. */
export function activityColumns(now: number, ofAll: boolean): Column<HistoryRow>[] {
  const column = (
    key: SortKey,
    width: number | null,
    render: Column<HistoryRow>['render'],
    more: Partial<Column<HistoryRow>> = {},
  ): Column<HistoryRow> => ({
    key,
    header: TEXTS[key],
    sortable: true,
    firstDirection: firstOrder(key) === 'asc' ? 'ascending' : 'descending',
    ...(width === null ? {} : { width }),
    render,
    ...more,
  });
  return [
    column('when', 148, ({ startedAt }) => (
      <Text nowrap title={formatDateTime(startedAt)}>
        {formatDay(startedAt, now)}
      </Text>
    )),
    column('what', 146, ({ id, kind, gatewayId }) => (
      <LinkButton
        renderLink={(parts) => (
          <Link to="/g/$gatewayId/activity/$operationId" params={{ gatewayId, operationId: id }} {...parts} />
        )}
      >
        {ACTIVITY.kinds[kind]}
      </LinkButton>
    )),
    column('name', null, ({ target }) => <BackupName name={target} />),
    ...(ofAll ? [column('gateway', 130, ({ gatewayName }) => <MiddleCut plain text={gatewayName} />)] : []),
    column('result', 112, ({ status, problem }) => (
      <StateMark tone={STATUS_TONES[status]}>
        <span title={problem === '' ? undefined : problem}>{ACTIVITY.statuses[status]}</span>
      </StateMark>
    )),
    column('duration', 92, (row) => durationOf(row, now), { align: 'right', hideWhenNarrow: true }),
    column('by', 104, ({ user }) => <MiddleCut plain text={user} />, { soft: true }),
    {
      key: 'reason',
      header: TEXTS.reason,
      width: ofAll ? 180 : 230,
      soft: true,
      hideWhenNarrow: ofAll,
      render: ({ reason }) => (reason === '' ? null : <MiddleCut plain text={reason} />),
    },
  ];
}

/** An interrupted operation has no end: how long it took is not known. */
function durationOf(row: HistoryRow, now: number): string {
  if (!hasEnded(row)) return formatElapsed(elapsedMs(row, now));
  return formatDuration(row.endedAt === null ? null : row.endedAt - row.startedAt);
}
