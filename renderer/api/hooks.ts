import {
  keepPreviousData,
  QueryClient,
  skipToken,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect } from 'react';
import type { AppError } from '#shared/errors/app-error.ts';
import type { RequestInput, RequestName, RequestOutput } from '#shared/ipc/contract.ts';
import type { EventPayload } from '#shared/ipc/events.ts';
import type { BackupList } from '#shared/model/backup.ts';
import type { Operation } from '#shared/model/operation.ts';
import type { Overview } from '#shared/model/overview.ts';
import type { PendingRestart } from '#shared/model/restart.ts';
import { withDetails } from './backup-events.ts';
import { onChangedGateway } from './changed-gateways.ts';
import { errorOf, invoke } from './client.ts';
import { noteFailure } from './unseen-failures.ts';

/** What pages keep by themselves begins with this word: nothing of a server, so no event makes it old. */
export const KEPT = 'kept';

/** Retries happen in the engine, and a data store on localhost needs no network: both defaults are off. */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: { networkMode: 'always', retry: false, staleTime: 1_000, refetchOnWindowFocus: false },
      // An input may hold a secret: it goes soon after its page and its request.
      mutations: { networkMode: 'always', retry: false, gcTime: 1_000 },
    },
  });
  // It is replaced as a whole: comparing it with what was there costs more than it saves.
  client.setQueryDefaults([KEPT], { gcTime: Infinity, structuralSharing: false });
  return client;
}

export const keyOf = (name: RequestName, input: unknown): readonly unknown[] => [name, input];

export interface Reading<Data> {
  data: Data | undefined;
  error: AppError | null;
  /** True only before the first answer: a refresh keeps the data on the screen. */
  loading: boolean;
  refreshing: boolean;
  /** When the data on the screen was read. */
  readAt: number;
  refresh: () => void;
}

/** Reads with a request of the contract and keeps the last good answer while a later one fails. */
export function useRequest<Name extends RequestName>(
  name: Name,
  input: RequestInput<Name>,
  options: { enabled?: boolean; refetchMs?: number; keepPrevious?: boolean } = {},
): Reading<RequestOutput<Name>> {
  const query = useQuery({
    queryKey: keyOf(name, input),
    queryFn: () => invoke(name, input),
    enabled: options.enabled ?? true,
    refetchInterval: options.refetchMs ?? false,
    ...(options.keepPrevious === true ? { placeholderData: keepPreviousData } : {}),
  });
  // A page is drawn anew for what it asks of its reading, and not for a refresh that it does not show.
  return {
    get data() {
      return query.data;
    },
    get error() {
      return errorOf(query.error);
    },
    get loading() {
      return query.isPending && query.fetchStatus !== 'idle';
    },
    get refreshing() {
      return query.isFetching;
    },
    get readAt() {
      return query.dataUpdatedAt;
    },
    refresh: () => void query.refetch(),
  };
}

export interface Action<Input, Output> {
  /** Resolves with the answer, or with null after `error` was set. */
  run: (input: Input) => Promise<Output | null>;
  running: boolean;
  error: AppError | null;
  reset: () => void;
}

/** A request that changes something; its error stays until the next run. */
export function useAction<Name extends RequestName>(
  name: Name,
): Action<RequestInput<Name>, RequestOutput<Name>> {
  const mutation = useMutation({ mutationFn: (input: RequestInput<Name>) => invoke(name, input) });
  return {
    run: (input) => mutation.mutateAsync(input).catch(() => null),
    running: mutation.isPending,
    error: errorOf(mutation.error),
    reset: mutation.reset,
  };
}

const OPERATIONS = keyOf('operations.list', {});

/** All operations of this program, newest first, kept live by events. */
export function useOperations(gatewayId?: string): Operation[] {
  const reading = useRequest('operations.list', {});
  const all = reading.data ?? [];
  return gatewayId === undefined ? all : all.filter((operation) => operation.gatewayId === gatewayId);
}

/** One operation, live. */
export function useOperation(operationId: string): Reading<Operation> {
  return useRequest('operations.get', { operationId });
}

const GATEWAYS = keyOf('gateways.list', {});

/** Of what is kept about repositories of a gateway that cannot be read. */
export const failuresKey = (gatewayId: string): readonly unknown[] => [KEPT, 'backups.unread', gatewayId];

const lastRestart = (gatewayId: string): readonly unknown[] => ['restart.last', gatewayId];

/** The last state of a restart that was announced here: how it ended, after it is no longer pending. */
export function useLastRestart(gatewayId: string): PendingRestart | null {
  const query = useQuery<PendingRestart | null>({
    queryKey: lastRestart(gatewayId),
    queryFn: skipToken,
    initialData: null,
  });
  return query.data ?? null;
}

/** What was read under these names is old after something changed. Backups come and go with their repository. */
const STALE_AFTER: Record<EventPayload<'changed'>['what'], readonly string[]> = {
  gateways: ['gateways', 'overview.get'],
  journals: ['journals', 'overview.get'],
  repositories: ['repositories', 'backups', 'overview'],
  history: ['operations.history'],
};

/**
 * The one place where events of the engine reach the cache. Mounted once, by the root of the app.
 * A finished operation makes everything that was read about its gateway stale.
 */
export function useEngineEvents(): void {
  const client = useQueryClient();
  useEffect(() => {
    const ends = [
      window.gatewayVault.subscribe('operation', (operation) => {
        client.setQueryData(keyOf('operations.get', { operationId: operation.id }), operation);
        client.setQueryData(OPERATIONS, (old: Operation[] | undefined) =>
          [operation, ...(old ?? []).filter((other) => other.id !== operation.id)].sort(
            (a, b) => b.startedAt - a.startedAt,
          ),
        );
        noteFailure(client, operation);
        if (operation.status !== 'running') {
          const stale = ({ queryKey }: { queryKey: readonly unknown[] }): boolean =>
            !/^(kept|operations|restore\.plan|restart\.last)/.test(String(queryKey[0]));
          // A page that is opened later reads anew: old facts must not be shown even for a moment.
          client.removeQueries({ type: 'inactive', predicate: stale });
          void client.invalidateQueries({ predicate: stale });
        }
      }),
      window.gatewayVault.subscribe('backups', (event) => {
        const key = keyOf('backups.list', { gatewayId: event.gatewayId });
        // Only a list that is there: details alone are none. It stays as old as it was.
        const updatedAt = client.getQueryState(key)?.dataUpdatedAt;
        client.setQueryData(key, (old: BackupList | undefined) => old && withDetails(old, event), {
          ...(updatedAt === undefined ? {} : { updatedAt }),
        });
      }),
      window.gatewayVault.subscribe('restart', ({ gatewayId, pending }) => {
        client.setQueryData(keyOf('restart.pending', { gatewayId }), pending);
        client.setQueryData(
          keyOf('overview.get', { gatewayId }),
          (old: Overview | undefined) => old && { ...old, pendingRestart: pending },
        );
        if (pending !== null) client.setQueryData(lastRestart(gatewayId), pending);
      }),
      window.gatewayVault.subscribe('changed', ({ what }) => {
        const stale = STALE_AFTER[what];
        void client.invalidateQueries({
          predicate: ({ queryKey }) => stale.some((begin) => String(queryKey[0]).startsWith(begin)),
        });
      }),
      // Rows of the data store that it had must not pass for those of the one that it has.
      onChangedGateway(client, GATEWAYS, (gatewayId) => {
        for (const queryKey of [failuresKey(gatewayId), keyOf('backups.list', { gatewayId })])
          void client.resetQueries({ queryKey, exact: true });
      }),
    ];
    return () => ends.forEach((end) => end());
  }, [client]);
}
