import { type KeyboardEvent, type ReactNode, type Ref, useState } from 'react';
import { cx } from '../base/cx.ts';
import { Icon, type IconName } from '../base/icon.tsx';
import { FieldFrame, type FieldTexts } from './field-frame.tsx';
import s from './fields.module.css';

export interface TextFieldProps extends FieldTexts {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** For names, paths and addresses. */
  mono?: boolean;
  icon?: IconName;
  /** Inside the field at its right end: a mark, a small icon button. */
  aside?: ReactNode;
  disabled?: boolean;
  required?: boolean;
  autoFocus?: boolean;
  /** Digits only on touch keyboards; the value stays a text. */
  inputMode?: 'text' | 'numeric' | 'url';
  onEnter?: () => void;
  onBlur?: () => void;
  ref?: Ref<HTMLInputElement>;
}

/** One line of text, with its label, hint and error. */
export function TextField({ ref, ...props }: TextFieldProps) {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) props.onEnter?.();
  };
  return (
    <FieldFrame texts={props}>
      {(ids) => (
        <div className={cx(s.box, ids['aria-invalid'] && s.invalid, props.disabled === true && s.off)}>
          {props.icon !== undefined && <Icon name={props.icon} />}
          <input
            {...ids}
            ref={ref}
            type="text"
            className={cx(s.input, props.mono === true && s.mono)}
            value={props.value}
            onChange={(event) => props.onChange(event.currentTarget.value)}
            onKeyDown={onKeyDown}
            onBlur={props.onBlur}
            placeholder={props.placeholder}
            disabled={props.disabled}
            aria-required={props.required === true ? true : undefined}
            data-autofocus={props.autoFocus === true ? true : undefined}
            inputMode={props.inputMode}
            spellCheck={false}
            autoComplete="off"
          />
          {props.aside}
        </div>
      )}
    </FieldFrame>
  );
}

export interface PasswordFieldProps extends FieldTexts {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  showLabel: string;
  hideLabel: string;
  disabled?: boolean;
  required?: boolean;
}

/** A secret, hidden until asked for; never remembered by the browser. */
export function PasswordField(props: PasswordFieldProps) {
  const [shown, setShown] = useState(false);
  return (
    <FieldFrame texts={props}>
      {(ids) => (
        <div className={cx(s.box, ids['aria-invalid'] && s.invalid, props.disabled === true && s.off)}>
          <input
            {...ids}
            type={shown ? 'text' : 'password'}
            className={s.input}
            value={props.value}
            onChange={(event) => props.onChange(event.currentTarget.value)}
            placeholder={props.placeholder}
            disabled={props.disabled}
            aria-required={props.required === true ? true : undefined}
            spellCheck={false}
            autoComplete="new-password"
          />
          <button
            type="button"
            className={s.plainButton}
            aria-label={shown ? props.hideLabel : props.showLabel}
            onClick={() => setShown(!shown)}
          >
            <Icon name={shown ? 'eyeOff' : 'eye'} size="s" />
          </button>
        </div>
      )}
    </FieldFrame>
  );
}

export interface TextAreaProps extends FieldTexts {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  rows?: number;
  /** Longest text that is taken. */
  maxLength?: number;
  /** The count in words below the field, such as “48 of 500 characters”. */
  counter?: (length: number) => string;
  mono?: boolean;
  required?: boolean;
  disabled?: boolean;
}

/** Some lines of text with a count of characters below. */
export function TextArea(props: TextAreaProps) {
  const { rows = 3, counter, hint } = props;
  const below =
    counter === undefined ? (
      hint
    ) : (
      <>
        {counter(props.value.length)}
        {hint !== undefined && <> {hint}</>}
      </>
    );
  return (
    <FieldFrame texts={{ ...props, hint: below }}>
      {(ids) => (
        <div
          className={cx(s.box, s.area, ids['aria-invalid'] && s.invalid, props.disabled === true && s.off)}
        >
          <textarea
            {...ids}
            className={cx(s.input, s.textarea, props.mono === true && s.mono)}
            value={props.value}
            onChange={(event) => props.onChange(event.currentTarget.value)}
            placeholder={props.placeholder}
            rows={rows}
            maxLength={props.maxLength}
            disabled={props.disabled}
            aria-required={props.required === true ? true : undefined}
          />
        </div>
      )}
    </FieldFrame>
  );
}
