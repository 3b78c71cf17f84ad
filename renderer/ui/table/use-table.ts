import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { focusTitle } from '../overlays/use-return-focus.ts';
import { type Line, linesOf, moveFrom, rowsOf } from './lines.ts';
import type { DataTableProps, RowGroup } from './types.ts';

export interface LineModel<Row> {
  lines: readonly Line<Row>[];
  toggleGroup: (group: RowGroup<Row>) => void;
}

/** The lines as they are now, and which groups are closed. */
export function useLines<Row>(props: DataTableProps<Row>): LineModel<Row> {
  const [flipped, setFlipped] = useState<ReadonlySet<string>>(new Set());
  const toggleGroup = (group: RowGroup<Row>): void => {
    const next = new Set(flipped);
    if (!next.delete(group.key)) next.add(group.key);
    setFlipped(next);
  };
  // A scroll draws other lines of the same ones.
  const lines = useMemo(() => {
    const collapsed = (group: RowGroup<Row>): boolean =>
      flipped.has(group.key) !== (group.defaultCollapsed ?? false);
    return linesOf(props, collapsed);
  }, [props, flipped]);
  return { lines, toggleGroup };
}

export interface TableModel<Row> {
  /** The line that takes the focus by Tab. */
  focusKey: string | null;
  /** Its place among the lines; -1 without lines. */
  focusIndex: number;
  interactive: boolean;
  toggleChecked: (row: Row) => void;
  toggleAll: () => void;
  allState: 'all' | 'some' | 'none';
  checkable: (row: Row) => boolean;
  press: (line: Line<Row>) => void;
  activate: (line: Line<Row>) => void;
  onKeyDown: (event: KeyboardEvent) => void;
  onFocus: (event: FocusEvent<HTMLElement>) => void;
  onBlur: () => void;
}

const steps: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 };

interface Surroundings<Row> extends LineModel<Row> {
  body: RefObject<HTMLElement | null>;
  bringIntoView: (index: number) => void;
}

/** What the table does, without drawing: focus, keys, selection, checks. */
export function useTable<Row>(props: DataTableProps<Row>, around: Surroundings<Row>): TableModel<Row> {
  const { lines, toggleGroup, body, bringIntoView } = around;
  const { rowKey, selectedKey = null, onSelect, onRowActivate, checks } = props;
  const [focused, setFocused] = useState<string | null>(null);
  const pending = useRef<string | null>(null);

  const follow = useFollowFocus(lines, body, setFocused);

  const indexOf = (key: string | null): number => lines.findIndex((line) => line.key === key);
  const known = [focused, selectedKey].find((key) => key !== null && indexOf(key) >= 0);
  const focusKey = known ?? lines[0]?.key ?? null;

  // The line may be drawn only after the scroll; whenever it appears, it takes the focus.
  useEffect(() => {
    if (pending.current === null) return;
    const line = body.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(pending.current)}"]`);
    if (line === undefined || line === null) return;
    pending.current = null;
    line.focus();
  });

  const focusLine = (index: number): void => {
    const line = lines[index];
    if (line === undefined) return;
    pending.current = line.key;
    setFocused(line.key);
    bringIntoView(index);
    if (line.kind === 'row' && selectedKey !== null && line.key !== selectedKey) onSelect?.(line.row);
  };

  const checkable = (row: Row): boolean => checks !== undefined && (checks.allowed?.(row) ?? true);
  const toggleChecked = (row: Row): void => {
    if (checks === undefined || !checkable(row)) return;
    const next = new Set(checks.keys);
    if (!next.delete(rowKey(row))) next.add(rowKey(row));
    checks.onChange(next);
  };
  const candidates = useMemo(
    () => (checks === undefined ? [] : rowsOf(props).filter((row) => checks.allowed?.(row) ?? true)),
    [props, checks],
  );
  const marked = candidates.filter((row) => checks?.keys.has(rowKey(row)) === true).length;
  const allState = marked === 0 ? 'none' : marked === candidates.length ? 'all' : 'some';
  const toggleAll = (): void => checks?.onChange(new Set(allState === 'all' ? [] : candidates.map(rowKey)));

  const activate = (line: Line<Row>): void => {
    if (line.kind === 'group') toggleGroup(line.group);
    if (line.kind === 'row') (onRowActivate ?? onSelect)?.(line.row);
  };
  const press = (line: Line<Row>): void => {
    if (line.kind === 'detail') return;
    setFocused(line.key);
    if (line.kind === 'group') toggleGroup(line.group);
    else (onSelect ?? onRowActivate)?.(line.row);
  };

  const keyOnLine = (key: string, line: Line<Row>, index: number): boolean => {
    const step = steps[key];
    if (step !== undefined) focusLine(moveFrom(lines, index, step));
    else if (key === 'Home') focusLine(0);
    else if (key === 'End') focusLine(moveFrom(lines, lines.length, -1));
    else if (key === 'Enter') activate(line);
    else if (key === ' ' && line.kind === 'row' && checks !== undefined) toggleChecked(line.row);
    else if (key === ' ' && line.kind === 'group') toggleGroup(line.group);
    else if (line.kind === 'group' && key === (line.collapsed ? 'ArrowRight' : 'ArrowLeft'))
      toggleGroup(line.group);
    else return false;
    return true;
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const key = event.target instanceof HTMLElement ? event.target.dataset.line : undefined;
    const index = key === undefined ? -1 : indexOf(key);
    const line = lines[index];
    if (line !== undefined && keyOnLine(event.key, line, index)) event.preventDefault();
  };

  const interactive = [onSelect, onRowActivate, checks, props.groups].some((given) => given !== undefined);
  return {
    focusKey,
    focusIndex: indexOf(focusKey),
    interactive,
    toggleChecked,
    toggleAll,
    allState,
    checkable,
    press,
    activate,
    onKeyDown,
    ...follow,
  };
}

/** The row that has the focus is the one Tab leads to; when it goes away, the one in its place takes the focus. */
function useFollowFocus<Row>(
  lines: readonly Line<Row>[],
  body: RefObject<HTMLElement | null>,
  setFocused: (key: string) => void,
) {
  const held = useRef<{ key: string; index: number } | null>(null);
  useEffect(() => {
    if (held.current === null) return;
    const { key, index } = held.current;
    const now = lines.findIndex((line) => line.key === key);
    if (now >= 0) {
      held.current.index = now;
      return;
    }
    held.current = null;
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const line = lines[moveFrom(lines, Math.min(index, lines.length - 1) + 1, -1)];
    const drawn = line && body.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(line.key)}"]`);
    if (drawn) drawn.focus();
    else focusTitle();
  }, [lines, body]);
  return {
    onFocus: ({ target }: FocusEvent<HTMLElement>): void => {
      const key = target.closest<HTMLElement>('[data-line]')?.dataset.line;
      if (key === undefined) return;
      held.current = { key, index: lines.findIndex((line) => line.key === key) };
      setFocused(key);
    },
    onBlur: (): void => {
      held.current = null;
    },
  };
}
