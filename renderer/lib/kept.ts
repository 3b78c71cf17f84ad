import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useState } from 'react';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import { KEPT } from '../api/hooks.ts';

export interface KeptDraft<Draft> {
  draft: Draft;
  setDraft: (next: (now: Draft) => Draft) => void;
  /** The draft as an earlier visit of the page left it; null where this visit begins one. */
  begun: Draft | null;
  /** The next visit begins anew: the work was started, or is not wanted. */
  forget: () => void;
}

/** What a draft was made for; `undefined` in the place of what is not known yet. */
export type MadeFor = readonly (string | undefined)[];

/** What choices for a gateway stand on: another data store, tenant or release has other indices. */
export const choicesStandOn = (profile: GatewayProfile | undefined): string | undefined =>
  profile && JSON.stringify([profile.dataStore.addresses.toSorted(), profile.tenant, profile.release]);

export interface KeepOptions<Draft> {
  /** A draft that was made for something else is dropped as soon as that is known. */
  madeFor?: MadeFor;
  /** What of a draft may be kept; without it all of it. The same function each time. */
  keep?: (draft: Draft) => Draft;
}

interface Kept<Draft> {
  draft: Draft;
  madeFor: MadeFor;
}

interface Visit<Draft> extends Kept<Draft> {
  begun: Draft | null;
  /** What nobody has changed yet. */
  initial: Draft;
}

const NOTHING: MadeFor = [];

/**
 * The draft of a wizard or a form, which is there again when its page was left and comes back, as long as the window is open. What
 * is kept is no place for secrets, nor for words that confirm something.
 */
export function useKeptDraft<Draft>(
  of: readonly string[],
  first: () => Draft,
  { madeFor = NOTHING, keep }: KeepOptions<Draft> = {},
): KeptDraft<Draft> {
  const client = useQueryClient();
  const key = JSON.stringify(of);
  const begin = (): Visit<Draft> => {
    const draft = first();
    return { draft, begun: null, initial: draft, madeFor };
  };
  const [visit, setVisit] = useState((): Visit<Draft> => {
    const kept = client.getQueryData<Kept<Draft>>([KEPT, key]);
    return kept === undefined ? begin() : { ...kept, begun: kept.draft, initial: kept.draft };
  });
  if (isOther(visit.madeFor, madeFor)) setVisit(begin());
  else if (madeFor.some((one, place) => one !== undefined && visit.madeFor[place] === undefined)) {
    setVisit({ ...visit, madeFor: madeFor.map((one, place) => one ?? visit.madeFor[place]) });
  }
  // A field follows its own page at once; what is kept follows the page.
  const { draft, begun, initial, madeFor: known } = visit;
  useEffect(() => {
    if (draft === initial && begun === null) forgetKey(client, key);
    else {
      const kept: Kept<Draft> = { draft: keep === undefined ? draft : keep(draft), madeFor: known };
      client.setQueryData([KEPT, key], kept);
    }
  }, [client, key, draft, initial, begun, known, keep]);
  const setDraft = useCallback(
    (next: (now: Draft) => Draft) => setVisit((now) => ({ ...now, draft: next(now.draft) })),
    [],
  );
  const forget = useCallback(() => forgetKey(client, key), [client, key]);
  return { draft, setDraft, begun, forget };
}

const forgetKey = (client: QueryClient, key: string): void =>
  client.removeQueries({ queryKey: [KEPT, key], exact: true });

/** Forgets a draft whose page is not open. */
export const forgetKept = (client: QueryClient, of: readonly string[]): void =>
  forgetKey(client, JSON.stringify(of));

const isOther = (was: MadeFor, is: MadeFor): boolean =>
  was.some((one, place) => one !== undefined && is[place] !== undefined && one !== is[place]);

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
