import { Link } from '@tanstack/react-router';
import type { Operation } from '#shared/model/operation.ts';
import { formatDateTime, formatDay, formatDuration, formatElapsed } from '../../lib/format.ts';
import { ACTIVITY } from '../../strings/activity.ts';
import { type Column, LinkButton, MiddleCut, StateMark, Text } from '../../ui/index.ts';
import { STATUS_TONES } from './operation-marks.ts';
import { elapsedMs, hasEnded } from './operation-state.ts';

const TEXTS = ACTIVITY.list.columns;

/** When, what, name, result, duration, by, reason. */
export function activityColumns(gatewayId: string, now: number): Column<Operation>[] {
  return [
    {
      key: 'when',
      header: TEXTS.when,
      width: 148,
      render: ({ startedAt }) => (
        <Text nowrap title={formatDateTime(startedAt)}>
          {formatDay(startedAt, now)}
        </Text>
      ),
    },
    {
      key: 'what',
      header: TEXTS.what,
      width: 100,
      render: ({ id, kind }) => (
        <LinkButton
          renderLink={(parts) => (
            <Link
              to="/g/$gatewayId/activity/$operationId"
              params={{ gatewayId, operationId: id }}
              {...parts}
            />
          )}
        >
          {ACTIVITY.kinds[kind]}
        </LinkButton>
      ),
    },
    { key: 'name', header: TEXTS.name, render: ({ target }) => <MiddleCut small text={target} /> },
    {
      key: 'result',
      header: TEXTS.result,
      width: 112,
      render: ({ status }) => <StateMark tone={STATUS_TONES[status]}>{ACTIVITY.statuses[status]}</StateMark>,
    },
    {
      key: 'duration',
      header: TEXTS.duration,
      width: 92,
      align: 'right',
      render: (operation) => durationOf(operation, now),
    },
    { key: 'by', header: TEXTS.by, width: 104, soft: true, hideWhenNarrow: true, render: ({ user }) => user },
    {
      key: 'reason',
      header: TEXTS.reason,
      width: 260,
      soft: true,
      render: ({ reason }) =>
        reason === '' ? null : (
          <Text cut title={reason}>
            {reason}
          </Text>
        ),
    },
  ];
}

/** An interrupted operation has no end: how long it took is not known. */
function durationOf(operation: Operation, now: number): string {
  if (!hasEnded(operation)) return formatElapsed(elapsedMs(operation, now));
  return formatDuration(operation.endedAt === null ? null : operation.endedAt - operation.startedAt);
}
