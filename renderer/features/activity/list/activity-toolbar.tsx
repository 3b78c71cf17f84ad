import type { HistoryRow } from '#shared/model/history.ts';
import { OperationKind, OperationStatus } from '#shared/model/operation.ts';
import { formatCount, formatOf } from '../../../lib/format.ts';
import { ACTIVITY } from '../../../strings/activity.ts';
import { DateField, FilterChip, SearchField, Toolbar } from '../../../ui/index.ts';
import { type ActivityQuery, DATE_SPANS } from './query.ts';

const TEXTS = ACTIVITY.list;

interface ActivityToolbarProps {
  query: ActivityQuery;
  text: string;
  all: readonly HistoryRow[];
  shown: number;
  onText: (text: string) => void;
  onQuery: (query: ActivityQuery) => void;
}

/** Search and filters of the list, and how many rows they leave. */
export function ActivityToolbar({ query, text, all, shown, onText, onQuery }: ActivityToolbarProps) {
  const kinds = OperationKind.options.filter(
    (kind) => query.kinds.includes(kind) || all.some((row) => row.kind === kind),
  );
  return (
    <Toolbar
      search={
        <SearchField
          label={TEXTS.searchLabel}
          placeholder={TEXTS.search}
          keyHint="/"
          clearLabel={TEXTS.clearSearch}
          value={text}
          onChange={onText}
        />
      }
      end={all.length === 0 ? '' : formatOf(shown, all.length)}
    >
      <FilterChip
        label={TEXTS.kind}
        clearLabel={TEXTS.clearFilter(TEXTS.kind)}
        options={kinds.map((value) => ({
          value,
          label: ACTIVITY.kinds[value],
          count: formatCount(all.filter((row) => row.kind === value).length),
        }))}
        value={query.kinds}
        onChange={(next) => onQuery({ ...query, kinds: next })}
      />
      <FilterChip
        label={TEXTS.result}
        clearLabel={TEXTS.clearFilter(TEXTS.result)}
        options={OperationStatus.options.map((value) => ({
          value,
          label: ACTIVITY.statuses[value],
          count: formatCount(all.filter((row) => row.status === value).length),
        }))}
        value={query.statuses}
        onChange={(statuses) => onQuery({ ...query, statuses })}
      />
      <FilterChip
        single
        label={TEXTS.date}
        clearLabel={TEXTS.clearFilter(TEXTS.date)}
        options={DATE_SPANS.map((value) => ({ value, label: TEXTS.dates[value] }))}
        value={query.span === null ? [] : [query.span]}
        onChange={([span]) => onQuery({ ...query, span: span ?? null })}
      />
    </Toolbar>
  );
}

/** The two days, below the other filters: beside them there would be no room in a narrow window. */
export function ActivityDays({ query, onQuery }: Pick<ActivityToolbarProps, 'query' | 'onQuery'>) {
  if (query.span !== 'days') return null;
  const invalid = areWrong(query);
  return (
    <Toolbar>
      <DateField
        label={TEXTS.from}
        value={query.from}
        onChange={(from) => onQuery({ ...query, from })}
        invalid={invalid}
      />
      <DateField
        label={TEXTS.to}
        value={query.to}
        onChange={(to) => onQuery({ ...query, to })}
        invalid={invalid}
      />
    </Toolbar>
  );
}

/** Two days in the wrong order leave nothing, and the fields say so. */
export const areWrong = ({ span, from, to }: ActivityQuery): boolean =>
  span === 'days' && from !== '' && to !== '' && from > to;
