import type { EventPayload } from '#shared/ipc/events.ts';
import type { BackupList, BackupRow } from '#shared/model/backup.ts';

const keyOf = ({ repository, name }: BackupRow): string => `${repository}/${name}`;

/**
 * The list with the details that were read after it. Rows keep their place and what is unchanged stays the same
 * object; a repository that was late brings rows of its own, and one that is complete has lost what it could not tell.
 */
export function withDetails(list: BackupList, event: EventPayload<'backups'>): BackupList {
  const news = new Map(event.rows.map((row) => [keyOf(row), row]));
  const complete = new Set(
    event.readings
      .filter((reading) => reading.error === null && reading.detailed === reading.backups)
      .map((reading) => reading.repository),
  );
  const known = new Set(list.rows.map(keyOf));
  const rows = list.rows
    .map((row) => news.get(keyOf(row)) ?? row)
    .filter((row) => row.detailed || !complete.has(row.repository));
  const told = new Set(event.readings.map((reading) => reading.repository));
  return {
    rows: [...rows, ...event.rows.filter((row) => !known.has(keyOf(row)))],
    readings: [...list.readings.filter((reading) => !told.has(reading.repository)), ...event.readings],
    readAt: list.readAt,
  };
}
