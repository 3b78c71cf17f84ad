import { useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useRef } from 'react';
import type { Line } from './lines.ts';

/** Up to here all lines are drawn; above, only those in sight. */
const drawAllUpTo = 100;
export const headHeight = 30;

export interface DrawnLine<Row> {
  line: Line<Row>;
  index: number;
}

export interface LineWindow<Row> {
  drawn: readonly DrawnLine<Row>[];
  /** Room above and below the drawn lines. */
  before: number;
  after: number;
  measure: ((element: HTMLElement | null) => void) | undefined;
}

interface Options<Row> {
  lines: readonly Line<Row>[];
  viewport: RefObject<HTMLDivElement | null>;
  rowHeight: number;
  fill: boolean;
}

const heightOf = <Row>(line: Line<Row> | undefined, rowHeight: number): number =>
  line?.kind === 'detail' ? 96 : line?.kind === 'group' ? 30 : rowHeight;

/** The lines that are drawn now, and how to bring one into sight. */
export function useLineWindow<Row>({ lines, viewport, rowHeight, fill }: Options<Row>): LineWindow<Row> {
  const virtual = fill && lines.length > drawAllUpTo;
  // eslint-disable-next-line react-hooks/incompatible-library -- its functions are used in this component only
  const virtualizer = useVirtualizer({
    count: virtual ? lines.length : 0,
    getScrollElement: () => viewport.current,
    estimateSize: (index) => heightOf(lines[index], rowHeight),
    getItemKey: (index) => lines[index]?.key ?? index,
    overscan: 12,
    scrollMargin: headHeight,
  });
  if (!virtual) {
    return { drawn: lines.map((line, index) => ({ line, index })), before: 0, after: 0, measure: undefined };
  }
  const items = virtualizer.getVirtualItems();
  const drawn = items.flatMap((item) => {
    const line = lines[item.index];
    return line === undefined ? [] : [{ line, index: item.index }];
  });
  const first = items[0];
  const last = items.at(-1);
  return {
    drawn,
    before: first === undefined ? 0 : first.start - headHeight,
    after: last === undefined ? 0 : virtualizer.getTotalSize() - (last.end - headHeight),
    measure: virtualizer.measureElement,
  };
}

/** Scrolls so that a line can be drawn; needs only heights, so it works before the line exists. */
export function useBringIntoView<Row>(
  viewport: RefObject<HTMLDivElement | null>,
  rowHeight: number,
): readonly [(index: number) => void, RefObject<readonly Line<Row>[]>] {
  const latest = useRef<readonly Line<Row>[]>([]);
  const bring = (index: number): void => {
    const box = viewport.current;
    if (box === null || latest.current.length <= drawAllUpTo) return;
    let top = 0;
    for (const line of latest.current.slice(0, index)) top += heightOf(line, rowHeight);
    const bottom = top + heightOf(latest.current[index], rowHeight);
    if (top < box.scrollTop) box.scrollTop = top;
    else if (bottom + headHeight > box.scrollTop + box.clientHeight) {
      box.scrollTop = bottom + headHeight - box.clientHeight;
    }
  };
  return [bring, latest];
}
