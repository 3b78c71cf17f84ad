import { useEffect, useState } from 'react';
import { errorsOf, type FormErrors, type FormValues, type GatewayInput, inputOf } from './draft.ts';

export interface GatewayForm {
  values: FormValues;
  change: (changes: Partial<FormValues>) => void;
  /** A field was left: from now on its error shows. */
  leave: (field: string) => void;
  /** The error of a field, once it was left or the whole form was tried. */
  errorOf: (field: string, pick: (errors: FormErrors) => string | undefined) => string | undefined;
  /** The input to send; `null` while something is not valid. */
  input: GatewayInput | null;
  /** Shows every error, and goes to the first field that has one. */
  showAll: () => void;
}

/** What was typed, and which errors it is time to show. */
export function useGatewayForm(initial: () => FormValues): GatewayForm {
  const [values, setValues] = useState(initial);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (tries > 0) document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus();
  }, [tries]);
  const errors = errorsOf(values);
  return {
    values,
    change: (changes) => setValues((old) => ({ ...old, ...changes })),
    leave: (field) => setLeft((old) => (old.has(field) ? old : new Set([...old, field]))),
    errorOf: (field, pick) => (errors !== null && (tries > 0 || left.has(field)) ? pick(errors) : undefined),
    input: inputOf(values),
    showAll: () => setTries((before) => before + 1),
  };
}
