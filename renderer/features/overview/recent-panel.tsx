import { Link, useNavigate } from '@tanstack/react-router';
import type { Operation } from '#shared/model/operation.ts';
import { BackupName } from '../../lib/backup-name.tsx';
import { formatDateTime, formatDay, formatDuration } from '../../lib/format.ts';
import { COMMON } from '../../strings/common.ts';
import { OVERVIEW } from '../../strings/overview.ts';
import { type Column, DataTable, LinkButton, MiddleCut, Panel, StateMark } from '../../ui/index.ts';
import s from './overview.module.css';

const text = OVERVIEW.recent;

export const operationTones = {
  running: 'run',
  succeeded: 'good',
  warning: 'warn',
  failed: 'bad',
  cancelled: 'wait',
  interrupted: 'warn',
  unknown: 'lost',
} as const;

/** "Success, 48 s": how it ended and how long it took. */
export function resultOf(operation: Operation): string {
  const word = COMMON.operationStatus[operation.status];
  if (operation.endedAt === null) return word;
  return text.resultIn(word, formatDuration(operation.endedAt - operation.startedAt));
}

export interface RecentPanelProps {
  gatewayId: string;
  operations: readonly Operation[];
  now: number;
}

/** The last operations on this gateway. */
export function RecentPanel({ gatewayId, operations, now }: RecentPanelProps) {
  const navigate = useNavigate();
  const open = (operation: Operation): void =>
    void navigate({
      to: '/g/$gatewayId/activity/$operationId',
      params: { gatewayId, operationId: operation.id },
    });
  const columns: Column<Operation>[] = [
    {
      key: 'when',
      header: text.when,
      width: 136,
      soft: true,
      render: ({ startedAt }) => <span title={formatDateTime(startedAt)}>{formatDay(startedAt, now)}</span>,
    },
    { key: 'what', header: text.what, width: 96, render: ({ kind }) => COMMON.operationKinds[kind] },
    { key: 'name', header: text.name, render: ({ target }) => <BackupName name={target} /> },
    {
      key: 'result',
      header: text.result,
      width: 132,
      render: (operation) => (
        <StateMark tone={operationTones[operation.status]}>{resultOf(operation)}</StateMark>
      ),
    },
    {
      key: 'by',
      header: text.by,
      width: 96,
      soft: true,
      hideWhenNarrow: true,
      render: ({ user }) => <MiddleCut plain text={user} />,
    },
  ];
  return (
    <Panel
      flush
      title={text.title}
      right={
        <LinkButton
          small
          renderLink={(parts) => <Link to="/g/$gatewayId/activity" params={{ gatewayId }} {...parts} />}
        >
          {text.all}
        </LinkButton>
      }
    >
      {operations.length === 0 ? (
        <p className={s.nothing}>{text.none}</p>
      ) : (
        <DataTable
          fill={false}
          inset
          density="dense"
          label={text.title}
          columns={columns}
          rows={operations}
          rowKey={({ id }) => id}
          onRowActivate={open}
          onSelect={open}
          narrowBelow={560}
        />
      )}
    </Panel>
  );
}
