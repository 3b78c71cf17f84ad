import type { HistoryRow } from '#shared/model/history.ts';
import { OperationKind, OperationStatus } from '#shared/model/operation.ts';
import { DateChip } from '../../../lib/date-filter.tsx';
import { formatCount, formatOf } from '../../../lib/format.ts';
import { ListSearch } from '../../../lib/list-search.tsx';
import { ACTIVITY } from '../../../strings/activity.ts';
import { FilterChip, Toolbar } from '../../../ui/index.ts';
import type { ActivityQuery } from './query.ts';

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
      search={<ListSearch texts={TEXTS} value={text} onChange={onText} />}
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
      <DateChip query={query} onQuery={onQuery} />
    </Toolbar>
  );
}
