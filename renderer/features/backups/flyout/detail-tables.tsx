import type { BackupDetail, BackupIndex } from '#shared/model/backup.ts';
import { formatBytes, formatCount } from '../../../lib/format.ts';
import { BACKUP_DETAIL } from '../../../strings/backups.ts';
import { type Column, DataTable, IndexName, Mono } from '../../../ui/index.ts';
import styles from './flyout.module.css';

const TEXTS = BACKUP_DETAIL;

interface DetailTablesProps {
  tab: 'indices' | 'failures';
  detail: BackupDetail;
  tenant: string | undefined;
}

/** The long lists of a backup: its indices, or the shards that failed. */
export function DetailTables({ tab, detail, tenant }: DetailTablesProps) {
  if (tab === 'indices') return <IndexTable indices={detail.indices} tenant={tenant} />;
  if (detail.failures.length === 0) return <p className={styles.note}>{TEXTS.noFailures}</p>;
  return (
    <ul className={styles.failures} aria-label={TEXTS.failuresLabel}>
      {detail.failures.map((failure) => (
        <Failure key={`${failure.index} ${failure.shard}`} failure={failure} />
      ))}
    </ul>
  );
}

function Failure({ failure }: { failure: BackupDetail['failures'][number] }) {
  return (
    <li>
      <p>
        <Mono weight="medium">{failure.index}</Mono>, {TEXTS.shardNumber(formatCount(failure.shard))}
      </p>
      <p className={styles.reason}>{failure.reason}</p>
    </li>
  );
}

function IndexTable({ indices, tenant }: { indices: readonly BackupIndex[]; tenant: string | undefined }) {
  if (indices.length === 0) return <p className={styles.note}>{TEXTS.noIndices}</p>;
  const columns: Column<BackupIndex>[] = [
    {
      key: 'index',
      header: TEXTS.indexColumn,
      render: (row) => <IndexName small name={row.index} {...(tenant === undefined ? {} : { tenant })} />,
    },
    {
      key: 'docs',
      header: TEXTS.docsShort,
      width: 70,
      align: 'right',
      render: (row) => formatCount(row.docs),
    },
    {
      key: 'size',
      header: TEXTS.sizeColumn,
      width: 68,
      align: 'right',
      render: (row) => formatBytes(row.bytes),
    },
    {
      key: 'shards',
      header: TEXTS.shardsColumn,
      width: 58,
      align: 'right',
      render: (row) => formatCount(row.shards),
    },
  ];
  return (
    <div className={styles.indices}>
      <DataTable
        fill
        inset
        density="dense"
        label={TEXTS.indicesLabel}
        columns={columns}
        rows={indices}
        rowKey={(row) => row.index}
      />
    </div>
  );
}
