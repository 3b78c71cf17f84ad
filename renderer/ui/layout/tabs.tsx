import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import s from './flyout.module.css';

export interface Tab<Value extends string> {
  value: Value;
  label: string;
  count?: number | string;
}

export interface TabsProps<Value extends string> {
  /** What the tabs switch, for screen readers. */
  label: string;
  /** The same for the tabs and their panel; unique on the page. */
  id: string;
  tabs: readonly Tab<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}

const steps: Partial<Record<string, number>> = { ArrowRight: 1, ArrowLeft: -1 };

/** Views of one thing; arrows, Home and End move between them. */
export function Tabs<Value extends string>({ label, id, tabs, value, onChange }: TabsProps<Value>) {
  const list = useRef<HTMLDivElement>(null);
  const go = (index: number): void => {
    const next = tabs[(index + tabs.length) % tabs.length];
    if (next === undefined) return;
    onChange(next.value);
    list.current?.querySelector<HTMLElement>(`[data-tab="${CSS.escape(next.value)}"]`)?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = tabs.findIndex((tab) => tab.value === value);
    const step = steps[event.key];
    if (step !== undefined) go(at + step);
    else if (event.key === 'Home') go(0);
    else if (event.key === 'End') go(tabs.length - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div ref={list} className={s.tabs} role="tablist" aria-label={label} onKeyDown={onKeyDown}>
      {tabs.map((tab) => (
        <button
          key={tab.value}
          type="button"
          role="tab"
          id={`${id}-tab-${tab.value}`}
          data-tab={tab.value}
          className={s.tab}
          aria-selected={tab.value === value}
          aria-controls={tab.value === value ? `${id}-panel` : undefined}
          tabIndex={tab.value === value ? 0 : -1}
          onClick={() => onChange(tab.value)}
        >
          {tab.label}
          {tab.count !== undefined && <span className={s.tabCount}>{tab.count}</span>}
        </button>
      ))}
    </div>
  );
}

export interface TabPanelProps {
  /** The id given to the tabs. */
  id: string;
  /** The value of the open tab. */
  value: string;
  children: ReactNode;
}

/** The content of the open tab. */
export function TabPanel({ id, value, children }: TabPanelProps) {
  return (
    <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-tab-${value}`}>
      {children}
    </div>
  );
}
