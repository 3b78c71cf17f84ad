import type { Ref } from 'react';
import { cx } from '../base/cx.ts';
import { Icon } from '../base/icon.tsx';
import { KeyHint } from '../base/text.tsx';
import s from './fields.module.css';

export interface SearchFieldProps {
  /** The name for screen readers. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  /** The key that leads here, shown while the field is empty. */
  keyHint?: string;
  clearLabel: string;
  /** 26 high, as in toolbars; else 30. */
  size?: 'sm' | 'md';
  ref?: Ref<HTMLInputElement>;
}

/** A field that filters what is on the page while typing. Its width is that of its place. */
export function SearchField(props: SearchFieldProps) {
  const { label, value, onChange, placeholder, keyHint, clearLabel, size = 'sm', ref } = props;
  return (
    <div className={cx(s.box, size === 'sm' && s.small)}>
      <Icon name="search" size="s" />
      <input
        ref={ref}
        type="search"
        className={s.input}
        aria-label={label}
        // The key `/` leads to the field that shows it.
        data-search={keyHint === '/' ? '' : undefined}
        value={value}
        placeholder={placeholder}
        onChange={(event) => onChange(event.currentTarget.value)}
        spellCheck={false}
        autoComplete="off"
      />
      {value === '' && keyHint !== undefined && <KeyHint>{keyHint}</KeyHint>}
      {value !== '' && (
        <button type="button" className={s.plainButton} aria-label={clearLabel} onClick={() => onChange('')}>
          <Icon name="close" size="s" />
        </button>
      )}
    </div>
  );
}
