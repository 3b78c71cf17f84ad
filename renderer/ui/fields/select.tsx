import { Select as Base } from '@mantine/core';
import { useState } from 'react';
import { Icon } from '../base/icon.tsx';
import { useEscapeLayer } from '../overlays/use-escape-layer.ts';
import { FieldFrame, type FieldTexts } from './field-frame.tsx';

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
  disabled?: boolean;
}

export interface SelectProps<Value extends string> extends FieldTexts {
  options: readonly SelectOption<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  placeholder?: string;
  disabled?: boolean;
  required?: boolean;
}

/** One of a list that is too long for segments. */
export function Select<Value extends string>(props: SelectProps<Value>) {
  const [opened, setOpened] = useState(false);
  useEscapeLayer(opened, () => setOpened(false), 'list');
  return (
    <FieldFrame texts={props}>
      {(ids) => (
        <Base
          {...ids}
          data={props.options.map((option) => ({ ...option }))}
          value={props.value}
          onChange={(value) => {
            const chosen = props.options.find((option) => option.value === value);
            if (chosen !== undefined) props.onChange(chosen.value);
          }}
          dropdownOpened={opened}
          onDropdownOpen={() => setOpened(true)}
          onDropdownClose={() => setOpened(false)}
          rightSection={<Icon name="down" size="s" />}
          rightSectionPointerEvents="none"
          error={ids['aria-invalid'] === true}
          disabled={props.disabled ?? false}
          aria-required={props.required === true ? true : undefined}
          {...(props.placeholder === undefined ? {} : { placeholder: props.placeholder })}
        />
      )}
    </FieldFrame>
  );
}
