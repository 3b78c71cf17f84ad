import { useMemo } from 'react';
import type { BackupList } from '#shared/model/backup.ts';
import type { Operation } from '#shared/model/operation.ts';
import { type Reading, useOperations, useRequest } from '../../../api/hooks.ts';
import { useListWatch } from '../../../api/use-list-watch.ts';
import { useToday } from '../../../lib/use-now.ts';
import { isAbout, type ListedBackup, listedBackups } from './listed.ts';
import type { ListQuery } from './query.ts';
import { selectBackups } from './select.ts';

/** The list is read again this often while a backup runs that it does not hold yet. */
const CATCH_UP_MS = 3_000;
const NO_ROWS: ListedBackup[] = [];

export interface Backups {
  reading: Reading<BackupList>;
  all: ListedBackup[];
  shown: ListedBackup[];
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
  const rows = reading.data?.rows;
  const all = useMemo(
    () =>
      // Running work alone is no list: it would look as if there were no other backup.
      rows === undefined
        ? NO_ROWS
        : listedBackups(
            rows,
            operations.filter((operation) => operation.gatewayId === gatewayId),
          ),
    [rows, operations, gatewayId],
  );
  const shown = useMemo(() => selectBackups(all, query, today), [all, query, today]);
  return { reading, all, shown };
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
