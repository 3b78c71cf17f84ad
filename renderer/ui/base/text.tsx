import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import type { Tone } from './icon.tsx';
import s from './text.module.css';
import { useOverdue } from './use-overdue.ts';

export type TextTone = Exclude<Tone, 'wait' | 'lost'> | 'secondary' | 'faint';
export type TextSize = 's' | 'm' | 'l' | 'xl' | 'xxl';

export interface TextProps {
  children: ReactNode;
  /** The element; a paragraph stands alone, a span inside a line. */
  as?: 'span' | 'p' | 'div';
  /** 12/16, 13/18, 14/20, 16/22, 18/24. Inherited if left out. */
  size?: TextSize;
  tone?: TextTone;
  weight?: 'medium' | 'strong';
  nowrap?: boolean;
  title?: string;
}

/** Words in one of the decided sizes and colours. */
export function Text({ children, as: As = 'span', size, tone, weight, nowrap, title }: TextProps) {
  const className = cx(
    size && s[`size-${size}`],
    tone && s[`tone-${tone}`],
    weight && s[weight],
    nowrap === true && s.nowrap,
  );
  return (
    <As className={className || undefined} title={title}>
      {children}
    </As>
  );
}

export interface HeadingProps {
  children: ReactNode;
  level: 1 | 2 | 3;
  /** `m` 13/18 in panels, `xl` 16/22 for a section, `xxl` 18/24 for the verdict. */
  size?: TextSize;
  id?: string;
}

/** A heading; its level follows the outline of the page, its size the place. */
export function Heading({ children, level, size, id }: HeadingProps) {
  const As = `h${level}` as const;
  return (
    <As id={id} className={size ? s[`size-${size}`] : undefined}>
      {children}
    </As>
  );
}

export interface MonoProps {
  children: ReactNode;
  /** 11.5 px, for tables. */
  small?: boolean;
  tone?: TextTone;
  weight?: 'medium' | 'strong';
}

/** Names of indices, backups, repositories, paths and commands inside a sentence. */
export function Mono({ children, small, tone, weight }: MonoProps) {
  return (
    <span
      className={cx(s.mono, small === true && s['mono-s'], tone && s[`tone-${tone}`], weight && s[weight])}
    >
      {children}
    </span>
  );
}

export interface MiddleCutProps {
  text: string;
  /** How many characters at the end always stay; 12 if left out. */
  keep?: number;
  plain?: boolean;
  small?: boolean;
  /** On hover; the text itself if left out. */
  title?: string;
}

/** One line that gives way in its middle: the end of the name is always there, the whole one on hover. */
export function MiddleCut({ text, keep = 12, plain, small, title = text }: MiddleCutProps) {
  const at = Math.max(0, text.length - keep);
  return (
    <span className={cx(s.middle, plain !== true && s.mono, small === true && s['mono-s'])} title={title}>
      <span className={s.middleHead}>{text.slice(0, at)}</span>
      <span className={s.middleTail}>{text.slice(at)}</span>
    </span>
  );
}

export interface IndexNameProps {
  name: string;
  /** The tenant whose `gateway_<tenant>_` prefix is dimmed and goes first when room is short. */
  tenant?: string;
  small?: boolean;
}

/** The name of an index: prefix dimmed, end never lost, whole name on hover. */
export function IndexName({ name, tenant, small }: IndexNameProps) {
  const prefix = tenant === undefined ? '' : `gateway_${tenant}_`;
  const known = prefix !== '' && name.startsWith(prefix) && name.length > prefix.length;
  const rest = known ? name.slice(prefix.length) : name;
  const at = Math.max(0, rest.length - 12);
  return (
    <span className={cx(s.middle, s.mono, small === true && s['mono-s'])} title={name}>
      {known && <span className={s.middlePrefix}>{prefix}</span>}
      <span className={cx(s.middleHead, known && s.medium)}>{rest.slice(0, at)}</span>
      <span className={cx(s.middleTail, known && s.medium)}>{rest.slice(at)}</span>
    </span>
  );
}

/** A key or a chord, as on the keyboard. */
export function KeyHint({ children }: { children: string }) {
  return <kbd className={s.key}>{children}</kbd>;
}

/** Heard by screen readers, not seen. */
export function VisuallyHidden({ children, id }: { children: ReactNode; id?: string }) {
  return (
    <span className={s.hidden} id={id}>
      {children}
    </span>
  );
}

export interface SkeletonProps {
  lines?: number;
  /** Read to screen readers while the lines stand in for content. */
  label: string;
  /** The shape of what is on its way, in place of lines. */
  children?: ReactNode;
}

const places = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

/** Grey lines in the place of text that is on its way: room from the start, seen and read out once it is overdue. */
export function Skeleton({ lines = 3, label, children }: SkeletonProps) {
  const shown = useOverdue(true);
  return (
    <div
      className={cx(children === undefined && s.skeleton, shown ? s.overdue : s.early)}
      aria-busy="true"
      {...(shown ? { role: 'status', 'aria-label': label } : {})}
    >
      {children === undefined ? (
        places(lines).map((line) => <span key={line} className={s.bone} />)
      ) : (
        <div aria-hidden="true">{children}</div>
      )}
    </div>
  );
}

/** One grey bar in a line of text, which stays as high as it is. */
export function Bone({ width }: { width: string }) {
  return <span className={s.inline} style={{ width }} />;
}
