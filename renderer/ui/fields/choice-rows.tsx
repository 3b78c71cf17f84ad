import { type ReactNode, useId } from 'react';
import s from './choices.module.css';

export interface ChoiceRowProps {
  /** `radio` needs the name of its group. */
  kind: 'checkbox' | 'radio';
  name?: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  title: ReactNode;
  text?: ReactNode;
  /** Figures at the right end; each brings its own width. */
  cells?: ReactNode;
  disabled?: boolean;
}

/** A choice 52 high with a second line and figures; stands in `ChoiceRows`. */
export function ChoiceRow({ kind, name, checked, onChange, title, text, cells, disabled }: ChoiceRowProps) {
  const id = useId();
  return (
    <div className={s.row}>
      <input
        id={id}
        type={kind}
        name={name}
        className={kind === 'radio' ? s.radio : s.check}
        checked={checked}
        onChange={(event) => onChange(event.currentTarget.checked)}
        disabled={disabled}
        aria-describedby={text === undefined ? undefined : `${id}-text`}
      />
      <label className={s.rowText} htmlFor={id}>
        <b>{title}</b>
        {text !== undefined && (
          <span className={s.note} id={`${id}-text`}>
            {text}
          </span>
        )}
      </label>
      {cells !== undefined && <div className={s.rowCells}>{cells}</div>}
    </div>
  );
}

/** A framed group of choice rows. */
export function ChoiceRows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={s.rows} role="group" aria-label={label}>
      {children}
    </div>
  );
}
