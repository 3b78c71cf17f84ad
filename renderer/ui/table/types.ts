import type { ReactNode } from 'react';
import type { IconName, IconTone } from '../base/icon.tsx';

export interface Column<Row> {
  key: string;
  /** Empty for a column of buttons; then `headerLabel` names it. */
  header: string;
  headerLabel?: string;
  /** In px. The column without one takes the rest. */
  width?: number;
  align?: 'left' | 'right';
  /** 11.5 px mono, for names. */
  mono?: boolean;
  /** In the secondary colour. */
  soft?: boolean;
  sortable?: boolean;
  /** The direction of the first click; ascending if left out. */
  firstDirection?: SortDirection;
  /** Gone while the table has little room. */
  hideWhenNarrow?: boolean;
  /** Stays at the right end when the table is scrolled sideways; for the last column. */
  pinned?: boolean;
  /** Holds a `RowButton`, or nothing; 40 px are enough. */
  actions?: boolean;
  /** What stands in the cell; nothing becomes a dash. */
  render: (row: Row, at: CellPlace) => ReactNode;
}

export interface CellPlace {
  /** True in the row that takes the focus by Tab. */
  stop: boolean;
  /** True while columns with `hideWhenNarrow` are gone. */
  narrow: boolean;
}

export type SortDirection = 'ascending' | 'descending';

export interface Sort {
  key: string;
  direction: SortDirection;
}

export interface RowGroup<Row> {
  key: string;
  /** “Replace”, and how many: “86”. */
  word: string;
  count: number | string;
  icon?: IconName;
  tone?: IconTone;
  /** After the count in a lighter weight. */
  note?: string;
  /** Sums by column key. Without them the words may use the whole line. */
  totals?: Readonly<Record<string, ReactNode>>;
  rows: readonly Row[];
  defaultCollapsed?: boolean;
}

export interface RowChecks<Row> {
  keys: ReadonlySet<string>;
  onChange: (keys: Set<string>) => void;
  /** Name of a row's box, such as “Choose nightly-assets”. */
  labelOf: (row: Row) => string;
  allLabel: string;
  /** Rows that cannot be chosen have no box. */
  allowed?: (row: Row) => boolean;
}

export interface DataTableProps<Row> {
  /** The name for screen readers. */
  label: string;
  columns: readonly Column<Row>[];
  /** Flat rows, or `groups`. */
  rows?: readonly Row[];
  groups?: readonly RowGroup<Row>[];
  rowKey: (row: Row) => string;
  /** 32, 30 or 48 high. */
  density?: 'normal' | 'dense' | 'tall';
  /** True: takes the height of its place and scrolls. False: as high as its rows, for panels. */
  fill?: boolean;
  /** Margin of 12 instead of 20, for panels. */
  inset?: boolean;
  sort?: Sort | undefined;
  onSort?: (sort: Sort) => void;
  /** The row with the accent bar, such as the one whose flyout is open. */
  selectedKey?: string | null;
  /** A click; Enter without `onRowActivate`; and, while a row is selected, each move by arrows. */
  onSelect?: (row: Row) => void;
  /** Enter or a double click. */
  onRowActivate?: (row: Row) => void;
  checks?: RowChecks<Row>;
  /** Rows in the secondary colour. */
  quiet?: (row: Row) => boolean;
  /** Content below a row, across the whole width; nothing means that the row has none. */
  renderDetail?: (row: Row) => ReactNode;
  /** In the place of the rows when there are none. */
  empty?: ReactNode;
  /** Grey lines while the first rows are on their way; a refresh keeps the old rows. */
  loading?: boolean;
  loadingLabel?: string;
  /** Room in px below which columns with `hideWhenNarrow` go; 1040 if left out. */
  narrowBelow?: number;
}
