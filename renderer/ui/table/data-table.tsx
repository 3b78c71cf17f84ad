import { ScrollArea } from '@mantine/core';
import { Fragment, type ReactNode, useLayoutEffect, useRef } from 'react';
import { cx } from '../base/cx.ts';
import { VisuallyHidden } from '../base/text.tsx';
import { useOverdue } from '../base/use-overdue.ts';
import s from './table.module.css';
import { ColumnWidths, leastWidth, TableHead } from './table-head.tsx';
import { Spacer, TableLine } from './table-lines.tsx';
import type { Column, DataTableProps } from './types.ts';
import { useLines, useTable } from './use-table.ts';
import { useWidth } from './use-width.ts';
import { useLineWindow } from './use-window.ts';

const heights = { normal: 32, dense: 30, tall: 48 } as const;
const boneRows = [0, 1, 2, 3, 4, 5, 6, 7];

interface BonesProps<Row> {
  columns: readonly Column<Row>[];
  checks: boolean;
  /** Else they only keep the room. */
  shown: boolean;
}

function Bones<Row>({ columns, checks, shown }: BonesProps<Row>) {
  return boneRows.map((row) => (
    <tr key={row} className={shown ? s.loading : s.early} aria-hidden="true">
      {checks && <td className={s.check} />}
      {columns.map((column) => (
        <td key={column.key} className={cx(column.align === 'right' && s.right) || undefined}>
          {column.actions !== true && <span className={s.bone} />}
        </td>
      ))}
    </tr>
  ));
}

/**
 * Rows under a head that stays. A real table for screen readers, also when only the rows in sight are drawn.
 * One Tab stop, and the button of its row after it: arrows, Page keys, Home and End move, Enter opens, Space ticks, Left and Right fold a group.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, density = 'normal', fill = true, inset, empty, loading, narrowBelow = 1040 } = props;
  const { ref, width } = useWidth();
  const viewport = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const narrow = width > 0 && width < narrowBelow;
  const columns = props.columns.filter((column) => !(narrow && column.hideWhenNarrow === true));
  const checks = props.checks !== undefined;
  const span = columns.length + (checks ? 1 : 0);

  const { lines, toggleGroup } = useLines(props);
  const view = useLineWindow({ lines, viewport, rowHeight: heights[density], fill });
  const table = useTable(props, { lines, toggleGroup, body, bringIntoView: view.bringIntoView });
  const { focusIndex } = table;
  const { keep } = view;
  useLayoutEffect(() => keep(focusIndex), [keep, focusIndex]);
  const waiting = loading === true && lines.length === 0;
  const overdue = useOverdue(waiting);

  const content: ReactNode = (
    <>
      <table
        className={cx(
          s.table,
          density !== 'normal' && s[density],
          inset === true && s.inset,
          columns.length < props.columns.length && s.tight,
          !fill && s.last,
        )}
        {...(fill ? { style: { minWidth: leastWidth(columns, checks) } } : {})}
        aria-label={label}
        aria-rowcount={lines.length + 1}
        aria-busy={waiting ? true : undefined}
      >
        <ColumnWidths columns={columns} checks={checks} />
        <TableHead props={props} columns={columns} table={table} />
        <tbody ref={body} onKeyDown={table.onKeyDown} onFocus={table.onFocus} onBlur={table.onBlur}>
          {waiting && <Bones columns={columns} checks={checks} shown={overdue} />}
          {view.drawn.map(({ line, index, before }) => (
            <Fragment key={line.key}>
              <Spacer height={before} span={span} />
              <TableLine
                props={props}
                columns={columns}
                table={table}
                index={index}
                line={line}
                measure={view.measure}
              />
            </Fragment>
          ))}
          <Spacer height={view.after} span={span} />
        </tbody>
      </table>
      {overdue && <VisuallyHidden>{props.loadingLabel}</VisuallyHidden>}
      {!waiting && lines.length === 0 && empty}
    </>
  );
  return (
    <div ref={ref} className={cx(s.root, fill && s.fill, fill && s.framed)}>
      {fill ? (
        <ScrollArea
          className={s.viewport ?? ''}
          scrollbars="xy"
          viewportRef={viewport}
          viewportProps={
            table.interactive ? { tabIndex: -1 } : { tabIndex: 0, role: 'region', 'aria-label': label }
          }
        >
          {content}
        </ScrollArea>
      ) : (
        content
      )}
    </div>
  );
}
