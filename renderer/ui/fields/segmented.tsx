import { useId } from 'react';
import { cx } from '../base/cx.ts';
import type { Tone } from '../base/icon.tsx';
import { Mark } from '../state/state-mark.tsx';
import s from './filters.module.css';

export interface Segment<Value extends string> {
  value: Value;
  label: string;
  count?: number | string;
  /** The shape of a state before the word. */
  mark?: Tone;
  disabled?: boolean;
}

export interface SegmentedProps<Value extends string> {
  /** What is chosen here, for screen readers. */
  label: string;
  segments: readonly Segment<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  /** As wide as its place. */
  full?: boolean;
}

/** One of a few, side by side; arrows change the choice. */
export function Segmented<Value extends string>(props: SegmentedProps<Value>) {
  const { label, segments, value, onChange, full } = props;
  const name = useId();
  return (
    <div className={cx(s.segmented, full === true && s.full)} role="radiogroup" aria-label={label}>
      {segments.map((segment) => (
        <label key={segment.value} className={cx(s.segment, segment.disabled === true && s.segmentOff)}>
          <input
            type="radio"
            name={name}
            className={s.segmentInput}
            checked={segment.value === value}
            onChange={() => onChange(segment.value)}
            disabled={segment.disabled}
          />
          {segment.mark !== undefined && <Mark tone={segment.mark} />}
          {segment.label}
          {segment.count !== undefined && (
            <span className={cx(s.count, segment.mark === 'bad' && s.countBad)}>{segment.count}</span>
          )}
        </label>
      ))}
    </div>
  );
}
