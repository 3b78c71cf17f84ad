import { type ReactNode, useId, useState } from 'react';
import { cx } from '../base/cx.ts';
import { Icon, type IconName } from '../base/icon.tsx';
import { CopyButton } from '../buttons/copy-button.tsx';
import s from './callout.module.css';

export type CalloutTone = 'info' | 'good' | 'warn' | 'bad';

export interface RawReason {
  /** Such as “Raw reason”. */
  label: string;
  /** One line that stays visible, such as the type and the status. */
  summary?: string;
  text: string;
  copyLabel: string;
  copiedLabel: string;
}

export interface CalloutProps {
  tone: CalloutTone;
  /** What happened, or what is true. */
  title: ReactNode;
  /** Cause, what was and was not changed, what to do. */
  children?: ReactNode;
  /** Buttons below the text. */
  actions?: ReactNode;
  /** Beside the text, at the right end: a time or one button. */
  aside?: ReactNode;
  /** The answer as it came, folded. */
  raw?: RawReason | undefined;
  /** Another icon than the one of the tone. */
  icon?: IconName;
  /** 12/16 for side panels. */
  small?: boolean;
  /** Read out at once when it appears. */
  alert?: boolean;
}

const icons: Record<CalloutTone, IconName> = { info: 'info', good: 'check', warn: 'warn', bad: 'stop' };

function Raw({ raw }: { raw: RawReason }) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className={s.raw}>
      <div className={s.rawHead}>
        <button
          type="button"
          className={s.rawToggle}
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? 'down' : 'right'} size="s" />
          {raw.label}
        </button>
        <span className={s.rawSummary}>{raw.summary}</span>
        <CopyButton look="link" text={raw.text} label={raw.copyLabel} copiedLabel={raw.copiedLabel} />
      </div>
      {open && (
        <pre className={s.rawText} id={id} tabIndex={0}>
          {raw.text}
        </pre>
      )}
    </div>
  );
}

/** A message that stays in its place inside the page: what happened, why, what to do. */
export function Callout(props: CalloutProps) {
  const { tone, title, children, actions, aside, raw, icon, small, alert } = props;
  return (
    <div
      className={cx(s.callout, tone === 'info' ? s['callout-plain'] : s[`callout-${tone}`])}
      role={alert === true ? 'alert' : undefined}
      data-tone={tone}
    >
      <span className={s.calloutIcon}>
        <Icon name={icon ?? icons[tone]} />
      </span>
      <div className={cx(small === true && s.calloutSmall)}>
        <div className={cx(s.calloutRow, children !== undefined && s.calloutLong)}>
          <div className={s.calloutText}>
            <div className={s.calloutTitle}>{title}</div>
            {children !== undefined && <div className={s.calloutBody}>{children}</div>}
          </div>
          {aside !== undefined && <div className={s.calloutEnd}>{aside}</div>}
        </div>
        {actions !== undefined && <div className={s.calloutBottom}>{actions}</div>}
        {raw !== undefined && <Raw raw={raw} />}
      </div>
    </div>
  );
}
