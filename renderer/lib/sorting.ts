import type { Sort } from '../ui/index.ts';

interface Sorted<Key extends string> {
  sort: Key;
  order: 'asc' | 'desc';
}

/** How a table shows the order of a query, and how a click on a column changes it. */
export function sortingOf<Key extends string, Query extends Sorted<Key>>(
  query: Query,
  keys: readonly Key[],
  onQuery: (query: Query) => void,
): { sort: Sort; onSort: (sort: Sort) => void } {
  return {
    sort: { key: query.sort, direction: query.order === 'asc' ? 'ascending' : 'descending' },
    onSort: ({ key, direction }) =>
      onQuery({
        ...query,
        sort: keys.find((one) => one === key) ?? query.sort,
        order: direction === 'ascending' ? 'asc' : 'desc',
      }),
  };
}
