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
  onClick?: () => void;
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
  /** Draws a link in the shape of the button. */
  renderLink?: RenderLink;
  ref?: Ref<HTMLButtonElement>;
}

const variantClass = (variant: ButtonVariant): string | undefined =>
  variant === 'secondary' ? undefined : s[variant];

/** A button that says what it does, and, when it cannot, why. */
export function Button(props: ButtonProps) {
  const {
    children,
    onClick,
    variant = 'secondary',
    size = 'md',
    icon,
    disabledReason,
    busy,
    renderLink,
  } = props;
  const reasonId = useId();
  const off = disabledReason !== undefined;
  const className = cx(s.button, variantClass(variant), size === 'sm' && s.small);
  const content = (
    <>
      {busy === true ? (
        <span className={s.spin}>
          <Icon name="refresh" size={size === 'sm' ? 's' : 'm'} />
        </span>
      ) : (
        icon !== undefined && <Icon name={icon} size={size === 'sm' ? 's' : 'm'} />
      )}
      {children}
    </>
  );
  if (renderLink !== undefined && !off) {
    return renderLink({ className, children: content, ...(props.title ? { title: props.title } : {}) });
  }
  const press = (event: MouseEvent): void => {
    if (off || busy === true) event.preventDefault();
    else onClick?.();
  };
  const button = (
    <button
      ref={props.ref}
      type={props.type ?? 'button'}
      className={className}
      onClick={press}
      aria-disabled={off || busy === true ? true : undefined}
      aria-busy={busy === true ? true : undefined}
      aria-describedby={off ? reasonId : undefined}
      aria-expanded={props.expanded}
      data-autofocus={props.autoFocus === true ? true : undefined}
      title={off ? undefined : props.title}
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
  onClick?: () => void;
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
export function IconButton(props: IconButtonProps) {
  const { icon, label, onClick, size = 'md', variant = 'secondary', disabledReason, busy, keyHint } = props;
  const off = disabledReason !== undefined;
  const hint = keyHint === undefined ? label : `${label} (${keyHint})`;
  const reasonId = useId();
  return (
    <>
      <Tooltip text={disabledReason ?? hint}>
        <button
          ref={props.ref}
          type="button"
          className={cx(s.button, s.square, variant === 'quiet' && s.quiet, size === 'sm' && s.small)}
          onClick={() => {
            if (!off && busy !== true) onClick?.();
          }}
          aria-label={label}
          aria-disabled={off || busy === true ? true : undefined}
          aria-describedby={off ? reasonId : undefined}
          aria-expanded={props.expanded}
        >
          <span className={cx(busy === true && s.spin)}>
            <Icon name={icon} size={size === 'sm' ? 's' : 'm'} />
          </span>
        </button>
      </Tooltip>
      {off && <VisuallyHidden id={reasonId}>{disabledReason}</VisuallyHidden>}
    </>
  );
}
