import { COMMON } from './common.ts';

/** Texts of the dialog that picks indices by name. Counts come formatted. */
export const INDEX_PICKER = {
  title: 'Choose indices',
  search: 'Index name',
  searchLabel: 'Search by index name',
  listLabel: 'Indices of the tenant',
  chosen: (count: string) => `${count} chosen`,
  all: 'Choose all shown',
  noneShown: 'Choose none of the shown',
  clear: 'Clear',
  unclearTitle: 'Unclear names',
  noMatch: 'No index name matches.',
  take: (count: string) => `Take ${COMMON.counted(count, 'index', 'indices')}`,
  nothing: 'Nothing is chosen',
  cancel: 'Cancel',
};
