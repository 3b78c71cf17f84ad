import type { ReactNode } from 'react';
import type { DataTableProps, RowGroup } from './types.ts';

/** One line of the table as drawn: a group, a row, or the content below a row. */
export type Line<Row> =
  | { kind: 'group'; key: string; group: RowGroup<Row>; collapsed: boolean }
  | { kind: 'row'; key: string; row: Row; grouped: boolean; detailed: boolean }
  | { kind: 'detail'; key: string; content: ReactNode; grouped: boolean };

type Source<Row> = Pick<DataTableProps<Row>, 'rows' | 'groups' | 'rowKey' | 'renderDetail'>;

const present = (node: ReactNode): boolean => node !== null && node !== undefined && node !== false;

/** The lines in their order; rows of a collapsed group are left out. */
export function linesOf<Row>(source: Source<Row>, collapsed: (group: RowGroup<Row>) => boolean): Line<Row>[] {
  const lines: Line<Row>[] = [];
  const add = (row: Row, grouped: boolean): void => {
    const key = source.rowKey(row);
    const content = source.renderDetail?.(row);
    const detailed = present(content);
    lines.push({ kind: 'row', key, row, grouped, detailed });
    if (detailed) lines.push({ kind: 'detail', key: `detail:${key}`, content, grouped });
  };
  for (const row of source.rows ?? []) add(row, false);
  for (const group of source.groups ?? []) {
    const closed = collapsed(group);
    lines.push({ kind: 'group', key: `group:${group.key}`, group, collapsed: closed });
    if (!closed) for (const row of group.rows) add(row, true);
  }
  return lines;
}

/** Every row, also of collapsed groups. */
export function rowsOf<Row>({ rows = [], groups = [] }: Pick<Source<Row>, 'rows' | 'groups'>): Row[] {
  return [...rows, ...groups.flatMap((group) => group.rows)];
}

/** The next line from `from` in `step` direction that can be focused, or the last one that could. */
export function moveFrom<Row>(lines: readonly Line<Row>[], from: number, step: number): number {
  const direction = Math.sign(step);
  let left = Math.abs(step);
  let at = from;
  for (let next = from + direction; left > 0 && next >= 0 && next < lines.length; next += direction) {
    if (lines[next]?.kind === 'detail') continue;
    at = next;
    left -= 1;
  }
  return at;
}
