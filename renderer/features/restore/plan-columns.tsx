import type { ReactNode } from 'react';
import type { PlanEntry, RestoreMode } from '#shared/model/plan.ts';
import { formatBytes, formatCount } from '../../lib/format.ts';
import { COMMON } from '../../strings/common.ts';
import { RESTORE } from '../../strings/restore.ts';
import { type Column, Icon, IndexName, Text } from '../../ui/index.ts';
import styles from './plan-columns.module.css';
import { bytesOf, difference, docsInBackup, docsLive, type Sum, type Totals } from './plan-groups.ts';
import { isBeside } from './plan-state.ts';
import { signed } from './words.ts';

const TEXTS = RESTORE.plan;

interface Shown {
  tenant: string | null;
  mode: RestoreMode;
  /** True where an index gets another name: names then take two lines. */
  renamed: boolean;
}

/** Beside or added nothing live is concerned, so its columns make room for the names. */
export function planColumns(shown: Shown): Column<PlanEntry>[] {
  const number = { align: 'right' as const };
  const beside = isBeside(shown);
  const live: Column<PlanEntry>[] = [
    {
      key: 'live',
      header: TEXTS.columns.live,
      width: 72,
      ...number,
      render: (entry) => figure(docsLive(entry), formatCount),
    },
    {
      key: 'difference',
      header: TEXTS.columns.difference,
      width: 76,
      ...number,
      render: (entry) => change(difference(entry)),
    },
  ];
  return [
    {
      key: 'index',
      header: shown.renamed ? TEXTS.columns.renamed : TEXTS.columns.index,
      render: (entry) => <Names entry={entry} tenant={shown.tenant} />,
    },
    {
      key: 'inBackup',
      header: TEXTS.columns.inBackup,
      width: 72,
      ...number,
      render: (entry) => figure(docsInBackup(entry), formatCount),
    },
    ...(beside ? [] : live),
    {
      key: 'bytes',
      header: TEXTS.columns.bytes,
      width: 72,
      ...number,
      render: (entry) => figure(bytesOf(entry), formatBytes),
    },
    {
      key: 'shards',
      header: TEXTS.columns.shards,
      width: 68,
      ...number,
      render: beside ? shardsInBackup : shards,
    },
  ];
}

/** The name in the backup, and below it the one it gets, where that is another. */
function Names({ entry: { index, target }, tenant }: { entry: PlanEntry; tenant: string | null }) {
  if (index === target) return <IndexName small name={index} {...(tenant === null ? {} : { tenant })} />;
  // Without a tenant no part is dimmed or dropped: here the prefix is what differs.
  return (
    <>
      <IndexName small name={index} />
      <span className={styles.target}>
        <Icon name="arrow" size="s" tone="muted" label={TEXTS.becomes} />
        <IndexName small name={target} />
      </span>
    </>
  );
}

const shardsInBackup = (entry: PlanEntry): ReactNode => formatCount(entry.inBackup?.shards ?? null);

/** The sums of a group; a side that no index of it has stays empty. */
export function totalCells(totals: Totals): Record<string, ReactNode> {
  const cell = (sum: Sum, draw: (sum: Sum) => ReactNode): ReactNode => (sum === 'none' ? '' : draw(sum));
  return {
    inBackup: cell(totals.inBackup, (sum) => figure(sum, formatCount)),
    live: cell(totals.live, (sum) => figure(sum, formatCount)),
    difference: cell(totals.difference, change),
    bytes: cell(totals.bytes, (sum) => figure(sum, formatBytes)),
    shards: '',
  };
}

/** A dash is explained where something is there and only its number is not. */
function figure(sum: Sum, format: (value: number | null) => string): ReactNode {
  if (typeof sum === 'number') return format(sum);
  return sum === 'none' ? undefined : (
    <Text tone="faint" title={TEXTS.notCounted}>
      {COMMON.empty}
    </Text>
  );
}

function change(sum: Sum): ReactNode {
  if (typeof sum !== 'number') return figure(sum, formatCount);
  return <Text tone={sum < 0 ? 'warn' : 'secondary'}>{signed(sum)}</Text>;
}

/** "5 / 1": in the backup and live; the odd one stands out where it is the reason. */
function shards(entry: PlanEntry): ReactNode {
  const inBackup = entry.inBackup?.shards ?? null;
  const live = entry.live?.shards ?? null;
  const clash = entry.verdict === 'refused' && inBackup !== null && live !== null && inBackup !== live;
  return (
    <>
      {clash ? (
        <Text tone="bad" weight="medium">
          {formatCount(inBackup)}
        </Text>
      ) : (
        formatCount(inBackup)
      )}
      {TEXTS.shardsApart}
      {formatCount(live)}
    </>
  );
}
