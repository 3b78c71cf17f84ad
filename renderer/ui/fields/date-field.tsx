import { useId } from 'react';
import { cx } from '../base/cx.ts';
import s from './fields.module.css';

export interface DateFieldProps {
  label: string;
  /** A day as `2026-11-24`, or empty. */
  value: string;
  onChange: (value: string) => void;
  invalid?: boolean;
}

/** A day in a toolbar, with its label beside it. */
export function DateField({ label, value, onChange, invalid = false }: DateFieldProps) {
  const id = useId();
  return (
    <div className={s.dateField}>
      <label htmlFor={id}>{label}</label>
      <span className={cx(s.box, s.small, invalid && s.invalid)}>
        <input
          id={id}
          type="date"
          className={s.input}
          value={value}
          aria-invalid={invalid || undefined}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      </span>
    </div>
  );
}
