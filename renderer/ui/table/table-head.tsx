import { cx } from '../base/cx.ts';
import { Icon } from '../base/icon.tsx';
import { VisuallyHidden } from '../base/text.tsx';
import { CheckBoxOnly } from '../fields/choices.tsx';
import s from './table.module.css';
import type { Column, DataTableProps, Sort } from './types.ts';
import type { TableModel } from './use-table.ts';

interface HeadCellProps<Row> {
  column: Column<Row>;
  sort: Sort | undefined;
  onSort: ((sort: Sort) => void) | undefined;
}

function HeadCell<Row>({ column, sort, onSort }: HeadCellProps<Row>) {
  const active = sort?.key === column.key ? sort.direction : undefined;
  const text = column.header === '' ? <VisuallyHidden>{column.headerLabel}</VisuallyHidden> : column.header;
  const canSort = column.sortable === true && onSort !== undefined;
  const flip = (): void => {
    const other = active === 'ascending' ? 'descending' : 'ascending';
    onSort?.({
      key: column.key,
      direction: active === undefined ? (column.firstDirection ?? 'ascending') : other,
    });
  };
  return (
    <th
      scope="col"
      className={cx(column.align === 'right' && s.right, column.pinned === true && s.pinned)}
      aria-sort={canSort ? (active ?? 'none') : undefined}
    >
      {canSort ? (
        <button type="button" className={cx(s.sort, active !== undefined && s.sorted)} onClick={flip}>
          {text}
          {active !== undefined && <Icon name={active === 'descending' ? 'down' : 'up'} size="s" />}
        </button>
      ) : (
        text
      )}
    </th>
  );
}

interface TableHeadProps<Row> {
  props: DataTableProps<Row>;
  columns: readonly Column<Row>[];
  table: TableModel<Row>;
}

/** The sticky head, with the box for all rows and the buttons that sort. */
export function TableHead<Row>({ props, columns, table }: TableHeadProps<Row>) {
  return (
    <thead>
      <tr aria-rowindex={1}>
        {props.checks !== undefined && (
          <th scope="col" className={s.check}>
            <CheckBoxOnly
              checked={table.allState === 'all'}
              indeterminate={table.allState === 'some'}
              onChange={table.toggleAll}
              label={props.checks.allLabel}
            />
          </th>
        )}
        {columns.map((column) => (
          <HeadCell key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
        ))}
      </tr>
    </thead>
  );
}

const CHECK_WIDTH = 37;
/** What the column without a width keeps at least; with less room the table is scrolled sideways. */
const LEAST_REST = 180;

/** What all columns need, in px. */
export const leastWidth = <Row,>(columns: readonly Column<Row>[], checks: boolean): number =>
  columns.reduce((sum, { width = LEAST_REST }) => sum + width, checks ? CHECK_WIDTH : 0);

/** The widths of the columns; the one without takes the rest. */
export function ColumnWidths<Row>({ columns, checks }: { columns: readonly Column<Row>[]; checks: boolean }) {
  return (
    <colgroup>
      {checks && <col style={{ width: CHECK_WIDTH }} />}
      {columns.map((column) => (
        <col key={column.key} style={column.width === undefined ? undefined : { width: column.width }} />
      ))}
    </colgroup>
  );
}
