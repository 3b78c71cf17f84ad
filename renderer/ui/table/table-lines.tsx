import type { MouseEvent, ReactNode } from 'react';
import { cx } from '../base/cx.ts';
import { Icon } from '../base/icon.tsx';
import { CheckBoxOnly } from '../fields/choices.tsx';
import g from './group.module.css';
import type { Line } from './lines.ts';
import s from './table.module.css';
import type { CellPlace, Column, DataTableProps, RowGroup } from './types.ts';
import type { TableModel } from './use-table.ts';

interface LineProps<Row> {
  props: DataTableProps<Row>;
  columns: readonly Column<Row>[];
  table: TableModel<Row>;
  index: number;
}

const empty = (node: ReactNode): boolean =>
  node === undefined || node === null || node === '' || node === false;

/** A click on something of its own inside the row is not a click on the row. */
const isOwn = (event: MouseEvent): boolean =>
  event.target instanceof Element &&
  event.target.closest('button, a, input, label, select, textarea') !== null;

interface CellProps<Row> extends CellPlace {
  column: Column<Row>;
  row: Row;
}

function Cell<Row>({ column, row, ...at }: CellProps<Row>) {
  const content = column.render(row, at);
  if (column.actions === true)
    return <td className={cx(s.actions, column.pinned === true && s.pinned)}>{content}</td>;
  const name = cx(
    column.align === 'right' && s.right,
    column.mono === true && s.mono,
    column.soft === true && s.soft,
    column.pinned === true && s.pinned,
  );
  return (
    <td className={name || undefined}>{empty(content) ? <span className={s.dash}>–</span> : content}</td>
  );
}

function RowLine<Row>({
  props,
  columns,
  table,
  index,
  line,
}: LineProps<Row> & { line: Line<Row> & { kind: 'row' } }) {
  const { row, key } = line;
  const selected = props.selectedKey === key;
  const clickable = props.onSelect !== undefined || props.onRowActivate !== undefined;
  const className = cx(
    s.line,
    clickable && s.clickable,
    selected && s.selected,
    line.grouped && s.grouped,
    line.detailed && s.detailed,
    props.quiet?.(row) === true && s.quiet,
  );
  return (
    <tr
      className={className}
      data-line={key}
      data-index={index}
      aria-rowindex={index + 2}
      aria-selected={props.selectedKey === undefined ? undefined : selected}
      tabIndex={table.interactive ? (table.focusKey === key ? 0 : -1) : undefined}
      onClick={clickable ? (event) => !isOwn(event) && table.press(line) : undefined}
      onDoubleClick={
        props.onSelect !== undefined && props.onRowActivate !== undefined
          ? (event) => !isOwn(event) && table.activate(line)
          : undefined
      }
    >
      {props.checks !== undefined && (
        <td className={s.check}>
          {table.checkable(row) && (
            <CheckBoxOnly
              checked={props.checks.keys.has(key)}
              onChange={() => table.toggleChecked(row)}
              label={props.checks.labelOf(row)}
              tabIndex={-1}
            />
          )}
        </td>
      )}
      {columns.map((column) => (
        <Cell
          key={column.key}
          column={column}
          row={row}
          stop={table.focusKey === key}
          narrow={columns.length < props.columns.length}
        />
      ))}
    </tr>
  );
}

function GroupWords<Row>({
  group,
  collapsed,
  toggle,
}: {
  group: RowGroup<Row>;
  collapsed: boolean;
  toggle: () => void;
}) {
  return (
    <span className={g.groupLine}>
      <button
        type="button"
        className={g.groupToggle}
        aria-expanded={!collapsed}
        onClick={toggle}
        tabIndex={-1}
      >
        <span className={g.chevron}>
          <Icon name={collapsed ? 'right' : 'down'} size="s" />
        </span>
        <span className={cx(g.groupWord, g[`word-${group.tone ?? 'muted'}`])}>
          {group.icon !== undefined && <Icon name={group.icon} />}
          {group.word} {group.count}
        </span>
      </button>
      {group.note !== undefined && <span className={g.groupNote}>{group.note}</span>}
    </span>
  );
}

function GroupLine<Row>(all: LineProps<Row> & { line: Line<Row> & { kind: 'group' } }) {
  const { props, columns, table, index, line } = all;
  const { totals } = line.group;
  const checks = props.checks === undefined ? 0 : 1;
  const words = <GroupWords group={line.group} collapsed={line.collapsed} toggle={() => table.press(line)} />;
  return (
    <tr
      className={cx(s.line, s.group)}
      data-line={line.key}
      data-index={index}
      aria-rowindex={index + 2}
      tabIndex={table.focusKey === line.key ? 0 : -1}
      onClick={(event) => !isOwn(event) && table.press(line)}
    >
      <td colSpan={totals === undefined ? columns.length + checks : 1 + checks}>{words}</td>
      {totals !== undefined &&
        columns.slice(1).map((column) => (
          <td key={column.key} className={cx(column.align === 'right' && s.right) || undefined}>
            {totals[column.key]}
          </td>
        ))}
    </tr>
  );
}

/** One line of the body, whatever it is. */
export function TableLine<Row>(
  all: LineProps<Row> & { line: Line<Row>; measure: ((element: HTMLElement | null) => void) | undefined },
) {
  const { line, measure, ...rest } = all;
  if (line.kind === 'row') return <RowLine {...rest} line={line} />;
  if (line.kind === 'group') return <GroupLine {...rest} line={line} />;
  const span = rest.columns.length + (rest.props.checks === undefined ? 0 : 1);
  return (
    <tr ref={measure} data-index={rest.index} aria-rowindex={rest.index + 2}>
      <td className={cx(s.detail, line.grouped && s.detailGrouped)} colSpan={span}>
        {line.content}
      </td>
    </tr>
  );
}

/** Room for the lines that are not drawn. */
export function Spacer({ height, span }: { height: number; span: number }) {
  if (height <= 0) return null;
  return (
    <tr aria-hidden="true">
      <td className={s.spacer} colSpan={span} style={{ height }} />
    </tr>
  );
}
