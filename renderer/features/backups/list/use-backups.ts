import { useMemo } from 'react';
import type { BackupList } from '#shared/model/backup.ts';
import type { Operation } from '#shared/model/operation.ts';
import { type Reading, useOperations, useRequest } from '../../../api/hooks.ts';
import { useListWatch } from '../../../api/use-list-watch.ts';
import { useToday } from '../../../lib/use-now.ts';
import { type EarlierLists, earlierLists, withShown } from './earlier.ts';
import { isAbout, type ListedBackup, listedBackups } from './listed.ts';
import type { ListQuery } from './query.ts';
import { selectBackups } from './select.ts';
import { type KnownFailures, useFailures } from './use-failures.ts';

/** The list is read again this often while a backup runs that it does not hold yet. */
const CATCH_UP_MS = 3_000;
const NO_ROWS: ListedBackup[] = [];

export interface Backups extends KnownFailures {
  reading: Reading<BackupList>;
  /** The backups of now: whatever counts or judges takes these. */
  all: ListedBackup[];
  /** The same, and rows of an earlier time that somebody asked for. */
  rows: ListedBackup[];
  /** Those of `rows` that the query asks for. */
  shown: ListedBackup[];
  earlier: EarlierLists;
}

/** All backups of a gateway joined with running work, and the part of them that the query asks for. */
export function useBackups(gatewayId: string, query: ListQuery): Backups {
  useListWatch(gatewayId);
  const operations = useOperations();
  const today = useToday();
  const behind = useRequest('backups.list', { gatewayId }, { enabled: false }).data;
  const reading = useRequest(
    'backups.list',
    { gatewayId },
    isBehind(behind, operations, gatewayId) ? { refetchMs: CATCH_UP_MS } : {},
  );
  const known = useFailures(gatewayId, reading.data);
  const read = reading.data?.rows;
  const all = useMemo(
    () =>
      // Running work alone is no list: it would look as if there were no other backup.
      read === undefined
        ? NO_ROWS
        : listedBackups(
            read,
            operations.filter((operation) => operation.gatewayId === gatewayId),
          ),
    [read, operations, gatewayId],
  );
  const earlier = useMemo(() => earlierLists(known.failures, all), [known.failures, all]);
  const rows = useMemo(() => withShown(all, earlier), [all, earlier]);
  const shown = useMemo(() => selectBackups(rows, query, today), [rows, query, today]);
  return { reading, all, rows, shown, earlier, ...known };
}

function isBehind(
  list: BackupList | undefined,
  operations: readonly Operation[],
  gatewayId: string,
): boolean {
  return operations.some(
    (operation) =>
      operation.gatewayId === gatewayId &&
      operation.kind === 'backup' &&
      operation.status === 'running' &&
      list?.rows.some((row) => isAbout(operation, row)) !== true,
  );
}
