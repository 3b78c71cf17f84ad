import type { ReactNode, Ref } from 'react';
import { cx } from '../base/cx.ts';
import { Icon } from '../base/icon.tsx';
import { Menu, type MenuItem } from '../overlays/menu.tsx';
import { WithRailTip } from './rail.tsx';
import s from './shell.module.css';
import { shortMark } from './short-mark.ts';

export interface GatewayChoice {
  key: string;
  name: string;
  note?: string;
  /** How it is, as a state mark. */
  mark?: ReactNode;
}

export interface GatewaySwitcherProps {
  /** What the button does, for screen readers, such as “Change the gateway”. */
  label: string;
  name: string;
  /** Below the name: tenant and version. */
  note: string;
  gateways: readonly GatewayChoice[];
  currentKey: string | null;
  onChange: (key: string) => void;
  addLabel: string;
  onAdd: () => void;
}

interface CardButtonProps {
  label: string;
  name: string;
  note: string;
  /** Else there is no gateway whose letters could stand in the rail. */
  chosen: boolean;
  ref?: Ref<HTMLButtonElement>;
}

function CardButton({ label, name, note, chosen, ref, ...fromTrigger }: CardButtonProps) {
  return (
    <WithRailTip text={`${name}, ${note}`}>
      <button {...fromTrigger} ref={ref} type="button" className={s.card} aria-description={label}>
        <span className={cx(s.cardName, s.railHidden)}>{name}</span>
        <span className={cx(s.cardNote, s.railHidden)}>{note}</span>
        {chosen && (
          <span className={s.cardShort} aria-hidden="true">
            {shortMark(name)}
          </span>
        )}
        <span className={cx(s.cardIcon, chosen && s.railGone)}>
          <Icon name={chosen ? 'upDown' : 'server'} />
        </span>
      </button>
    </WithRailTip>
  );
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
      ...(gateway.mark === undefined ? {} : { mark: gateway.mark }),
    }),
  );
  const divider: readonly MenuItem[] = choices.length > 0 ? [{ key: 'divider', divider: true }] : [];
  const add: MenuItem = { key: 'add', label: addLabel, icon: 'plus', onClick: onAdd };
  return (
    <Menu
      items={[...choices, ...divider, add]}
      trigger={<CardButton label={label} name={name} note={note} chosen={currentKey !== null} />}
    />
  );
}
