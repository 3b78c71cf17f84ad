import { ScrollArea as Base } from '@mantine/core';
import type { ReactNode } from 'react';
import { cx } from '../base/cx.ts';
import s from './boxes.module.css';

/** 4, 8, 12, 16, 20 px. */
export type Gap = 'xs' | 'sm' | 'md' | 'lg' | 'xl';

export interface RowProps {
  children: ReactNode;
  gap?: Gap;
  align?: 'center' | 'top' | 'end' | 'baseline';
  wrap?: boolean;
}

/** Things side by side. */
export function Row({ children, gap = 'sm', align = 'center', wrap }: RowProps) {
  const name = cx(s.row, s[`gap-${gap}`], align !== 'center' && s[`row-${align}`], wrap === true && s.wrap);
  return <div className={name}>{children}</div>;
}

export interface StackProps {
  children: ReactNode;
  gap?: Gap | 'none';
}

/** Things below each other. */
export function Stack({ children, gap = 'md' }: StackProps) {
  return <div className={cx(s.stack, gap !== 'none' && s[`gap-${gap}`])}>{children}</div>;
}

/** Takes the room that is left in a row: empty to push the rest to the end, or around what may grow. */
export function Grow({ children }: { children?: ReactNode }) {
  return <div className={s.grow}>{children}</div>;
}

export interface ColumnsProps {
  children: ReactNode;
  /** Main part with 312 px beside it, or two or three equal ones. */
  kind: 'aside' | '2' | '3';
}

/** Parts of a page side by side, 16 px apart. */
export function Columns({ children, kind }: ColumnsProps) {
  return <div className={cx(s.columns, s[`columns-${kind}`])}>{children}</div>;
}

/** Fills what is left below the header of a page, for pages whose parts scroll on their own. */
export function PageFill({ children }: { children: ReactNode }) {
  return <div className={s.body}>{children}</div>;
}

export interface ScrollAreaProps {
  children: ReactNode;
  /** Name of the region for screen readers; it takes the focus when given, so that keys scroll it. */
  label?: string;
}

/** Fills its place and scrolls with a thumb that takes no room. */
export function ScrollArea({ children, label }: ScrollAreaProps) {
  const focusable = label === undefined ? {} : { tabIndex: 0, role: 'region', 'aria-label': label };
  return (
    <Base className={s.scroll ?? ''} scrollbars="y" viewportProps={focusable}>
      {children}
    </Base>
  );
}

/** The scrolling part of a page with its margin of 20. */
export function PageBody({ children, label }: ScrollAreaProps) {
  return (
    <ScrollArea {...(label === undefined ? {} : { label })}>
      <div className={s.pad}>{children}</div>
    </ScrollArea>
  );
}

export interface ToolbarProps {
  /** A search field; it keeps its width. */
  search?: ReactNode;
  /** Chips and segments. */
  children?: ReactNode;
  /** At the right end, such as “62 of 214”. */
  end?: ReactNode;
}

/** The line of search and filters above a list. */
export function Toolbar({ search, children, end }: ToolbarProps) {
  return (
    <div className={s.toolbar}>
      {search !== undefined && <div className={s.toolbarSearch}>{search}</div>}
      {children}
      {end !== undefined && <div className={s.toolbarEnd}>{end}</div>}
    </div>
  );
}

export interface BannerProps {
  icon: ReactNode;
  children: ReactNode;
  end?: ReactNode;
}

/** One line across the page, below its header. */
export function Banner({ icon, children, end }: BannerProps) {
  return (
    <div className={s.banner} role="status">
      {icon}
      <span>{children}</span>
      {end !== undefined && <span className={s.bannerEnd}>{end}</span>}
    </div>
  );
}
