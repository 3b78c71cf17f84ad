import { useEffect, useState } from 'react';
import { useKeptDraft } from '../../lib/kept.ts';
import { errorsOf, type FormErrors, type FormValues, type GatewayInput, inputOf } from './draft.ts';
import {
  begunWith,
  type FormDraft,
  type PlaceChanges,
  type PlaceValues,
  type Secret,
  secretsIn,
  withoutSecrets,
  withPlace,
} from './kept-form.ts';

export interface GatewayForm {
  values: FormValues;
  change: (changes: Partial<FormValues>) => void;
  /** Where the installation is that is read. */
  place: PlaceValues;
  putPlace: (changes: PlaceChanges) => void;
  /** A field was left: from now on its error shows. */
  leave: (field: string) => void;
  /** The error of a field, once it was left or the whole form was tried. */
  errorOf: (field: string, pick: (errors: FormErrors) => string | undefined) => string | undefined;
  /** The input to send; `null` while something is not valid. */
  input: GatewayInput | null;
  /** Shows every error, and goes to the first field that has one. */
  showAll: () => void;
  /** Whether this visit of the page began with what an earlier one left, and has not taken it back. */
  resumed: boolean;
  /** Begins with what the form holds at first. */
  takeBack: () => void;
  /** Whether a secret was typed on an earlier visit and is not there again. */
  isLost: (secret: Secret) => boolean;
  /** The next visit of the page begins anew. */
  forget: () => void;
}

export interface FormBegin {
  /** Under which it is kept. */
  of: readonly string[];
  values: () => FormValues;
  /** What the form changes, as it was read; a draft for what it was before is dropped. */
  madeFor?: string;
}

/** What was typed, and which errors it is time to show. It outlives its page, but for what is secret. */
export function useGatewayForm({ of, values: first, madeFor }: FormBegin): GatewayForm {
  const begin = (): FormDraft => begunWith(first());
  // What changes while the form is open takes nothing away that was typed meanwhile.
  const [opened] = useState([madeFor]);
  const kept = useKeptDraft(of, begin, { madeFor: opened, keep: withoutSecrets });
  const { draft, setDraft } = kept;
  const [isTakenBack, setTakenBack] = useState(false);
  const [untouched] = useState(() => JSON.stringify(begin()));
  const { values } = draft;
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (tries > 0) document.querySelector<HTMLElement>('main [aria-invalid="true"]')?.focus();
  }, [tries]);
  const errors = errorsOf(values);
  return {
    values,
    change: (changes) => setDraft((now) => ({ ...now, values: { ...now.values, ...changes } })),
    place: draft.place,
    putPlace: (changes) => setDraft((now) => withPlace(now, changes)),
    leave: (field) => setLeft((old) => (old.has(field) ? old : new Set([...old, field]))),
    errorOf: (field, pick) => (errors !== null && (tries > 0 || left.has(field)) ? pick(errors) : undefined),
    input: inputOf(values),
    showAll: () => setTries((before) => before + 1),
    // It stays while more is typed: a line that goes away moves the field below the fingers.
    resumed: !isTakenBack && kept.begun !== null && JSON.stringify(kept.begun) !== untouched,
    takeBack: () => {
      setTakenBack(true);
      setDraft(begin);
    },
    isLost: (secret) => draft.lost.includes(secret) && !secretsIn(draft).includes(secret),
    forget: kept.forget,
  };
}
