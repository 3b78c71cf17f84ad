import { type ReactNode, useRef } from 'react';
import { cx } from '../base/cx.ts';
import { IconButton } from '../buttons/button.tsx';
import { useEscapeLayer } from '../overlays/use-escape-layer.ts';
import { useReturnFocus } from '../overlays/use-return-focus.ts';
import { ScrollArea } from './boxes.tsx';
import s from './flyout.module.css';

export interface SplitProps {
  /** Keeps working while the flyout is open. */
  children: ReactNode;
  flyout: ReactNode;
}

/** A list with its flyout: the flyout pushes, it does not cover. */
export function Split({ children, flyout }: SplitProps) {
  return (
    <div className={s.split}>
      <div className={s.splitMain}>{children}</div>
      {flyout}
    </div>
  );
}

export interface FlyoutProps {
  /** Name of the region. */
  label: string;
  title: ReactNode;
  /** Below the title, before the words. */
  badge?: ReactNode;
  /** Below the title: a few words. */
  meta?: ReactNode;
  /** A `Tabs`; its panel goes into the body. */
  tabs?: ReactNode;
  children: ReactNode;
  /** Dangerous at the left, the next action at the right, a `Grow` between. */
  footer?: ReactNode;
  closeLabel: string;
  onClose: () => void;
}

/** Details of the chosen row, 420 wide beside the list. Esc closes it, and the focus goes back to what opened it. */
export function Flyout({
  label,
  title,
  badge,
  meta,
  tabs,
  children,
  footer,
  closeLabel,
  onClose,
}: FlyoutProps) {
  const layer = useRef<HTMLElement>(null);
  useEscapeLayer(true, onClose);
  useReturnFocus(true, layer);
  return (
    <aside ref={layer} className={s.flyout} aria-label={label}>
      <div className={cx(s.flyoutHead, tabs === undefined && s.flyoutNoTabs)}>
        <div className={s.flyoutTop}>
          <div className={s.flyoutTitle}>
            <h2 className={s.flyoutName}>{title}</h2>
            {(badge !== undefined || meta !== undefined) && (
              <div className={s.flyoutMeta}>
                {badge}
                <span>{meta}</span>
              </div>
            )}
          </div>
          <IconButton
            icon="close"
            size="sm"
            variant="quiet"
            label={closeLabel}
            keyHint="Esc"
            onClick={onClose}
          />
        </div>
        {tabs !== undefined && <div className={s.flyoutTabs}>{tabs}</div>}
      </div>
      <ScrollArea label={label}>
        <div className={s.flyoutBody}>{children}</div>
      </ScrollArea>
      {footer !== undefined && <div className={s.flyoutFoot}>{footer}</div>}
    </aside>
  );
}
