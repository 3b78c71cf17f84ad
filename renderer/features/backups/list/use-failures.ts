import { skipToken, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { BackupList } from '#shared/model/backup.ts';
import { KEPT } from '../../../api/hooks.ts';

/** Since when a repository cannot be read, in ms, and how many readings have failed. */
export interface Failure {
  since: number;
  tries: number;
  /** The last of those readings. */
  readAt: number;
}

type Failures = ReadonlyMap<string, Failure>;

const NONE: Failures = new Map();

/** What is known with one more reading: who can be read again is forgotten, and no reading counts twice. */
function withReading(known: Failures, { readings, readAt }: BackupList): Failures {
  const failed = readings.filter((one) => one.error !== null);
  const isKnown =
    failed.length === known.size && failed.every((one) => known.get(one.repository)?.readAt === readAt);
  if (isKnown) return known;
  return new Map(
    failed.map(({ repository }) => {
      const before = known.get(repository);
      if (before?.readAt === readAt) return [repository, before];
      return [repository, { since: before?.since ?? readAt, tries: (before?.tries ?? 0) + 1, readAt }];
    }),
  );
}

/** How long the repositories of a gateway have not been readable, as seen by its list of backups. */
export function useFailures(gatewayId: string, list: BackupList | undefined): Failures {
  const client = useQueryClient();
  const query = useQuery<Failures>({
    queryKey: [KEPT, 'backups.unread', gatewayId],
    queryFn: skipToken,
    initialData: NONE,
  });
  useEffect(() => {
    if (list !== undefined)
      client.setQueryData<Failures>([KEPT, 'backups.unread', gatewayId], (known = NONE) =>
        withReading(known, list),
      );
  }, [client, gatewayId, list]);
  const known = query.data ?? NONE;
  // With the very reading that is shown: a sentence that comes later would move what is below it.
  return list === undefined ? known : withReading(known, list);
}
