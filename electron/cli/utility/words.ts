import { never } from '#shared/errors/never.ts';
import type { BackupRow } from '#shared/model/backup.ts';
import type { RestoreState } from '#shared/model/restore-status.ts';

/** The vendor's words for the state of a backup. A word of the server that is not known stays as it is. */
export function backupWord({ state, rawState }: Pick<BackupRow, 'state' | 'rawState'>): string {
  switch (state) {
    case 'success':
      return 'Success';
    case 'failed':
      return 'Failed';
    case 'partial':
      return 'Partial';
    case 'in-progress':
      return 'In progress';
    case 'unreadable':
      return 'Failed (its files cannot be read)';
    case 'other':
      return rawState;
    default:
      return never(state);
  }
}

/** The vendor's words for the state of a restore, and more where it has none. */
export function restoreWord(state: RestoreState): string {
  switch (state) {
    case 'success':
      return 'Success';
    case 'warnings':
      return 'Completed with warnings';
    case 'in-progress':
      return 'In progress';
    case 'failed':
      return 'Failed';
    case 'rolled-back':
      return 'Failed (rolled back)';
    case 'unknown':
      return 'Unknown';
    case 'never':
      return 'Unavailable';
    default:
      return never(state);
  }
}

/** A backup with the names that the vendor's utility has for its facts. */
export function factsOf(row: BackupRow): Record<string, string | number | null> {
  const time = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());
  return {
    snapshot: row.name,
    status: row.rawState,
    startTime: time(row.startedAt),
    endTime: time(row.endedAt),
    'Duration (ms)': row.startedAt === null || row.endedAt === null ? null : row.endedAt - row.startedAt,
    Indices: row.indexCount,
    'Successful shards': row.shards?.ok ?? null,
    'Failed shards': row.shards?.failed ?? null,
    'Total shards': row.shards?.total ?? null,
  };
}

/** The facts, one a line. */
export function factLines(row: BackupRow): string[] {
  return Object.entries(factsOf(row)).map(([name, value]) => `${name}: ${value ?? 'unknown'}`);
}
