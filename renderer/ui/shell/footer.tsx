import type { ReactNode } from 'react';
import { cx } from '../base/cx.ts';
import { Icon } from '../base/icon.tsx';
import { useCopied } from '../buttons/copy-button.tsx';
import { Tooltip } from '../overlays/tooltip.tsx';
import s from './page.module.css';

export interface FooterCommand {
  /** The command line that does the same as the page. */
  text: string;
  copyLabel: string;
  copiedLabel: string;
}

export interface FooterCalls {
  label: string;
  count: number;
  onClick: () => void;
}

export interface FooterHelp {
  label: string;
  onClick: () => void;
}

export interface FooterProps {
  /** State, version, nodes, age; each a short piece of text or a state mark. */
  items: readonly { key: string; content: ReactNode }[];
  command?: FooterCommand | undefined;
  calls?: FooterCalls | undefined;
  /** What explains the page above. */
  help?: FooterHelp | undefined;
}

function Command({ command }: { command: FooterCommand }) {
  const [copied, copy] = useCopied(command.text);
  const label = copied ? command.copiedLabel : command.copyLabel;
  return (
    <Tooltip text={`${label}: ${command.text}`} side="top">
      <button
        type="button"
        className={cx(s.footButton, s.footCommand)}
        onClick={copy}
        aria-description={label}
      >
        <Icon name={copied ? 'check' : 'terminal'} size="s" />
        <span className={s.footCommandText}>{command.text}</span>
      </button>
    </Tooltip>
  );
}

/** The foot of the window, 28 high: what is known of the data store, the command that does the same, the calls, the help. */
export function Footer({ items, command, calls, help }: FooterProps) {
  return (
    <footer className={s.foot}>
      {items.map((item) => (
        <span key={item.key} className={s.footItem}>
          {item.content}
        </span>
      ))}
      <span className={s.footSpace} />
      {command !== undefined && <Command command={command} />}
      {command !== undefined && calls !== undefined && <span className={s.footRule} />}
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
