import { Menu as Base } from '@mantine/core';
import { type MouseEvent, type ReactElement, type ReactNode, useState } from 'react';
import { cx } from '../base/cx.ts';
import { Icon, type IconName } from '../base/icon.tsx';
import s from './dialog.module.css';
import { useEscapeLayer } from './use-escape-layer.ts';

export interface MenuAction {
  key: string;
  label: string;
  onClick: () => void;
  icon?: IconName;
  /** A second line. */
  note?: string;
  /** Below that: a state mark. */
  mark?: ReactNode;
  tone?: 'danger';
  /** Why it cannot be chosen; shown as its second line. */
  disabledReason?: string | undefined;
  /** A tick at the right: the one in use. */
  current?: boolean;
}

export type MenuItem = MenuAction | { key: string; divider: true } | { key: string; heading: string };

export interface MenuProps {
  /** The button that opens it. */
  trigger: ReactElement;
  items: readonly MenuItem[];
  align?: 'start' | 'end';
  /** As wide as its button. */
  sameWidth?: boolean;
}

/** The button of the menu has the focus again before an entry acts: what it opens knows where to go back to. */
const focusTrigger = ({ currentTarget }: MouseEvent): void => {
  const menu = currentTarget.closest('[role="menu"]')?.getAttribute('aria-labelledby');
  document.getElementById(menu ?? '')?.focus({ preventScroll: true });
};

function Item({ item }: { item: MenuItem }) {
  if ('divider' in item) return <Base.Divider />;
  if ('heading' in item) return <Base.Label>{item.heading}</Base.Label>;
  const note = item.disabledReason ?? item.note;
  const off = item.disabledReason !== undefined;
  return (
    <Base.Item
      onClick={(event) => {
        if (off) return;
        focusTrigger(event);
        item.onClick();
      }}
      closeMenuOnClick={!off}
      aria-disabled={off || undefined}
      aria-current={item.current === true ? true : undefined}
      leftSection={
        item.icon === undefined ? undefined : (
          <Icon name={item.icon} tone={item.tone === 'danger' ? 'bad' : 'muted'} />
        )
      }
      rightSection={item.current === true ? <Icon name="check" size="s" /> : undefined}
    >
      <span className={cx(s.menuText, item.tone === 'danger' && s.menuDanger)}>{item.label}</span>
      {note !== undefined && <span className={s.menuNote}>{note}</span>}
      {item.mark !== undefined && <span className={s.menuNote}>{item.mark}</span>}
    </Base.Item>
  );
}

/** A list of actions below a button: arrows move, Enter chooses, Esc closes. */
export function Menu({ trigger, items, align = 'start', sameWidth = false }: MenuProps) {
  const [opened, setOpened] = useState(false);
  useEscapeLayer(opened, () => setOpened(false), 'list');
  return (
    <Base
      opened={opened}
      onChange={setOpened}
      position={`bottom-${align}`}
      closeOnEscape={false}
      withInitialFocusPlaceholder={false}
      returnFocus
      {...(sameWidth ? { width: 'target' as const } : {})}
    >
      <Base.Target>{trigger}</Base.Target>
      <Base.Dropdown>
        {items.map((item) => (
          <Item key={item.key} item={item} />
        ))}
      </Base.Dropdown>
    </Base>
  );
}
