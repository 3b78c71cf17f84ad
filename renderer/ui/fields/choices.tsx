import { type ReactNode, useEffect, useId, useRef } from 'react';
import { cx } from '../base/cx.ts';
import s from './choices.module.css';

interface ChoiceTexts {
  label: ReactNode;
  /** A second line below the label. */
  description?: ReactNode;
}

export interface SwitchProps extends ChoiceTexts {
  checked: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean;
}

interface BoxProps {
  checked: boolean;
  indeterminate?: boolean;
  onChange: (checked: boolean) => void;
  disabled?: boolean | undefined;
  id?: string;
  /** Only where no label stands beside it. */
  label?: string;
  describedBy?: string | undefined;
  tabIndex?: number;
}

/** The bare box of 15 px, for rows of a table. */
export function CheckBoxOnly(props: BoxProps) {
  const ref = useRef<HTMLInputElement>(null);
  const some = props.indeterminate === true && !props.checked;
  useEffect(() => {
    if (ref.current !== null) ref.current.indeterminate = some;
  }, [some]);
  return (
    <input
      ref={ref}
      id={props.id}
      type="checkbox"
      className={s.check}
      checked={props.checked}
      onChange={(event) => props.onChange(event.currentTarget.checked)}
      disabled={props.disabled}
      aria-label={props.label}
      aria-describedby={props.describedBy}
      tabIndex={props.tabIndex}
    />
  );
}

interface FrameProps extends ChoiceTexts {
  wide?: boolean;
  children: (id: string, noteId: string | undefined) => ReactNode;
}

function ChoiceFrame({ label, description, wide, children }: FrameProps) {
  const id = useId();
  const noteId = description === undefined ? undefined : `${id}-note`;
  return (
    <div className={cx(s.choice, wide === true && s.switchRow)}>
      {children(id, noteId)}
      <div className={s.choiceText}>
        <label htmlFor={id} className={cx(description !== undefined && s.choiceTitle)}>
          {label}
        </label>
        {description !== undefined && (
          <span className={s.note} id={noteId}>
            {description}
          </span>
        )}
      </div>
    </div>
  );
}

/** On or off, at once, with what it does below. */
export function Switch({ checked, onChange, disabled, ...texts }: SwitchProps) {
  return (
    <ChoiceFrame {...texts} wide>
      {(id, noteId) => (
        <input
          id={id}
          type="checkbox"
          role="switch"
          className={s.switch}
          checked={checked}
          onChange={(event) => onChange(event.currentTarget.checked)}
          disabled={disabled}
          aria-describedby={noteId}
        />
      )}
    </ChoiceFrame>
  );
}
