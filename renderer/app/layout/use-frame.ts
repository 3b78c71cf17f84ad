import { useOperations, useRequest } from '../../api/hooks.ts';
import { useNow } from '../../lib/use-now.ts';
import { type NavCard, navCardOf } from '../nav-card.ts';

const COUNT_MS = 60_000;

/** The number of backups beside its word in the navigation; `null` while it is not known. */
export function useBackupCount(gatewayId: string | null): number | null {
  const { data } = useRequest(
    'overview.get',
    { gatewayId: gatewayId ?? '' },
    { enabled: gatewayId !== null, refetchMs: COUNT_MS },
  );
  // A list that was read is newer than the Overview's count, and grows while repositories answer.
  const list = useRequest('backups.list', { gatewayId: gatewayId ?? '' }, { enabled: false }).data;
  return data?.dataStore.reachable === true ? (list?.rows.length ?? data.backups) : null;
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
