import { cx } from '../base/cx.ts';
import { VisuallyHidden } from '../base/text.tsx';
import s from './table.module.css';
import { ColumnWidths } from './table-head.tsx';
import { Cell } from './table-lines.tsx';
import type { Column } from './types.ts';

export interface KeyValueTableProps<Row> {
  label: string;
  columns: readonly Pick<
    Column<Row>,
    'key' | 'header' | 'headerLabel' | 'width' | 'align' | 'mono' | 'soft' | 'render'
  >[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Without head colour and outer margin, as in a flyout; else for a flush panel. */
  bare?: boolean;
}

/** A small table that only shows: no selection, no sorting, as high as its rows. */
export function KeyValueTable<Row>({ label, columns, rows, rowKey, bare }: KeyValueTableProps<Row>) {
  return (
    <table className={cx(s.table, s.dense, s.last, bare === true ? s.bare : s.inset)} aria-label={label}>
      <ColumnWidths columns={columns} checks={false} />
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.key} scope="col" className={cx(column.align === 'right' && s.right)}>
              {column.header === '' ? <VisuallyHidden>{column.headerLabel}</VisuallyHidden> : column.header}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={rowKey(row)}>
            {columns.map((column) => (
              <Cell key={column.key} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
