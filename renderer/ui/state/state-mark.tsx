import type { ReactNode } from 'react';
import { cx } from '../base/cx.ts';
import type { Tone } from '../base/icon.tsx';
import s from './state.module.css';

export interface StateMarkProps {
  /** Disc good, triangle warn, square bad, ring running, thin ring waiting, dashed square unreadable. */
  tone: Tone;
  /** The word of the state. Always there: the mark alone says nothing. */
  children: ReactNode;
  /** The word in the colour of text; the mark keeps its own. */
  plain?: boolean;
  medium?: boolean;
}

/** A state as shape and word, never by colour alone. */
export function StateMark({ tone, children, plain, medium }: StateMarkProps) {
  return (
    <span
      className={cx(s.state, plain === true ? s.plain : s[`text-${tone}`], medium === true && s.medium)}
      data-tone={tone}
    >
      <Mark tone={tone} />
      <span>{children}</span>
    </span>
  );
}

/** The bare shape, only where the word stands right beside it anyway. */
export function Mark({ tone }: { tone: Tone }) {
  return <span className={cx(s.mark, s[`mark-${tone}`])} aria-hidden="true" data-mark={tone} />;
}

export interface BadgeProps {
  tone?: Exclude<Tone, 'wait'> | 'neutral';
  children: ReactNode;
  /** The shape of the tone before the word. */
  mark?: boolean;
}

/** A tinted word; once in a header or a flyout, never in rows. */
export function Badge({ tone = 'neutral', children, mark }: BadgeProps) {
  return (
    <span className={cx(s.badge, s[`badge-${tone}`])}>
      {mark === true && tone !== 'neutral' && <Mark tone={tone} />}
      {children}
    </span>
  );
}
