import { useState } from 'react';
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
  /** Shows every error. */
  showAll: () => void;
}

/** What was typed, and which errors it is time to show. */
export function useGatewayForm(initial: () => FormValues): GatewayForm {
  const [values, setValues] = useState(initial);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [all, setAll] = useState(false);
  const errors = errorsOf(values);
  return {
    values,
    change: (changes) => setValues((old) => ({ ...old, ...changes })),
    leave: (field) => setLeft((old) => (old.has(field) ? old : new Set([...old, field]))),
    errorOf: (field, pick) => (errors !== null && (all || left.has(field)) ? pick(errors) : undefined),
    input: inputOf(values),
    showAll: () => setAll(true),
  };
}
