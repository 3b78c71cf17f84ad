import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { invoke } from './client.ts';
import { keyOf } from './hooks.ts';

const LOOK_MS = 30_000;
/** Whoever goes back and forth between windows does not ask more often. */
const LEAST_MS = 5_000;

/**
 * Reads an open list of backups again after something else made or deleted one. Only names and states are looked at,
 * and nothing at all while nobody can see the page: as long as they are the same, nothing on it is drawn anew.
 */
export function useListWatch(gatewayId: string): void {
  const client = useQueryClient();
  useEffect(() => {
    const queryKey = keyOf('backups.list', { gatewayId });
    let left = false;
    let looking = false;
    let lookedAt = Date.now();
    const look = async (): Promise<void> => {
      const query = client.getQueryState(queryKey);
      const rests = query?.data !== undefined && query.fetchStatus === 'idle';
      if (looking || !rests || document.visibilityState === 'hidden') return;
      looking = true;
      lookedAt = Date.now();
      // What cannot be looked at cannot be taken for current either: the list says why.
      const { same } = await invoke('backups.look', { gatewayId }).catch(() => ({ same: false }));
      looking = false;
      if (!same && !left) await client.refetchQueries({ queryKey, exact: true }, { cancelRefetch: false });
    };
    const onReturn = (): void => {
      if (Date.now() - lookedAt >= LEAST_MS) void look();
    };
    const timer = setInterval(() => void look(), LOOK_MS);
    window.addEventListener('focus', onReturn);
    document.addEventListener('visibilitychange', onReturn);
    return () => {
      left = true;
      clearInterval(timer);
      window.removeEventListener('focus', onReturn);
      document.removeEventListener('visibilitychange', onReturn);
    };
  }, [client, gatewayId]);
}
