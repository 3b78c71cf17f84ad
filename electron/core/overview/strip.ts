import type { BackupRow } from '#shared/model/backup.ts';
import type { Strip, StripCell } from '#shared/model/overview.ts';

const DAYS = 30;

/** The last 30 local days, oldest first, each with the best backup that was begun on it. */
export function stripOf(rows: readonly BackupRow[], now: Date): Strip {
  const days = Array.from({ length: DAYS }, (_, i) =>
    new Date(now.getFullYear(), now.getMonth(), now.getDate() - (DAYS - 1 - i)).getTime(),
  );
  const counted = rows.filter((row) => row.trigger !== 'safety');
  const cells = (some: readonly BackupRow[]): StripCell[] =>
    days.map((day, i) =>
      best(
        some.filter(
          (row) =>
            row.startedAt !== null &&
            row.startedAt >= day &&
            row.startedAt < (days[i + 1] ?? Number.POSITIVE_INFINITY),
        ),
      ),
    );
  return {
    days,
    everything: cells(counted.filter((row) => row.everything)),
    assets: cells(counted.filter((row) => !row.everything && row.scopes?.includes('assets') === true)),
  };
}

/** A good backup makes a good day, whatever failed beside it. */
function best(rows: readonly BackupRow[]): StripCell {
  const states = new Set(rows.map((row) => row.state));
  if (states.has('success')) return 'good';
  if (states.has('partial')) return 'partial';
  if (states.has('failed')) return 'failed';
  return states.has('unreadable') ? 'unreadable' : 'none';
}
