import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import { KEPT } from '../api/hooks.ts';

export interface KeptDraft<Draft> {
  draft: Draft;
  setDraft: (next: (now: Draft) => Draft) => void;
  /** The draft as an earlier visit of the page left it; null where this visit begins one. */
  begun: Draft | null;
  /** The next visit begins anew: the work was started, or is not wanted. */
  forget: () => void;
}

/**
 * The draft of a wizard, which is there again when its page was left and comes back, as long as the window is open. What
 * is kept is no place for secrets, nor for words that confirm something.
 */
export function useKeptDraft<Draft>(of: readonly string[], first: () => Draft): KeptDraft<Draft> {
  const client = useQueryClient();
  const key = JSON.stringify(of);
  const [begun] = useState(() => {
    const kept = client.getQueryData<Draft>([KEPT, key]);
    return { draft: kept ?? first(), earlier: kept ?? null };
  });
  // A field follows its own page at once; what is kept follows the page.
  const [draft, setDraft] = useState(begun.draft);
  useEffect(() => {
    if (draft !== begun.draft) client.setQueryData([KEPT, key], draft);
  }, [client, key, draft, begun]);
  const forget = useCallback(
    () => client.removeQueries({ queryKey: [KEPT, key], exact: true }),
    [client, key],
  );
  return { draft, setDraft, begun: begun.earlier, forget };
}

type Search = Partial<Record<string, string>>;

const listKey = (gatewayId: string): readonly unknown[] => [KEPT, 'list of backups', gatewayId];

/** Notes how the list of backups looks, so that what was begun there leads back to it. */
export function useNoteListPlace(gatewayId: string, search: object): void {
  const client = useQueryClient();
  useEffect(() => void client.setQueryData(listKey(gatewayId), search), [client, gatewayId, search]);
}

/** The search, filters and open backup that the list of backups had when it was last seen. */
export function useListPlace(gatewayId: string): Search {
  return useQueryClient().getQueryData<Search>(listKey(gatewayId)) ?? {};
}
