import type { ReactNode } from 'react';
import { cx } from '../base/cx.ts';
import s from './state.module.css';

export interface ProgressBarProps {
  /** From 0 to 1; `null` while nothing can be said yet. */
  value: number | null;
  /** The name for screen readers. */
  label: string;
  /** 6 or 4 high. */
  size?: 'm' | 's';
  tone?: 'run' | 'ok' | 'warn';
  /** What the value means in words, such as “61 of 92 shards”. */
  valueText?: string;
}

/** A bar; the words that say how far it is stand beside it. */
export function ProgressBar({ value, label, size = 'm', tone = 'run', valueText }: ProgressBarProps) {
  const part = value === null ? null : Math.min(1, Math.max(0, value));
  const fill = cx(s.fill, tone !== 'run' && s[`fill-${tone}`], part === null && s.endless);
  return (
    <div
      className={cx(s.track, size === 's' && s['track-s'])}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={part === null ? undefined : Math.round(part * 100)}
      aria-valuetext={valueText}
    >
      <span className={fill} style={part === null ? undefined : { width: `${part * 100}%` }} />
    </div>
  );
}

export interface ProgressProps extends ProgressBarProps {
  /** “61 of 92”, at the right end above the bar. */
  amount: ReactNode;
}

/** A bar with its name at the left and the amount at the right above it. */
export function Progress({ amount, ...bar }: ProgressProps) {
  return (
    <div>
      <div className={s.progressHead}>
        <span className={s.progressLabel}>{bar.label}</span>
        <span>{amount}</span>
      </div>
      <ProgressBar {...bar} />
    </div>
  );
}
