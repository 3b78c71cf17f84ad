import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo } from 'react';
import type { BackupList, BackupRow } from '#shared/model/backup.ts';
import { failuresKey } from '../../../api/hooks.ts';

/** Since when a repository cannot be read, in ms, and how many readings have failed. */
export interface Failure {
  since: number;
  tries: number;
  /** The last of those readings. */
  readAt: number;
  /** What was last read of it; null where nothing was. */
  earlier: EarlierRows | null;
}

/** The rows of a repository as they were at `readAt`, in ms. */
export interface EarlierRows {
  rows: readonly BackupRow[];
  readAt: number;
  shown: boolean;
}

export type Failures = ReadonlyMap<string, Failure>;

interface Kept {
  last: BackupList | null;
  failures: Failures;
}

const NOTHING: Kept = { last: null, failures: new Map() };
const failuresOf = ({ failures }: Kept): Failures => failures;

/** What is known with one more reading: who can be read again is forgotten, and no reading counts twice. */
function withReading({ last, failures: known }: Kept, list: BackupList): Failures {
  const { readings, readAt } = list;
  const failed = readings.filter((one) => one.error !== null);
  const isKnown =
    failed.length === known.size && failed.every((one) => known.get(one.repository)?.readAt === readAt);
  if (isKnown) return known;
  return new Map(
    failed.map(({ repository, backups, detailed }) => {
      const before = known.get(repository);
      if (before?.readAt === readAt) return [repository, before];
      const former = before?.earlier ?? rowsOf(last, repository);
      // Where only details are missing it has told what it holds, and what it does not hold any more.
      const named = detailed < backups ? rowsOf(list, repository) : null;
      const earlier = named === null ? former : { ...named, shown: former?.shown ?? false };
      return [
        repository,
        { since: before?.since ?? readAt, tries: (before?.tries ?? 0) + 1, readAt, earlier },
      ];
    }),
  );
}

function rowsOf(list: BackupList | null, repository: string): EarlierRows | null {
  const rows = (list?.rows ?? []).filter((row) => row.repository === repository);
  return list === null || rows.length === 0 ? null : { rows, readAt: list.readAt, shown: false };
}

function withShown(failures: Failures, repository: string, shown: boolean): Failures {
  const failure = failures.get(repository);
  if (failure === undefined || failure.earlier === null) return failures;
  return new Map(failures).set(repository, { ...failure, earlier: { ...failure.earlier, shown } });
}

export interface KnownFailures {
  failures: Failures;
  /** Shows the rows of a repository as they were, or hides them. */
  showEarlier: (repository: string, shown: boolean) => void;
}

/** Repositories of a gateway that cannot be read, as seen by its list of backups: how long, and what they held before. */
export function useFailures(gatewayId: string, list: BackupList | undefined): KnownFailures {
  const client = useQueryClient();
  const queryKey = useMemo(() => failuresKey(gatewayId), [gatewayId]);
  const query = useQuery({ queryKey, queryFn: skipToken, initialData: NOTHING, select: failuresOf });
  useEffect(() => {
    if (list !== undefined)
      client.setQueryData<Kept>(queryKey, (kept = NOTHING) => ({
        last: list,
        failures: withReading(kept, list),
      }));
  }, [client, queryKey, list]);
  const showEarlier = useCallback(
    (repository: string, shown: boolean) =>
      void client.setQueryData<Kept>(queryKey, (kept = NOTHING) => ({
        ...kept,
        failures: withShown(kept.failures, repository, shown),
      })),
    [client, queryKey],
  );
  const known = query.data ?? NOTHING.failures;
  const last = client.getQueryData<Kept>(queryKey)?.last ?? null;
  // With the very reading that is shown: a sentence that comes later would move what is below it.
  const failures = useMemo(
    () => (list === undefined ? known : withReading({ last, failures: known }, list)),
    [known, last, list],
  );
  return { failures, showEarlier };
}
