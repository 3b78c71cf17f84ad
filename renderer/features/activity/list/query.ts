import { type HistoryFilter, HistoryFilter as Schema } from '#shared/model/history.ts';
import { OperationKind, OperationStatus } from '#shared/model/operation.ts';
import { boundsOf, type DateQuery, type DateSearch, readDates, writeDates } from '../../../lib/dates.ts';

export const SORT_KEYS = ['when', 'what', 'name', 'result', 'duration', 'by', 'gateway'] as const;
export type SortKey = (typeof SORT_KEYS)[number];

/** What the list shows and in which order; the whole of it lives in the address. */
export interface ActivityQuery extends DateQuery {
  text: string;
  kinds: OperationKind[];
  statuses: OperationStatus[];
  sort: SortKey;
  order: 'asc' | 'desc';
}

/** The search parameters of the page, as the address holds them. */
export interface ActivitySearch extends DateSearch {
  q?: string;
  kind?: string;
  result?: string;
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
    ...readDates(search),
    sort,
    order: search.order === 'asc' || search.order === 'desc' ? search.order : firstOrder(sort),
  };
}

/** The address of a query; defaults are left out of it. */
export function writeQuery(query: ActivityQuery): ActivitySearch {
  const standard = query.sort === 'when' && query.order === 'desc';
  return {
    ...(query.text === '' ? {} : { q: query.text }),
    ...(query.kinds.length === 0 ? {} : { kind: query.kinds.join(',') }),
    ...(query.statuses.length === 0 ? {} : { result: query.statuses.join(',') }),
    ...writeDates(query),
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
    ...boundsOf(query, now),
  });
}
