import type { ReactNode } from 'react';
import { cx } from '../base/cx.ts';
import { Icon, type IconName } from '../base/icon.tsx';
import type { RenderLink } from '../base/link.ts';
import s from './buttons.module.css';

export interface LinkButtonProps {
  children: ReactNode;
  onClick?: () => void;
  /** Draws the router's link; without it this is a button that looks like a link. */
  renderLink?: RenderLink;
  icon?: IconName;
  small?: boolean;
  expanded?: boolean;
}

/** Accent text inside a line or a panel header that leads somewhere or unfolds something. */
export function LinkButton({ children, onClick, renderLink, icon, small, expanded }: LinkButtonProps) {
  const className = cx(s.link, small === true && s.linkSmall);
  const content = (
    <>
      {icon !== undefined && <Icon name={icon} size="s" />}
      {children}
    </>
  );
  if (renderLink !== undefined) return renderLink({ className, children: content });
  return (
    <button type="button" className={className} onClick={onClick} aria-expanded={expanded}>
      {content}
    </button>
  );
}
