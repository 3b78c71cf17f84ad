import type { ReactNode } from 'react';
import { SAFETY_REPOSITORY } from '#shared/rules/backup-name.ts';
import { formatBytes, formatCount, formatDuration, formatElapsed, formatOf } from '../../../lib/format.ts';
import { BACKUPS } from '../../../strings/backups.ts';
import {
  type Column,
  Icon,
  type IconName,
  MiddleCut,
  RowButton,
  StateMark,
  VisuallyHidden,
} from '../../../ui/index.ts';
import { Age } from '../age.tsx';
import { scopeWords, shortScopeWords, stateTone, stateWord } from '../words.ts';
import styles from './list.module.css';
import type { ListedBackup } from './listed.ts';
import { NameCell, noteOf } from './name-cell.tsx';
import { firstOrder, type SortKey } from './query.ts';
import { durationOf } from './select.ts';

const HEADERS = BACKUPS.list.columns;

export interface ColumnChoice {
  besideFlyout: boolean;
  /** Key of the row that is marked as the one to go back to. */
  lastGood: string | null;
  /** Names that the repository tells apart. */
  twins: ReadonlySet<string>;
  /** Null where nothing may be restored at all. */
  restore: RowRestore | null;
}

export interface RowRestore {
  may: (row: ListedBackup) => boolean;
  start: (row: ListedBackup) => void;
}

/** The columns of the list. Beside the flyout only those stay that tell backups apart. */
export function columnsOf(now: number, choice: ColumnChoice): Column<ListedBackup>[] {
  const { besideFlyout, lastGood, twins, restore } = choice;
  const column = (
    key: SortKey,
    render: Column<ListedBackup>['render'],
    more: Partial<Column<ListedBackup>> = {},
  ): Column<ListedBackup> => ({
    key,
    header: HEADERS[key],
    sortable: true,
    firstDirection: firstOrder(key) === 'asc' ? 'ascending' : 'descending',
    render,
    ...more,
  });
  const low = { hideWhenNarrow: besideFlyout };
  return [
    column('name', (row, { narrow }) => {
      const placed = besideFlyout && narrow && (twins.has(row.name) || row.asOf !== null);
      return <NameCell row={row} lastGood={row.key === lastGood} note={noteOf(row, placed, now)} />;
    }),
    column('state', (row) => <State row={row} />, { width: 98 }),
    column('repository', (row) => (row.listed ? <RepositoryName row={row} /> : null), {
      width: 82,
      ...low,
    }),
    column('scope', (row) => whenRead(row, row.scopes !== null, scopeCell(row)), { width: 94 }),
    column('size', (row) => formatBytes(row.bytes), { width: 70, align: 'right' }),
    column('started', (row) => whenRead(row, row.startedAt !== null, started(row, now)), {
      // The last column has the margin of the page at its right.
      width: besideFlyout ? 92 : 76,
      soft: true,
    }),
    column('duration', (row) => whenRead(row, isTimed(row), durationWords(row, now)), {
      width: 74,
      align: 'right',
      soft: true,
      ...low,
    }),
    column('failed', (row) => whenRead(row, isCounted(row), shardsCell(row)), {
      width: 80,
      align: 'right',
      ...low,
    }),
    column('trigger', (row) => <Trigger row={row} />, { width: 100, soft: true, hideWhenNarrow: true }),
    column('restored', (row) => row.lastRestoredAt !== null && <Age at={row.lastRestoredAt} now={now} />, {
      // Its header is the widest word of it; as the last one it has the margin of the page at its right.
      width: restore === null ? 104 : 92,
      soft: true,
      hideWhenNarrow: true,
    }),
    // The flyout has a button of its own.
    ...(restore === null ? [] : [restoreColumn(restore, low)]),
  ];
}

function restoreColumn(
  { may, start }: RowRestore,
  more: Partial<Column<ListedBackup>>,
): Column<ListedBackup> {
  return {
    key: 'restore',
    header: '',
    headerLabel: BACKUPS.list.restoreColumn,
    width: 40,
    actions: true,
    pinned: true,
    render: (row, { stop }) =>
      may(row) && (
        <RowButton
          icon="restore"
          label={BACKUPS.list.restore(row.name)}
          stop={stop}
          onClick={() => start(row)}
        />
      ),
    ...more,
  };
}

/** The cell of what comes with the details. Until then a bar as high as a line, so that nothing moves. */
function whenRead(row: ListedBackup, known: boolean, cell: ReactNode): ReactNode {
  if (row.detailed || known || row.asOf !== null) return cell;
  return (
    <span className={styles.unread} title={BACKUPS.list.unread}>
      <VisuallyHidden>{BACKUPS.list.unread}</VisuallyHidden>
    </span>
  );
}

const started = (row: ListedBackup, now: number): ReactNode =>
  row.startedAt !== null && <Age at={row.startedAt} now={now} />;
const isTimed = (row: ListedBackup): boolean => durationOf(row) !== null || isRunning(row);
/** What ran when its repository was last read is not known to run now. */
const isRunning = (row: ListedBackup): row is ListedBackup & { startedAt: number } =>
  row.state === 'in-progress' && row.startedAt !== null && row.asOf === null;
const isCounted = (row: ListedBackup): boolean => row.shards !== null || row.progress !== null;

/** The repository of safety backups has a long name of its own; what it is says more. */
function RepositoryName({ row }: { row: ListedBackup }) {
  if (!row.repository.startsWith(SAFETY_REPOSITORY))
    return <MiddleCut small keep={6} text={row.repository} />;
  return <span title={row.repository}>{BACKUPS.shortTriggers.safety}</span>;
}

function State({ row }: { row: ListedBackup }) {
  if (row.deleting) return <StateMark tone="run">{BACKUPS.deleting}</StateMark>;
  // Nothing looks good or bad that may be otherwise by now.
  return <StateMark tone={row.asOf === null ? stateTone(row.state) : 'wait'}>{stateWord(row)}</StateMark>;
}

/** Nothing, not an empty element, so that the table can put its dash there. */
function scopeCell(row: ListedBackup) {
  const words = scopeWords(row);
  return words === null ? null : <span title={words}>{shortScopeWords(row)}</span>;
}

function durationWords(row: ListedBackup, now: number): string {
  if (isRunning(row)) return formatElapsed(now - row.startedAt);
  return formatDuration(durationOf(row));
}

function shardsCell(row: ListedBackup) {
  if (row.progress !== null) return formatOf(row.progress.done, row.progress.total);
  if (row.shards === null) return null;
  return (
    <>
      {formatCount(row.shards.ok)} /{' '}
      <span className={row.shards.failed > 0 && row.asOf === null ? styles.failed : styles.soft}>
        {formatCount(row.shards.failed)}
      </span>
    </>
  );
}

const TRIGGER_ICONS: Record<ListedBackup['trigger'], IconName> = {
  'by-hand': 'person',
  safety: 'shield',
  elsewhere: 'external',
};

function Trigger({ row }: { row: ListedBackup }) {
  const word = BACKUPS.triggers[row.trigger];
  const short = row.trigger === 'by-hand' ? (row.user ?? word) : BACKUPS.shortTriggers[row.trigger];
  return (
    <span className={styles.trigger} title={row.user === null ? word : BACKUPS.triggeredBy(word, row.user)}>
      <Icon name={TRIGGER_ICONS[row.trigger]} size="s" />
      <MiddleCut plain keep={9} text={short} />
    </span>
  );
}
