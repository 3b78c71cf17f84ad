import { type Query, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { ErrorCode } from '#shared/errors/codes.ts';
import type { DataStoreStatus } from '#shared/model/data-store.ts';
import type { Overview } from '#shared/model/overview.ts';
import { errorOf } from './client.ts';
import { type Reading, useRequest } from './hooks.ts';

const STATUS_MS = 5_000;
/** While it is away: how soon it is seen that it is back. */
const AWAY_MS = 2_000;
/** What is read of the data store and stays on a page. */
const READ_FROM_STORE = ['overview.get', 'backups.list', 'backups.choices', 'repositories.list'];
/** Errors of a data store that is away, or on its way back. */
const AWAY: readonly ErrorCode[] = [
  'address-unknown',
  'connection-refused',
  'connection-lost',
  'no-reply',
  'server-error',
];

/**
 * How the data store is, read again and again. When it went away or came back, what the pages show of it is read anew,
 * so that nobody has to reload.
 */
export function useStoreStatus(gatewayId: string | null): Reading<DataStoreStatus> {
  const client = useQueryClient();
  const asked = { gatewayId: gatewayId ?? '' };
  const known = useRequest('gateways.status', asked, { enabled: false }).data;
  const status = useRequest('gateways.status', asked, {
    enabled: gatewayId !== null,
    refetchMs: known?.reachable === false ? AWAY_MS : STATUS_MS,
  });
  const { data, readAt } = status;
  useEffect(() => {
    if (data === undefined || gatewayId === null) return;
    const isBehind = (query: Query): boolean =>
      isOf(query, gatewayId) && query.state.fetchStatus === 'idle' && isTold(query, data.reachable) === false;
    void client.invalidateQueries({ predicate: isBehind });
  }, [client, gatewayId, data, readAt]);
  return status;
}

function isOf({ queryKey: [name, input] }: Query, gatewayId: string): boolean {
  return (
    READ_FROM_STORE.includes(String(name)) &&
    (input as { gatewayId?: string } | undefined)?.gatewayId === gatewayId
  );
}

/** Whether a page shows of the data store what is true; null while it shows nothing yet. */
function isTold({ queryKey: [name], state }: Query, reachable: boolean): boolean | null {
  const error = errorOf(state.error);
  if (error !== null) return reachable ? !AWAY.includes(error.code) : true;
  if (state.data === undefined) return null;
  return (name === 'overview.get' ? (state.data as Overview).dataStore.reachable : true) === reachable;
}
