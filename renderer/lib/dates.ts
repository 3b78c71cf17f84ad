export const DATE_SPANS = ['today', '7d', '30d', '365d', 'days'] as const;
export type DateSpan = (typeof DATE_SPANS)[number];

/** From when to when a list is looked at. */
export interface DateQuery {
  span: DateSpan | null;
  /** Days as `2026-11-24`, in local time; they count while the span is `days`. */
  from: string;
  to: string;
}

/** The same as an address holds it. */
export interface DateSearch {
  date?: string;
  from?: string;
  to?: string;
}

/** Reads the address; whatever is unknown in it counts as not set. */
export const readDates = ({ date, from, to }: DateSearch): DateQuery => ({
  span: DATE_SPANS.find((span) => span === date) ?? null,
  from: dayOf(from) === null ? '' : (from ?? ''),
  to: dayOf(to) === null ? '' : (to ?? ''),
});

/** The address of the dates; what is not set is left out of it. */
export function writeDates({ span, from, to }: DateQuery): DateSearch {
  const days = span === 'days';
  return {
    ...(span === null ? {} : { date: span }),
    ...(days && from !== '' ? { from } : {}),
    ...(days && to !== '' ? { to } : {}),
  };
}

/** Two days in the wrong order leave nothing, and the fields say so. */
export const areWrong = ({ span, from, to }: DateQuery): boolean =>
  span === 'days' && from !== '' && to !== '' && from > to;

const DAYS_BACK: Record<Exclude<DateSpan, 'days'>, number> = { today: 0, '7d': 6, '30d': 29, '365d': 364 };

/** First and last millisecond of what is looked at; what is left out has no end on that side. */
export function boundsOf(query: DateQuery, now: number): { from?: number; to?: number } {
  if (query.span === null) return {};
  if (query.span !== 'days') {
    const today = new Date(now);
    const day = today.getDate() - DAYS_BACK[query.span];
    return { from: new Date(today.getFullYear(), today.getMonth(), day).getTime() };
  }
  const [from, to] = [dayOf(query.from), dayOf(query.to)];
  return {
    ...(from === null ? {} : { from: from.getTime() }),
    // The last day counts to its end, also where the clock is changed on it.
    ...(to === null ? {} : { to: new Date(to.getFullYear(), to.getMonth(), to.getDate() + 1).getTime() - 1 }),
  };
}

/** The start of a day in local time; null for what is no day. */
function dayOf(text: string | undefined): Date | null {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text ?? '') ?? [];
  if (year === undefined || month === undefined || day === undefined) return null;
  const date = new Date(Number(year), Number(month) - 1, Number(day));
  const isReal = date.getMonth() === Number(month) - 1 && date.getTime() >= 0;
  return isReal ? date : null;
}
