import { useState } from 'react';
import type { IndexProgress, Operation } from '#shared/model/operation.ts';
import { formatAge, formatBytes, formatCount, formatOf, fraction } from '../../lib/format.ts';
import { ACTIVITY } from '../../strings/activity.ts';
import { COMMON } from '../../strings/common.ts';
import {
  type Column,
  DataTable,
  EmptyState,
  Heading,
  IndexName,
  ProgressBar,
  Segmented,
  StateMark,
  Text,
} from '../../ui/index.ts';
import { orderIndices, type StageFilter, stageCounts } from './index-order.ts';
import styles from './operation.module.css';
import { STAGE_TONES } from './operation-marks.ts';
import { hasEnded } from './operation-state.ts';

const TEXTS = ACTIVITY.indexTable;
const FILTERS = ['all', 'open', 'done', 'failed'] as const;

export interface OperationIndicesProps {
  operation: Operation;
  tenant: string | null;
  now: number;
  /** Fills its place and scrolls by itself. */
  fill?: boolean;
}

/** Every index the operation works on, unfinished ones first. */
export function OperationIndices({ operation, tenant, now, fill = false }: OperationIndicesProps) {
  const [filter, setFilter] = useState<StageFilter>('all');
  const counts = stageCounts(operation.indices);
  return (
    <>
      <div className={styles.bar}>
        <Heading level={2}>{TEXTS.title}</Heading>
        <Segmented<StageFilter>
          label={TEXTS.filterLabel}
          value={filter}
          onChange={setFilter}
          segments={FILTERS.map((value) => ({
            value,
            label: TEXTS.filters[value],
            count: counts[value],
            ...(value === 'failed' && counts.failed > 0 ? { mark: 'bad' as const } : {}),
          }))}
        />
        <span className={styles.barEnd}>
          <Text size="s" tone="secondary" nowrap>
            {readText(operation, now)}
          </Text>
        </span>
      </div>
      <DataTable<IndexProgress>
        label={TEXTS.title}
        density="dense"
        fill={fill}
        narrowBelow={640}
        columns={columnsOf(tenant, hasEnded(operation))}
        rows={orderIndices(operation.indices, filter)}
        rowKey={(row) => row.index}
        empty={<NoRows operation={operation} />}
      />
    </>
  );
}

function readText(operation: Operation, now: number): string {
  if (hasEnded(operation)) return TEXTS.order;
  return operation.readAt === null ? TEXTS.notRead : TEXTS.read(formatAge(operation.readAt, now));
}

function NoRows({ operation }: { operation: Operation }) {
  if (operation.indices.length > 0) return <EmptyState title={TEXTS.none} text={TEXTS.noneNext} />;
  if (operation.kind === 'restart' || operation.kind === 'delete-backup') {
    return <EmptyState title={TEXTS.noIndices} />;
  }
  return <EmptyState title={TEXTS.notYet} text={TEXTS.notYetNext} />;
}

function columnsOf(tenant: string | null, ended: boolean): Column<IndexProgress>[] {
  return [
    {
      key: 'index',
      header: TEXTS.columns.index,
      render: (row) => <IndexName small name={row.index} {...(tenant === null ? {} : { tenant })} />,
    },
    {
      key: 'stage',
      header: TEXTS.columns.stage,
      width: 98,
      render: (row) => stageMark(row.stage, ended),
    },
    { key: 'data', header: TEXTS.columns.data, width: 70, hideWhenNarrow: true, render: bar },
    {
      key: 'bytes',
      header: '',
      headerLabel: TEXTS.columns.bytes,
      width: 142,
      align: 'right',
      render: amount,
    },
    {
      key: 'shards',
      header: TEXTS.columns.shards,
      width: 74,
      align: 'right',
      soft: true,
      render: (row) => formatOf(row.shards.done, row.shards.total),
    },
  ];
}

function stageMark(stage: IndexProgress['stage'], ended: boolean) {
  if (ended && stage === 'copying') {
    return <StateMark tone="warn">{ACTIVITY.phases.notFinished}</StateMark>;
  }
  return <StateMark tone={STAGE_TONES[stage]}>{TEXTS.stages[stage]}</StateMark>;
}

function bar(row: IndexProgress) {
  const counted = row.bytes ?? row.shards;
  // An index without data has nothing to copy: done is full, whatever the counts.
  const value = row.stage === 'done' ? 1 : fraction(counted.done, counted.total);
  return (
    <ProgressBar
      size="s"
      label={TEXTS.barLabel(row.index)}
      value={value ?? 0}
      tone={row.stage === 'done' ? 'ok' : row.stage === 'failed' ? 'warn' : 'run'}
    />
  );
}

function amount(row: IndexProgress): string | null {
  if (row.bytes === null) return null;
  return row.stage === 'done'
    ? formatBytes(row.bytes.total)
    : COMMON.of(
        row.bytes.done === 0 ? formatCount(0) : formatBytes(row.bytes.done),
        formatBytes(row.bytes.total),
      );
}
