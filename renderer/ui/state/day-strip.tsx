import { cx } from '../base/cx.ts';
import { Icon, type IconName } from '../base/icon.tsx';
import s from './timeline.module.css';

export type DayState = 'good' | 'partial' | 'failed' | 'unreadable' | 'missed' | 'proved' | 'none';

export interface Day {
  key: string;
  state: DayState;
  /** Shown on hover, such as “18 Nov: unreadable”. */
  title: string;
}

export interface DayRow {
  key: string;
  label: string;
  /** Thirty of them, oldest first. */
  days: readonly Day[];
}

export interface DayStripProps {
  rows: readonly DayRow[];
  /** A date below some days, empty below the others; one for each day. */
  dates: readonly string[];
  /** All of it in words; shown below and read instead of the cells. */
  summary: string;
}

const drawings: Partial<Record<DayState, IconName>> = {
  partial: 'minus',
  failed: 'close',
  unreadable: 'close',
  proved: 'check',
};

function Cell({ state, title }: { state: DayState; title?: string }) {
  const drawing = drawings[state];
  return (
    <span className={cx(s.cell, s[`cell-${state}`])} title={title}>
      {drawing !== undefined && <Icon name={drawing} size="s" />}
    </span>
  );
}

/** Thirty days at a glance, a line for each kind, and the same in words. */
export function DayStrip({ rows, dates, summary }: DayStripProps) {
  return (
    <div>
      <div className={s.strip} role="img" aria-label={summary}>
        {rows.map((row) => (
          <DayLine key={row.key} row={row} />
        ))}
        <span />
        {dates.map((date, index) => (
          <span key={rows[0]?.days[index]?.key ?? index} className={s.date}>
            {date}
          </span>
        ))}
      </div>
      <p className={s.summary}>{summary}</p>
    </div>
  );
}

function DayLine({ row }: { row: DayRow }) {
  return (
    <>
      <span className={s.line}>{row.label}</span>
      {row.days.map((day) => (
        <Cell key={day.key} state={day.state} title={day.title} />
      ))}
    </>
  );
}

export interface DayLegendProps {
  items: readonly { state: Exclude<DayState, 'none'>; label: string }[];
}

/** What each drawing of the strip means; for the right end of its panel's header. */
export function DayLegend({ items }: DayLegendProps) {
  return (
    <div className={s.legend}>
      {items.map((item) => (
        <span key={item.state} className={s.legendItem}>
          <Cell state={item.state} />
          {item.label}
        </span>
      ))}
    </div>
  );
}
