import type { ReactNode } from 'react';
import { cx } from '../base/cx.ts';
import s from './ruled-table.module.css';

export interface RuledTableProps {
  /** What the table is, for a screen reader. */
  label: string;
  /** Adds widths and rows of its own; its rules count before those of the table. */
  className?: string | undefined;
  children: ReactNode;
}

/** A small table of fixed rows in a frame, with rules between them. Long lists are a DataTable. */
export function RuledTable({ label, className, children }: RuledTableProps) {
  return (
    <table className={cx(s.ruled, className)} aria-label={label}>
      {children}
    </table>
  );
}
