import { type MouseEvent, type ReactNode, type Ref, useId } from 'react';
import { cx } from '../base/cx.ts';
import { Icon, type IconName } from '../base/icon.tsx';
import type { RenderLink } from '../base/link.ts';
import { VisuallyHidden } from '../base/text.tsx';
import { Tooltip } from '../overlays/tooltip.tsx';
import s from './buttons.module.css';

export type ButtonVariant = 'primary' | 'secondary' | 'danger' | 'subtle' | 'quiet';
export type ButtonSize = 'md' | 'sm';

export interface ButtonProps {
  children: ReactNode;
  onClick?: (event: MouseEvent<HTMLButtonElement>) => void;
  /** One primary a view; danger is an outline in red; subtle and quiet have no border. */
  variant?: ButtonVariant;
  /** 30 high, or 26 in panels and callouts. */
  size?: ButtonSize;
  icon?: IconName;
  /** Why it cannot be pressed now. It stays reachable and says so; the click does nothing. */
  disabledReason?: string | undefined;
  /** A turning mark before the word; presses are ignored meanwhile. */
  busy?: boolean;
  /** Focused when its dialog opens. Never on a dangerous one. */
  autoFocus?: boolean;
  type?: 'button' | 'submit';
  title?: string;
  expanded?: boolean;
  /** The key `r` presses it too. */
  refreshes?: boolean;
  /** Draws a link in the shape of the button. */
  renderLink?: RenderLink;
  ref?: Ref<HTMLButtonElement>;
}

const yes = (flag: boolean | undefined): true | undefined => (flag === true ? true : undefined);

function Content({
  icon,
  busy,
  small,
  children,
}: {
  icon?: IconName;
  busy: boolean;
  small: boolean;
  children: ReactNode;
}) {
  const size = small ? 's' : 'm';
  return (
    <>
      {busy ? (
        <span className={s.spin}>
          <Icon name="refresh" size={size} />
        </span>
      ) : (
        icon !== undefined && <Icon name={icon} size={size} />
      )}
      {children}
    </>
  );
}

/** A button that says what it does, and, when it cannot, why. It may be the trigger of a `Menu` or a `Tooltip`. */
export function Button({
  children,
  onClick,
  variant = 'secondary',
  size = 'md',
  icon,
  disabledReason,
  busy = false,
  autoFocus,
  type = 'button',
  title,
  expanded,
  refreshes,
  renderLink,
  ref,
  ...fromTrigger
}: ButtonProps) {
  const reasonId = useId();
  const off = disabledReason !== undefined;
  const className = cx(s.button, variant !== 'secondary' && s[variant], size === 'sm' && s.small);
  const content = (
    <Content {...(icon === undefined ? {} : { icon })} busy={busy} small={size === 'sm'}>
      {children}
    </Content>
  );
  if (renderLink !== undefined && !off) {
    return renderLink({ className, children: content, ...(title === undefined ? {} : { title }) });
  }
  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    if (off || busy) event.preventDefault();
    else onClick?.(event);
  };
  const button = (
    <button
      {...fromTrigger}
      {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
      {...(off ? { 'aria-describedby': reasonId } : {})}
      ref={ref}
      type={type}
      className={className}
      onClick={press}
      aria-disabled={yes(off || busy)}
      aria-busy={yes(busy)}
      data-autofocus={yes(autoFocus)}
      data-refreshes={yes(refreshes)}
      title={off ? undefined : title}
    >
      {content}
    </button>
  );
  if (!off) return button;
  return (
    <>
      <Tooltip text={disabledReason}>{button}</Tooltip>
      <VisuallyHidden id={reasonId}>{disabledReason}</VisuallyHidden>
    </>
  );
}

export interface IconButtonProps {
  icon: IconName;
  /** The name read out and shown on hover. */
  label: string;
  onClick?: (event: MouseEvent<HTMLButtonElement>) => void;
  size?: ButtonSize;
  /** `quiet` has no border. */
  variant?: 'secondary' | 'quiet';
  disabledReason?: string | undefined;
  busy?: boolean;
  expanded?: boolean;
  /** Shown after the name on hover, such as `r`. */
  keyHint?: string;
  ref?: Ref<HTMLButtonElement>;
}

/** A square button with an icon; its name is always there for hover and screen readers. */
export function IconButton({
  icon,
  label,
  onClick,
  size = 'md',
  variant = 'secondary',
  disabledReason,
  busy = false,
  expanded,
  keyHint,
  ref,
  ...fromTrigger
}: IconButtonProps) {
  const reasonId = useId();
  const off = disabledReason !== undefined;
  const hint = keyHint === undefined ? label : `${label} (${keyHint})`;
  const press = (event: MouseEvent<HTMLButtonElement>): void => {
    if (!off && !busy) onClick?.(event);
  };
  return (
    <>
      <Tooltip text={disabledReason ?? hint}>
        <button
          {...fromTrigger}
          {...(expanded === undefined ? {} : { 'aria-expanded': expanded })}
          {...(off ? { 'aria-describedby': reasonId } : {})}
          ref={ref}
          type="button"
          className={cx(s.button, s.square, variant === 'quiet' && s.quiet, size === 'sm' && s.small)}
          onClick={press}
          aria-label={label}
          aria-disabled={yes(off || busy)}
        >
          <span className={cx(s.glyph, busy && s.spin)}>
            <Icon name={icon} size={size === 'sm' ? 's' : 'm'} />
          </span>
        </button>
      </Tooltip>
      {off && <VisuallyHidden id={reasonId}>{disabledReason}</VisuallyHidden>}
    </>
  );
}
