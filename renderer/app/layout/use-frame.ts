import { isNothingRead, unreadOf } from '#shared/rules/unread.ts';
import { useOperations, useRequest } from '../../api/hooks.ts';
import { useNow } from '../../lib/use-now.ts';
import { type NavCard, navCardOf } from '../nav-card.ts';

const COUNT_MS = 60_000;

/** The number of backups beside its word in the navigation, as it was read last; `null` while it is not known. */
export function useBackupCount(gatewayId: string | null): number | null {
  const overview = useRequest(
    'overview.get',
    { gatewayId: gatewayId ?? '' },
    { enabled: gatewayId !== null, refetchMs: COUNT_MS },
  );
  const list = useRequest('backups.list', { gatewayId: gatewayId ?? '' }, { enabled: false });
  if (overview.data?.dataStore.reachable !== true) return null;
  const { verdict, readings, backups } = overview.data;
  if (list.data !== undefined) {
    // A list grows while repositories answer, also those that the Overview did not wait for.
    const hasMore = unreadOf(list.data.readings).length < unreadOf(readings).length;
    if (hasMore || list.readAt >= overview.readAt)
      return isNothingRead(list.data.readings) ? null : list.data.rows.length;
  }
  // A list that could not be read at all has no readings either.
  const isUnread = isNothingRead(readings) || (verdict.state === 'unknown' && readings.length === 0);
  return isUnread ? null : backups;
}

/** What runs or waits, live. */
export function useNavCard(gatewayId: string | null): NavCard | null {
  const operations = useOperations();
  const pending = useRequest(
    'restart.pending',
    { gatewayId: gatewayId ?? '' },
    { enabled: gatewayId !== null },
  );
  const moves = pending.data?.running === true || operations.some(({ status }) => status === 'running');
  const now = useNow(moves ? 1_000 : 30_000);
  return navCardOf(operations, pending.data ?? null, gatewayId, now);
}
