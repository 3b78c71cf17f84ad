import type { ReactNode } from 'react';
import { cx } from '../base/cx.ts';
import { Icon } from '../base/icon.tsx';
import { Menu, type MenuItem } from '../overlays/menu.tsx';
import s from './shell.module.css';

export interface GatewayChoice {
  key: string;
  name: string;
  note?: string;
}

export interface GatewaySwitcherProps {
  /** What the button does, for screen readers, such as “Change the gateway”. */
  label: string;
  name: string;
  /** Below the name: tenant and version, or a state mark. */
  note: ReactNode;
  gateways: readonly GatewayChoice[];
  currentKey: string | null;
  onChange: (key: string) => void;
  addLabel: string;
  onAdd: () => void;
}

/** The gateway in use, and the list of the others behind it. */
export function GatewaySwitcher(props: GatewaySwitcherProps) {
  const { label, name, note, gateways, currentKey, onChange, addLabel, onAdd } = props;
  const choices = gateways.map(
    (gateway): MenuItem => ({
      key: gateway.key,
      label: gateway.name,
      onClick: () => onChange(gateway.key),
      current: gateway.key === currentKey,
      ...(gateway.note === undefined ? {} : { note: gateway.note }),
    }),
  );
  const divider: readonly MenuItem[] = choices.length > 0 ? [{ key: 'divider', divider: true }] : [];
  const add: MenuItem = { key: 'add', label: addLabel, icon: 'plus', onClick: onAdd };
  return (
    <Menu
      items={[...choices, ...divider, add]}
      trigger={
        <button type="button" className={s.card} title={label}>
          <span className={cx(s.cardName, s.railHidden)}>{name}</span>
          <span className={cx(s.cardNote, s.railHidden)}>{note}</span>
          <span className={s.cardIcon}>
            <Icon name={gateways.length === 0 ? 'server' : 'upDown'} />
          </span>
        </button>
      }
    />
  );
}
