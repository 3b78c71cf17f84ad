import { type ReactNode, useId } from 'react';
import { cx } from '../base/cx.ts';
import s from './panel.module.css';

export interface PanelProps {
  /** Without it the panel has no header, and needs a label. */
  title?: ReactNode;
  label?: string;
  /** After the title in the header. */
  subtitle?: ReactNode;
  /** At the right end of the header. */
  right?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  /** Without a margin, for tables and rows that bring their own. */
  flush?: boolean;
  /** An accent border: the one that works now. */
  current?: boolean;
}

/** A framed part of a page with its header. */
export function Panel({ title, label, subtitle, right, children, footer, flush, current }: PanelProps) {
  const titleId = useId();
  return (
    <section
      className={cx(s.panel, current === true && s.panelCurrent)}
      aria-label={label}
      aria-labelledby={label === undefined && title !== undefined ? titleId : undefined}
    >
      {title !== undefined && (
        <div className={s.panelHead}>
          <h2 className={s.panelTitle} id={titleId}>
            {title}
          </h2>
          {subtitle}
          {right !== undefined && <div className={s.panelEnd}>{right}</div>}
        </div>
      )}
      <div className={cx(s.panelBody, flush !== true && s.panelPad)}>{children}</div>
      {footer !== undefined && <div className={s.panelFoot}>{footer}</div>}
    </section>
  );
}

export interface Fact {
  key: string;
  term: ReactNode;
  value: ReactNode;
  note?: string;
}

/** The row of facts below the verdict; stands in a flush panel. */
export function Facts({ items }: { items: readonly Fact[] }) {
  return (
    <dl className={s.facts}>
      {items.map((item) => (
        <div key={item.key} className={s.fact}>
          <dt className={s.factTerm}>{item.term}</dt>
          <dd>
            <div className={s.factValue}>{item.value}</div>
            {item.note !== undefined && (
              <div className={s.factNote} title={item.note}>
                {item.note}
              </div>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export interface DefinitionListProps {
  items: readonly { term: string; detail: ReactNode }[];
  /** Width of the terms: 116, 92, 64, or the rest, with figures at the right end. */
  terms?: 'wide' | 'medium' | 'narrow' | 'figures';
  /** 12/16. */
  small?: boolean;
}

/** Terms at the left, what they are at the right. */
export function DefinitionList({ items, terms = 'wide', small }: DefinitionListProps) {
  const name = cx(s.definitions, terms !== 'wide' && s[`definitions-${terms}`], small === true && s.small);
  return (
    <dl className={name}>
      {items.map((item) => (
        <Pair key={item.term} term={item.term} detail={item.detail} />
      ))}
    </dl>
  );
}

function Pair({ term, detail }: { term: string; detail: ReactNode }) {
  return (
    <>
      <dt className={s.term}>{term}</dt>
      <dd className={s.detail}>{detail}</dd>
    </>
  );
}
