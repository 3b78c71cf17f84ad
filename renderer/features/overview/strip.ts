import type { Strip, StripCell } from '#shared/model/overview.ts';
import { formatDate } from '../../lib/format.ts';
import { COMMON } from '../../strings/common.ts';
import { OVERVIEW } from '../../strings/overview.ts';
import type { DayRow } from '../../ui/index.ts';

const text = OVERVIEW.strip;
const ORDER: readonly StripCell[] = ['good', 'partial', 'unreadable', 'failed', 'none'];
const DAYS_OF_A_WEEK = 7;

/** The rows of the strip, oldest day first. `complete` says whether every repository was read. */
export function rowsOf(strip: Strip, complete: boolean): DayRow[] {
  const row = (key: 'everything' | 'assets', label: string): DayRow => ({
    key,
    label,
    days: strip.days.map((day, index) => {
      const state = strip[key][index] ?? 'none';
      return { key: String(day), state, title: text.day(formatDate(day), state, complete) };
    }),
  });
  return [row('everything', text.everything), row('assets', text.assets)];
}

/** A date below every seventh day, counted back from today, which is the last one. */
export const datesOf = (strip: Strip): string[] =>
  strip.days.map((day, index) =>
    (strip.days.length - 1 - index) % DAYS_OF_A_WEEK === 0 ? formatDate(day) : '',
  );

/** The strip in words, with what was not read: "Everything: 27 good, 1 partial. Assets: 30 good." */
export function summaryOf(strip: Strip, unread: readonly string[]): string {
  const complete = unread.length === 0;
  const words = (label: string, cells: readonly StripCell[]): string => {
    const counts = ORDER.map((cell) => [cells.filter((one) => one === cell).length, cell] as const)
      .filter(([count]) => count > 0)
      .map(([count, cell]) => text.count(count, cell, complete));
    return text.words(label, counts.join(', '));
  };
  return COMMON.sentences(
    words(text.everything, strip.everything),
    words(text.assets, strip.assets),
    ...(complete ? [] : [text.partly(COMMON.list(unread))]),
  );
}
