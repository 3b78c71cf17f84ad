import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useNoteListPlace } from '../../../lib/kept.ts';
import { type BackupsSearch, type ListQuery, readQuery, writeQuery } from './query.ts';

export interface OpenBackup {
  repository: string;
  name: string;
}

export interface Address {
  gatewayId: string;
  query: ListQuery;
  open: OpenBackup | null;
  tab: string | undefined;
  setQuery: (query: ListQuery) => void;
  /** Opens the flyout of a backup, or closes it with null. The list stays as it is. */
  show: (backup: OpenBackup | null) => void;
  setTab: (tab: string) => void;
}

/** Filters, order, the open backup and its tab: all of it is in the address, so a link shows the same page. */
export function useAddress(): Address {
  const { gatewayId = '' } = useParams({ strict: false });
  const search: BackupsSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  useNoteListPlace(gatewayId, search);
  const go = useCallback(
    (next: BackupsSearch, replace: boolean) =>
      void navigate({ to: '/g/$gatewayId/backups', params: { gatewayId }, search: next, replace }),
    [navigate, gatewayId],
  );
  const query = readQuery(search);
  const open =
    search.repository !== undefined && search.name !== undefined
      ? { repository: search.repository, name: search.name }
      : null;
  const opened = (tab: string | undefined): BackupsSearch =>
    open === null ? {} : { ...open, ...(tab === undefined ? {} : { tab }) };
  return {
    gatewayId,
    query,
    open,
    tab: search.tab,
    setQuery: (next) => go({ ...writeQuery(next), ...opened(search.tab) }, true),
    // The tab stays while rows are walked through with the flyout open.
    show: (backup) =>
      go(
        {
          ...writeQuery(query),
          ...(backup === null ? {} : { repository: backup.repository, name: backup.name }),
          ...(backup !== null && search.tab !== undefined ? { tab: search.tab } : {}),
        },
        open !== null && backup !== null,
      ),
    setTab: (tab) => go({ ...writeQuery(query), ...opened(tab) }, true),
  };
}
