import type { ReactNode } from 'react';
import { Icon } from '../base/icon.tsx';
import s from './page.module.css';

export interface FooterCalls {
  label: string;
  count: string;
  onClick: () => void;
}

export interface FooterHelp {
  label: string;
  onClick: () => void;
}

export interface FooterProps {
  /** State, version, nodes, age; each a short piece of text or a state mark. */
  items: readonly { key: string; content: ReactNode }[];
  calls?: FooterCalls | undefined;
  /** What explains the page above. */
  help?: FooterHelp | undefined;
}

/** The foot of the window, 28 high: what is known of the data store, the calls, the help. */
export function Footer({ items, calls, help }: FooterProps) {
  return (
    <footer className={s.foot}>
      {items.map((item) => (
        <span key={item.key} className={s.footItem}>
          {item.content}
        </span>
      ))}
      <span className={s.footSpace} />
      {calls !== undefined && (
        <button type="button" className={s.footButton} onClick={calls.onClick}>
          <Icon name="code" size="s" />
          {calls.label} <b>{calls.count}</b>
        </button>
      )}
      {help !== undefined && (
        <button type="button" className={s.footButton} onClick={help.onClick}>
          <Icon name="help" size="s" />
          <span className={s.footHelp}>{help.label}</span>
        </button>
      )}
    </footer>
  );
}
