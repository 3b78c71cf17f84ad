import { type ReactNode, useId } from 'react';
import s from './fields.module.css';

export interface FieldTexts {
  label: string;
  /** After the label in a lighter weight, such as “(optional)”. */
  labelNote?: string;
  /** Below the field; may hold a state mark. */
  hint?: ReactNode;
  /** What is wrong and how to put it right; announced, and marks the field. */
  error?: ReactNode;
}

export interface FieldIds {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
}

const given = (node: ReactNode): boolean =>
  node !== undefined && node !== null && node !== false && node !== '';

/** Label above, hint and error below, all tied to the one control inside. */
export function FieldFrame({
  texts,
  children,
}: {
  texts: FieldTexts;
  children: (ids: FieldIds) => ReactNode;
}) {
  const id = useId();
  const hintId = `${id}-hint`;
  const errorId = `${id}-error`;
  const hasError = given(texts.error);
  const described = [hasError && errorId, given(texts.hint) && hintId].filter(Boolean).join(' ');
  return (
    <div className={s.field}>
      <label className={s.label} htmlFor={id}>
        {texts.label}
        {texts.labelNote !== undefined && <span className={s.labelNote}> {texts.labelNote}</span>}
      </label>
      {children({
        id,
        'aria-describedby': described === '' ? undefined : described,
        'aria-invalid': hasError ? true : undefined,
      })}
      <div aria-live="polite">
        {hasError && (
          <div className={s.error} id={errorId}>
            {texts.error}
          </div>
        )}
      </div>
      {given(texts.hint) && (
        <div className={s.hint} id={hintId}>
          {texts.hint}
        </div>
      )}
    </div>
  );
}
