import type { ReactNode } from 'react';
import { cx } from '../base/cx.ts';
import { Icon, type IconName } from '../base/icon.tsx';
import type { RenderLink } from '../base/link.ts';
import { VisuallyHidden } from '../base/text.tsx';
import { Tooltip } from '../overlays/tooltip.tsx';
import { ProgressBar } from '../state/progress-bar.tsx';
import o from './operation.module.css';
import { WithRailTip } from './rail.tsx';
import s from './shell.module.css';

export interface NavItemProps {
  icon: IconName;
  label: string;
  /** At the right end: a number, or a state mark with a number. */
  count?: ReactNode;
  active?: boolean;
  /** Why it leads nowhere now. */
  disabledReason?: string | undefined;
  renderLink: RenderLink;
}

/** A row of the navigation; only its icon in a narrow window. */
export function NavItem({ icon, label, count, active, disabledReason, renderLink }: NavItemProps) {
  const content = (
    <>
      <Icon name={icon} />
      <span className={s.railHidden}>{label}</span>
      {count !== undefined && <span className={s.itemEnd}>{count}</span>}
    </>
  );
  if (disabledReason !== undefined) {
    return (
      <Tooltip text={disabledReason} side="right">
        <span className={cx(s.item, s.itemOff)} role="link" aria-disabled="true" tabIndex={0}>
          {content}
          <VisuallyHidden>{`, ${disabledReason}`}</VisuallyHidden>
        </span>
      </Tooltip>
    );
  }
  const link = renderLink({
    className: cx(s.item, active === true && s.itemOn),
    children: content,
    ...(active === true ? { 'aria-current': 'page' as const } : {}),
  });
  return <WithRailTip text={label}>{link}</WithRailTip>;
}

/** The line between two groups of the navigation. */
export function NavRule() {
  return <hr className={s.rule} />;
}

export interface NavOperationProps {
  title: string;
  /** At the right of the title: “66 %”, “1 of 3”. */
  amount?: string;
  /** From 0 to 1; left out without a bar, `null` while nothing can be said. */
  value?: number | null;
  text: string;
  tone?: 'run' | 'warn';
  onClick?: () => void;
  renderLink?: RenderLink;
}

/** What runs or waits, at the foot of the navigation on every page. */
export function NavOperation({
  title,
  amount,
  value,
  text,
  tone = 'run',
  onClick,
  renderLink,
}: NavOperationProps) {
  const className = cx(o.operation, tone === 'warn' && o.operationWarn);
  const content = (
    <>
      <span className={o.operationHead}>
        <span className={cx(o.operationTitle, s.railHidden)}>{title}</span>
        {amount !== undefined && <span className={o.operationSoft}>{amount}</span>}
      </span>
      {value !== undefined && (
        <span className={o.operationBar}>
          <ProgressBar value={value} label={title} size="s" valueText={text} />
        </span>
      )}
      <span className={cx(o.operationText, s.railHidden)}>{text}</span>
    </>
  );
  const card =
    renderLink === undefined ? (
      <button type="button" className={className} onClick={onClick}>
        {content}
      </button>
    ) : (
      renderLink({ className, children: content })
    );
  return <WithRailTip text={`${title}: ${text}`}>{card}</WithRailTip>;
}

export interface NavUserProps {
  name: string;
  helpLabel: string;
  onHelp: () => void;
}

/** Who works here, and the help. */
export function NavUser({ name, helpLabel, onHelp }: NavUserProps) {
  return (
    <div className={s.user}>
      <Icon name="person" />
      <span className={cx(s.userName, s.railHidden)}>{name}</span>
      <Tooltip text={helpLabel} side="right">
        <button type="button" className={s.userHelp} aria-label={helpLabel} onClick={onHelp}>
          <Icon name="help" />
        </button>
      </Tooltip>
    </div>
  );
}
