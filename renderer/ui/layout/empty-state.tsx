import type { ReactNode } from 'react';
import { Icon, type IconName } from '../base/icon.tsx';
import { Callout, type RawReason } from '../state/callout.tsx';
import s from './lists.module.css';

export interface EmptyStateProps {
  icon?: IconName;
  title: string;
  /** Why it is empty and what the next step is. */
  text?: ReactNode;
  action?: ReactNode;
}

/** In the place of a list without rows: says the next step. */
export function EmptyState({ icon, title, text, action }: EmptyStateProps) {
  return (
    <div className={s.empty}>
      {icon !== undefined && (
        <span className={s.emptyIcon}>
          <Icon name={icon} size="l" />
        </span>
      )}
      <p className={s.emptyTitle}>{title}</p>
      {text !== undefined && <div className={s.emptyText}>{text}</div>}
      {action !== undefined && <div className={s.emptyAction}>{action}</div>}
    </div>
  );
}

export interface ErrorBoundaryViewProps {
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  raw?: RawReason | undefined;
}

/** In the place of a page that could not be drawn. */
export function ErrorBoundaryView({ title, children, actions, raw }: ErrorBoundaryViewProps) {
  return (
    <div className={s.failure}>
      <Callout tone="bad" alert title={title} raw={raw} {...(actions === undefined ? {} : { actions })}>
        {children}
      </Callout>
    </div>
  );
}
