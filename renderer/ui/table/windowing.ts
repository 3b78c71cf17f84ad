import {
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type Range,
  type VirtualItem,
  Virtualizer,
} from '@tanstack/react-virtual';

export interface WindowOptions {
  count: number;
  viewport: () => HTMLDivElement | null;
  heightOf: (index: number) => number;
  keyOf: (index: number) => string | number;
  /** Height of what stays at the top of the viewport. */
  margin: number;
}

/** Which lines are drawn, as a value that never changes. */
export interface Drawn {
  items: readonly VirtualItem[];
  total: number;
}

const NOTHING: Drawn = { items: [], total: 0 };

/** The virtualizer as a store outside of React: what is drawn changes with the scroll, not with a render. */
export class Windowing {
  readonly #virtualizer: Virtualizer<HTMLDivElement, HTMLElement>;
  readonly #listeners = new Set<() => void>();
  #drawn = NOTHING;
  #kept = -1;
  #options: ReturnType<typeof optionsOf>;

  constructor() {
    this.#options = optionsOf({
      count: 0,
      viewport: () => null,
      heightOf: () => 0,
      keyOf: (index) => index,
      margin: 0,
    });
    this.#virtualizer = new Virtualizer<HTMLDivElement, HTMLElement>(this.#all());
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly drawn = (): Drawn => this.#drawn;

  readonly measure = (element: HTMLElement | null): void => this.#virtualizer.measureElement(element);

  readonly bringIntoView = (index: number): void => this.#virtualizer.scrollToIndex(index, { align: 'auto' });

  /** Follows the viewport from here on; the answer ends that. */
  mount(): () => void {
    return this.#virtualizer._didMount();
  }

  /** After the lines or their place have changed. */
  show(options: WindowOptions): void {
    this.#options = optionsOf(options);
    this.#virtualizer.setOptions(this.#all());
    this.#virtualizer._willUpdate();
    this.#changed();
  }

  /** This line is drawn wherever the scroll is: Tab must find it, and the focus must not fall off it. -1: none. */
  readonly keep = (index: number): void => {
    if (index === this.#kept) return;
    this.#kept = index;
    this.#virtualizer.setOptions(this.#all());
    this.#changed();
  };

  #all() {
    return { ...this.#options, rangeExtractor: withKept(this.#kept), onChange: () => this.#changed() };
  }

  #changed(): void {
    const items = this.#virtualizer.getVirtualItems();
    const total = this.#virtualizer.getTotalSize();
    if (items === this.#drawn.items && total === this.#drawn.total) return;
    this.#drawn = { items, total };
    for (const listener of this.#listeners) listener();
  }
}

/** The lines around those in sight, and one more in its place before or after them. */
const withKept =
  (kept: number) =>
  (range: Range): number[] => {
    const indexes = defaultRangeExtractor(range);
    const [first = -1] = indexes;
    const last = indexes.at(-1) ?? -1;
    if (first < 0 || kept < 0 || kept >= range.count || (kept >= first && kept <= last)) return indexes;
    return kept < first ? [kept, ...indexes] : [...indexes, kept];
  };

const optionsOf = ({ count, viewport, heightOf, keyOf, margin }: WindowOptions) => ({
  count,
  getScrollElement: viewport,
  estimateSize: heightOf,
  getItemKey: keyOf,
  // Each line more is laid out at every frame; fewer than these, and a fast wheel shows an empty edge.
  overscan: 6,
  scrollMargin: margin,
  scrollPaddingStart: margin,
  observeElementRect,
  observeElementOffset,
  scrollToFn: elementScroll,
});
