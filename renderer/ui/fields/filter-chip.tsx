import { Popover } from '@mantine/core';
import { type ReactNode, useId, useState } from 'react';
import { cx } from '../base/cx.ts';
import { Icon } from '../base/icon.tsx';
import { useEscapeLayer } from '../overlays/use-escape-layer.ts';
import c from './choices.module.css';
import s from './filters.module.css';

export interface FilterOption<Value extends string> {
  value: Value;
  label: string;
  count?: number | string;
}

export interface FilterChipProps<Value extends string> {
  label: string;
  options: readonly FilterOption<Value>[];
  /** What is chosen; empty means that it does not filter. */
  value: readonly Value[];
  onChange: (value: Value[]) => void;
  clearLabel: string;
  /** Only one at a time, as for a span of dates. */
  single?: boolean;
  /** A state mark after the value, when something of it is not well. */
  mark?: ReactNode;
}

/** Signs of the value that every filter has room for while all of them are in use. */
const ROOM = 24;

/** All that is chosen, or the first and how many more: a list that is cut does not say how many it holds. */
function shortened(labels: readonly string[]): string {
  const all = labels.join(', ');
  const [first = ''] = labels;
  if (all.length <= ROOM) return all;
  return labels.length < 2 ? withoutMiddle(first) : `${withoutMiddle(first)} +${labels.length - 1}`;
}

/** A long label keeps both ends, as names do everywhere. */
const withoutMiddle = (label: string): string =>
  label.length <= ROOM ? label : `${label.slice(0, ROOM / 2 - 1)}…${label.slice(-ROOM / 2)}`;

/** A filter of the toolbar: name, what is chosen, a button that clears it, and a list behind it. */
export function FilterChip<Value extends string>(props: FilterChipProps<Value>) {
  const { label, options, value, onChange, clearLabel, single, mark } = props;
  const [opened, setOpened] = useState(false);
  const name = useId();
  useEscapeLayer(opened, () => setOpened(false), 'list');
  const on = value.length > 0;
  const chosen = options.filter((option) => value.includes(option.value)).map((option) => option.label);
  const toggle = (option: Value, checked: boolean): void => {
    if (single === true) onChange(checked ? [option] : []);
    else onChange(checked ? [...value, option] : value.filter((other) => other !== option));
  };
  return (
    <Popover
      withRoles={false}
      opened={opened}
      onChange={setOpened}
      position="bottom-start"
      trapFocus
      returnFocus
      closeOnEscape={false}
    >
      <Popover.Target>
        <span className={cx(s.chip, on && s.chipOn)}>
          <button
            type="button"
            className={s.chipMain}
            aria-expanded={opened}
            onClick={() => setOpened(!opened)}
          >
            {label}
            {on && (
              <b className={s.chipValue} title={chosen.join(', ')}>
                {shortened(chosen)}
              </b>
            )}
            {mark}
            {!on && <Icon name="down" size="s" />}
          </button>
          {on && (
            <button
              type="button"
              className={s.chipClear}
              aria-label={clearLabel}
              onClick={() => onChange([])}
            >
              <Icon name="close" size="s" />
            </button>
          )}
        </span>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={s.options} role={single === true ? 'radiogroup' : 'group'} aria-label={label}>
          {options.map((option) => (
            <label key={option.value} className={s.option}>
              <input
                type={single === true ? 'radio' : 'checkbox'}
                name={name}
                className={single === true ? c.radio : c.check}
                checked={value.includes(option.value)}
                onChange={(event) => toggle(option.value, event.currentTarget.checked)}
              />
              {option.label}
              {option.count !== undefined && <span className={s.optionCount}>{option.count}</span>}
            </label>
          ))}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
