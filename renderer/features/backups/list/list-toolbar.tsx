import type { ReactNode } from 'react';
import type { BackupList } from '#shared/model/backup.ts';
import { BackupState } from '#shared/model/backup.ts';
import { unreadOf } from '#shared/rules/unread.ts';
import { DateChip } from '../../../lib/date-filter.tsx';
import { formatCount, formatOf } from '../../../lib/format.ts';
import { ListSearch } from '../../../lib/list-search.tsx';
import { BACKUPS } from '../../../strings/backups.ts';
import { COMMON } from '../../../strings/common.ts';
import { FilterChip, Mark, Toolbar } from '../../../ui/index.ts';
import { type ListedBackup, readSoFar } from './listed.ts';
import { type ListQuery, SCOPE_FILTERS } from './query.ts';
import { SIZE_BANDS } from './sizes.ts';

const TEXTS = BACKUPS.list;

interface ListToolbarProps {
  query: ListQuery;
  text: string;
  all: readonly ListedBackup[];
  shown: readonly ListedBackup[];
  /** In the place of the count while rows are selected. */
  selection: ReactNode;
  readings: BackupList['readings'];
  onText: (text: string) => void;
  onQuery: (query: ListQuery) => void;
}

/** Search and filters of the list, and how many rows they leave. */
export function ListToolbar(props: ListToolbarProps) {
  const { query, text, all, shown, selection, readings, onText, onQuery } = props;
  const count = countOf(shown, all.length, readings);
  const broken = unreadOf(readings);
  return (
    <Toolbar search={<ListSearch texts={TEXTS} value={text} onChange={onText} />} end={selection ?? count}>
      <FilterChip
        label={TEXTS.repository}
        clearLabel={TEXTS.clearFilter(TEXTS.repository)}
        options={readings.map((one) => ({ value: one.repository, label: one.repository }))}
        value={query.repositories}
        onChange={(repositories) => onQuery({ ...query, repositories })}
        mark={query.repositories.some((name) => broken.includes(name)) ? <Mark tone="bad" /> : undefined}
      />
      <FilterChip
        label={TEXTS.state}
        clearLabel={TEXTS.clearFilter(TEXTS.state)}
        options={BackupState.options.map((value) => ({
          value,
          label: COMMON.backupStates[value],
          count: formatCount(all.filter((row) => row.state === value).length),
        }))}
        value={query.states}
        onChange={(states) => onQuery({ ...query, states })}
      />
      <FilterChip
        label={TEXTS.scope}
        clearLabel={TEXTS.clearFilter(TEXTS.scope)}
        options={SCOPE_FILTERS.map((value) => ({
          value,
          label: value === 'everything' ? COMMON.everything : COMMON.scopes[value],
        }))}
        value={query.scopes}
        onChange={(scopes) => onQuery({ ...query, scopes })}
      />
      <FilterChip
        label={TEXTS.size}
        clearLabel={TEXTS.clearFilter(TEXTS.size)}
        options={SIZE_BANDS.map((value) => ({ value, label: TEXTS.sizes[value] }))}
        value={query.sizes}
        onChange={(sizes) => onQuery({ ...query, sizes })}
      />
      <DateChip query={query} onQuery={onQuery} />
    </Toolbar>
  );
}

/** How many rows are shown, and what they do not say: filters look only at what was read. */
function countOf(shown: readonly ListedBackup[], all: number, readings: BackupList['readings']): string {
  const { read, listed } = readSoFar(readings);
  const broken = unreadOf(readings);
  const earlier = shown.filter((row) => row.asOf !== null).length;
  if (all + earlier === 0) return '';
  const count = formatOf(shown.length - earlier, all);
  const known = read < listed ? TEXTS.read(count, formatOf(read, listed)) : count;
  const detailed = earlier === 0 ? known : TEXTS.earlier(known, formatCount(earlier));
  return broken.length === 0 ? detailed : TEXTS.missing(detailed, TEXTS.repositories(broken));
}
