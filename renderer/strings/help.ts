import { COMMON } from './common.ts';

/** Texts around the pages of the guide; the pages themselves are in docs/guide. */
export const HELP = {
  title: 'Help',
  forPage: 'Help for this page',
  open: 'Open in Help',
  contents: 'Pages of the guide',
  onThisPage: 'On this page',
  all: 'All pages',
  article: (title: string) => `Help: ${title}`,
  code: (first: string) => `Lines to copy: ${first}`,
  table: (heads: readonly string[]) => `Table of ${COMMON.list(heads)}`,
  external: 'opens in the browser',
  search: {
    label: 'Search in the help',
    placeholder: 'Word, error, setting',
    clear: 'Clear the search',
    results: 'Results',
    found: (count: number) => `${count} ${COMMON.plural(count, 'place', 'places')}`,
    none: 'Nothing found',
    noneText: 'Fewer or other words may find it.',
  },
  missing: {
    title: 'There is no such page in the help',
    text: 'The list at the left has every page.',
    back: 'Show all pages',
  },
  error: {
    more: 'More about this',
    less: 'Less about this',
  },
  keys: 'All keys, also those of lists',
} as const;
