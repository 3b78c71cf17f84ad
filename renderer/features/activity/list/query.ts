import { type HistoryFilter, HistoryFilter as Schema } from '#shared/model/history.ts';
import { OperationKind, OperationStatus } from '#shared/model/operation.ts';

export const DATE_SPANS = ['today', '7d', '30d', '365d', 'days'] as const;
export type DateSpan = (typeof DATE_SPANS)[number];

export const SORT_KEYS = ['when', 'what', 'name', 'result', 'duration', 'by', 'gateway'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** What the list shows and in which order; the whole of it lives in the address. */
export interface ActivityQuery {
  text: string;
  kinds: OperationKind[];
  statuses: OperationStatus[];
  span: DateSpan | null;
  /** Days as `2026-11-24`, in local time; they count while the span is `days`. */
  from: string;
  to: string;
  sort: SortKey;
  order: 'asc' | 'desc';
}

/** The search parameters of the page, as the address holds them. */
export interface ActivitySearch {
  q?: string;
  kind?: string;
  result?: string;
  date?: string;
  from?: string;
  to?: string;
  sort?: string;
  order?: string;
}

/** Times and durations start with the largest, words with the first. */
export const firstOrder = (key: SortKey): ActivityQuery['order'] =>
  key === 'when' || key === 'duration' ? 'desc' : 'asc';

const many = <Word extends string>(text: string | undefined, known: readonly Word[]): Word[] =>
  (text ?? '').split(',').filter((word): word is Word => (known as readonly string[]).includes(word));

/** Reads the address; whatever is unknown in it counts as not set. */
export function readQuery(search: ActivitySearch): ActivityQuery {
  const sort = SORT_KEYS.find((key) => key === search.sort) ?? 'when';
  return {
    text: (search.q ?? '').slice(0, 200),
    kinds: many(search.kind, OperationKind.options),
    statuses: many(search.result, OperationStatus.options),
    span: DATE_SPANS.find((span) => span === search.date) ?? null,
    from: dayOf(search.from) === null ? '' : (search.from ?? ''),
    to: dayOf(search.to) === null ? '' : (search.to ?? ''),
    sort,
    order: search.order === 'asc' || search.order === 'desc' ? search.order : firstOrder(sort),
  };
}

/** The address of a query; defaults are left out of it. */
export function writeQuery(query: ActivityQuery): ActivitySearch {
  const standard = query.sort === 'when' && query.order === 'desc';
  const days = query.span === 'days';
  return {
    ...(query.text === '' ? {} : { q: query.text }),
    ...(query.kinds.length === 0 ? {} : { kind: query.kinds.join(',') }),
    ...(query.statuses.length === 0 ? {} : { result: query.statuses.join(',') }),
    ...(query.span === null ? {} : { date: query.span }),
    ...(days && query.from !== '' ? { from: query.from } : {}),
    ...(days && query.to !== '' ? { to: query.to } : {}),
    ...(standard ? {} : { sort: query.sort, order: query.order }),
  };
}

/** The query as the history understands it: the page and the export ask with this alone. */
export function filterOf(query: ActivityQuery, gatewayId: string | undefined, now: number): HistoryFilter {
  return Schema.parse({
    ...(gatewayId === undefined ? {} : { gatewayId }),
    text: query.text,
    kinds: query.kinds,
    statuses: query.statuses,
    ...datesOf(query, now),
  });
}

const DAYS_BACK: Record<Exclude<DateSpan, 'days'>, number> = { today: 0, '7d': 6, '30d': 29, '365d': 364 };

function datesOf(query: ActivityQuery, now: number): Pick<HistoryFilter, 'from' | 'to'> {
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
