import { type QueryClient, skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Operation } from '#shared/model/operation.ts';

const KEY = ['operations.unseen'] as const;
const BAD: ReadonlySet<Operation['status']> = new Set(['failed', 'unknown', 'warning']);
const NONE: Operation[] = [];

/** Keeps work that ended badly while nobody looked; what fails in front of somebody says so in its place. */
export function noteFailure(client: QueryClient, operation: Operation): void {
  if (!BAD.has(operation.status) || document.hasFocus()) return;
  client.setQueryData(KEY, (all: Operation[] = NONE) => [
    operation,
    ...all.filter((one) => one.id !== operation.id),
  ]);
}

/** Work that ended badly while the window was not in front, until it is said that it was seen. */
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
