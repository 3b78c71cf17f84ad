import { type QueryClient, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import type { Operation } from '#shared/model/operation.ts';
import { isFailure } from '#shared/rules/failure.ts';
import { isChange } from '#shared/rules/history.ts';

const KEY = ['operations.unseen'] as const;
const NONE: Operation[] = [];
/** What the open page shows the end of. */
const open = new Set<(operation: Operation) => boolean>();

/** A page that shows how some work ends says of which: what fails in front of somebody is not called out again. */
export function useShowsEnd(shows: (operation: Operation) => boolean): void {
  useEffect(() => {
    open.add(shows);
    return () => void open.delete(shows);
  });
}

/** Keeps work that ended badly while nobody looked at it, until it is seen or goes on. */
export function noteFailure(client: QueryClient, operation: Operation): void {
  const others = (all: Operation[] = NONE): Operation[] => all.filter(({ id }) => id !== operation.id);
  if (isFailure(operation) && !isSeen(operation))
    client.setQueryData(KEY, (all?: Operation[]) => [operation, ...others(all)]);
  else if (client.getQueryData<Operation[]>(KEY)?.some(({ id }) => id === operation.id) === true)
    client.setQueryData(KEY, others);
}

/** A change says in its own dialog why it was refused. */
const isSeen = (operation: Operation): boolean =>
  document.hasFocus() && (isChange(operation.kind) || [...open].some((shows) => shows(operation)));

/** Work that ended badly while nobody looked at it, until it is said that it was seen. */
export function useUnseenFailures(): { failures: Operation[]; seen: (operationId: string) => void } {
  const client = useQueryClient();
  const query = useQuery<Operation[]>({ queryKey: KEY, queryFn: skipToken, initialData: NONE });
  const seen = useCallback(
    (operationId: string): void =>
      void client.setQueryData(KEY, (all: Operation[] = NONE) => all.filter(({ id }) => id !== operationId)),
    [client],
  );
  return { failures: query.data ?? NONE, seen };
}
