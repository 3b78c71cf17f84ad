import { type RefObject, useLayoutEffect, useState, useSyncExternalStore } from 'react';
import type { Line } from './lines.ts';
import { Windowing } from './windowing.ts';

/** Up to here all lines are drawn; above, only those in sight. */
const drawAllUpTo = 100;
export const headHeight = 30;

export interface DrawnLine<Row> {
  line: Line<Row>;
  index: number;
  /** Room for the lines above it that are not drawn. */
  before: number;
}

export interface LineWindow<Row> {
  drawn: readonly DrawnLine<Row>[];
  /** Room below the drawn lines. */
  after: number;
  measure: ((element: HTMLElement | null) => void) | undefined;
  /** Scrolls to a line that may not be drawn yet. */
  bringIntoView: (index: number) => void;
  /** Draws this line wherever the scroll is. */
  keep: (index: number) => void;
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
  const [windowing] = useState(() => new Windowing());
  const { items, total } = useSyncExternalStore(windowing.subscribe, windowing.drawn);
  useLayoutEffect(() => windowing.mount(), [windowing]);
  useLayoutEffect(
    () =>
      windowing.show({
        count: virtual ? lines.length : 0,
        viewport: () => viewport.current,
        heightOf: (index) => heightOf(lines[index], rowHeight),
        keyOf: (index) => lines[index]?.key ?? index,
        margin: headHeight,
      }),
    [windowing, lines, viewport, rowHeight, virtual],
  );
  if (!virtual) {
    const drawn = lines.map((line, index) => ({ line, index, before: 0 }));
    return { drawn, after: 0, measure: undefined, bringIntoView: () => undefined, keep: windowing.keep };
  }
  const drawn = items.flatMap((item, at) => {
    const line = lines[item.index];
    const before = item.start - (items[at - 1]?.end ?? headHeight);
    return line === undefined ? [] : [{ line, index: item.index, before }];
  });
  const last = items.at(-1);
  return {
    drawn,
    after: last === undefined ? 0 : total - (last.end - headHeight),
    measure: windowing.measure,
    bringIntoView: windowing.bringIntoView,
    keep: windowing.keep,
  };
}
