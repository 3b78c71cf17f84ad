import { COMMON } from '../strings/common.ts';
import { DateField, FilterChip, Toolbar } from '../ui/index.ts';
import { areWrong, DATE_SPANS, type DateQuery } from './dates.ts';

const TEXTS = COMMON.dateFilter;

interface DateFilterProps<Query extends DateQuery> {
  query: Query;
  onQuery: (query: Query) => void;
}

/** Today, the last days, or from one day to another. */
export function DateChip<Query extends DateQuery>({ query, onQuery }: DateFilterProps<Query>) {
  return (
    <FilterChip
      single
      label={TEXTS.label}
      clearLabel={TEXTS.clear}
      options={DATE_SPANS.map((value) => ({ value, label: TEXTS.spans[value] }))}
      value={query.span === null ? [] : [query.span]}
      onChange={([span]) => onQuery({ ...query, span: span ?? null })}
    />
  );
}

/** The two days, below the other filters: beside them there would be no room in a narrow window. */
export function DateDays<Query extends DateQuery>({ query, onQuery }: DateFilterProps<Query>) {
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
