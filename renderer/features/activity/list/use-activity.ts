import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { HistoryFilter, HistoryRow } from '#shared/model/history.ts';
import { type Reading, useOperations, useRequest } from '../../../api/hooks.ts';
import { useToday } from '../../../lib/use-now.ts';
import { type ActivityQuery, type ActivitySearch, filterOf, readQuery, writeQuery } from './query.ts';
import { selectRows, withLive } from './select.ts';

/** The part of the activity that the address asks for. */
export function useActivityAddress(): {
  /** Undefined: of all gateways. */
  gatewayId: string | undefined;
  query: ActivityQuery;
  setQuery: (query: ActivityQuery) => void;
} {
  const { gatewayId } = useParams({ strict: false });
  const search: ActivitySearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const query = useMemo(() => readQuery(search), [search]);
  const setQuery = useCallback(
    (next: ActivityQuery): void => {
      const options = { search: writeQuery(next), replace: true };
      if (gatewayId === undefined) void navigate({ to: '/activity', ...options });
      else void navigate({ to: '/g/$gatewayId/activity', params: { gatewayId }, ...options });
    },
    [navigate, gatewayId],
  );
  return { gatewayId, query, setQuery };
}

export interface Activity {
  reading: Reading<HistoryRow[]>;
  all: HistoryRow[];
  shown: HistoryRow[];
  filter: HistoryFilter;
}

/** Everything that was done, live, and the part of it that the query asks for. */
export function useActivity(gatewayId: string | undefined, query: ActivityQuery): Activity {
  const today = useToday();
  const reading = useRequest('operations.history', gatewayId === undefined ? {} : { gatewayId });
  const operations = useOperations(gatewayId);
  const rows = reading.data;
  const all = useMemo(() => (rows === undefined ? [] : withLive(rows, operations)), [rows, operations]);
  const filter = useMemo(() => filterOf(query, gatewayId, today), [query, gatewayId, today]);
  const shown = useMemo(() => selectRows(all, filter, query), [all, filter, query]);
  return { reading, all, shown, filter };
}
