import { BackupState } from '#shared/model/backup.ts';
import { Scope } from '#shared/model/primitives.ts';
import { type DateQuery, type DateSearch, readDates, writeDates } from '../../../lib/dates.ts';
import { SIZE_BANDS, type SizeBand } from './sizes.ts';

export const SORT_KEYS = [
  'name',
  'state',
  'repository',
  'scope',
  'size',
  'started',
  'duration',
  'failed',
  'trigger',
  'restored',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];
export type Order = 'asc' | 'desc';

export const SCOPE_FILTERS = ['everything', ...Scope.options] as const;
export type ScopeFilter = (typeof SCOPE_FILTERS)[number];

/** What the list shows and in which order; the whole of it lives in the address. */
export interface ListQuery extends DateQuery {
  text: string;
  states: BackupState[];
  scopes: ScopeFilter[];
  sizes: SizeBand[];
  repositories: string[];
  sort: SortKey;
  order: Order;
}

/** The search parameters of the page, as the address holds them. */
export interface BackupsSearch extends DateSearch {
  repository?: string;
  name?: string;
  tab?: string;
  q?: string;
  state?: string;
  scope?: string;
  size?: string;
  repositories?: string;
  sort?: string;
  order?: string;
}

export const DEFAULT_SORT: SortKey = 'started';
/** Numbers and times start with the largest, words with the first. */
export const firstOrder = (key: SortKey): Order =>
  key === 'size' || key === 'started' || key === 'duration' || key === 'failed' || key === 'restored'
    ? 'desc'
    : 'asc';

const many = <Word extends string>(text: string | undefined, known: readonly Word[]): Word[] =>
  (text ?? '').split(',').filter((word): word is Word => (known as readonly string[]).includes(word));

/** Reads the address; whatever is unknown in it counts as not set. */
export function readQuery(search: BackupsSearch): ListQuery {
  const sort = SORT_KEYS.find((key) => key === search.sort) ?? DEFAULT_SORT;
  return {
    text: search.q ?? '',
    states: many(search.state, BackupState.options),
    scopes: many(search.scope, SCOPE_FILTERS),
    sizes: many(search.size, SIZE_BANDS),
    repositories: (search.repositories ?? '').split(',').filter((name) => name !== ''),
    ...readDates(search),
    sort,
    order: search.order === 'asc' || search.order === 'desc' ? search.order : firstOrder(sort),
  };
}

/** The part of the address that belongs to the list; defaults are left out of it. */
export function writeQuery(query: ListQuery): BackupsSearch {
  const standard = query.sort === DEFAULT_SORT && query.order === firstOrder(DEFAULT_SORT);
  return {
    ...(query.text === '' ? {} : { q: query.text }),
    ...(query.states.length === 0 ? {} : { state: query.states.join(',') }),
    ...(query.scopes.length === 0 ? {} : { scope: query.scopes.join(',') }),
    ...(query.sizes.length === 0 ? {} : { size: query.sizes.join(',') }),
    ...(query.repositories.length === 0 ? {} : { repositories: query.repositories.join(',') }),
    ...writeDates(query),
    ...(standard ? {} : { sort: query.sort, order: query.order }),
  };
}
