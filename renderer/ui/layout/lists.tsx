import { type ReactNode, useId, useState } from 'react';
import { cx } from '../base/cx.ts';
import { Icon, type IconName, type Tone } from '../base/icon.tsx';
import marks from '../state/state.module.css';
import { Mark } from '../state/state-mark.tsx';
import s from './lists.module.css';

export interface DisclosureProps {
  label: ReactNode;
  /** Beside the label, always visible. */
  note?: ReactNode;
  children: ReactNode;
  defaultOpen?: boolean;
}

/** A word that unfolds more. */
export function Disclosure({ label, note, children, defaultOpen = false }: DisclosureProps) {
  const [open, setOpen] = useState(defaultOpen);
  const id = useId();
  return (
    <div>
      <div className={s.foldHead}>
        <button
          type="button"
          className={s.foldButton}
          aria-expanded={open}
          aria-controls={open ? id : undefined}
          onClick={() => setOpen(!open)}
        >
          <Icon name={open ? 'down' : 'right'} size="s" tone="muted" />
          {label}
        </button>
        {note !== undefined && <span className={s.foldNote}>{note}</span>}
      </div>
      {open && (
        <div className={s.foldBody} id={id}>
          {children}
        </div>
      )}
    </div>
  );
}

export interface Point {
  key: string;
  icon: IconName;
  title: ReactNode;
  text?: ReactNode;
}

/** What happens, one after another, with an icon each. */
export function PointList({ points }: { points: readonly Point[] }) {
  return (
    <ol className={s.points}>
      {points.map((point) => (
        <li key={point.key} className={s.point}>
          <span className={s.pointIcon}>
            <Icon name={point.icon} />
          </span>
          <div>
            <b>{point.title}</b>
            {point.text !== undefined && <p className={s.pointText}>{point.text}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}

export interface CheckItem {
  key: string;
  tone: Tone;
  title: ReactNode;
  /** The result as a word, at the right end. */
  word: string;
  text?: ReactNode;
  actions?: ReactNode;
}

/** Checks with their results: mark, name, word, what was seen, what to do. */
export function CheckList({ items, label }: { items: readonly CheckItem[]; label: string }) {
  return (
    <ul className={s.checks} aria-label={label}>
      {items.map((item) => (
        <li key={item.key} className={s.check}>
          <span className={s.checkMark}>
            <Mark tone={item.tone} />
          </span>
          <div className={s.grow}>
            <div className={s.checkHead}>
              <span className={s.checkTitle}>{item.title}</span>
              <span className={cx(s.small, marks[`text-${item.tone}`])}>{item.word}</span>
            </div>
            {item.text !== undefined && <div className={cx(s.small, s.pointText)}>{item.text}</div>}
            {item.actions !== undefined && <div className={s.checkActions}>{item.actions}</div>}
          </div>
        </li>
      ))}
    </ul>
  );
}

export interface SideNoteProps {
  tone?: 'neutral' | 'warn' | 'bad';
  children: ReactNode;
}

/** An explanation with a coloured line at its left, below the thing it explains. */
export function SideNote({ tone = 'neutral', children }: SideNoteProps) {
  return <div className={cx(s.aside, tone !== 'neutral' && s[`aside-${tone}`])}>{children}</div>;
}
