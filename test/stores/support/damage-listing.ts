import { vi } from 'vitest';
import type { BackupRow, RepositoryReading } from '#shared/model/backup.ts';
import type { Bench } from './bench.ts';

/** One repository as it is listed in the end: names and states come first, the rest or a failure follows (E19). */
export async function listed(
  bench: Bench,
  repository: string,
): Promise<{ reading: RepositoryReading; rows: BackupRow[] }> {
  return vi.waitUntil(
    async () => {
      const list = await bench.list();
      const reading = list.readings.find((one) => one.repository === repository)!;
      const rows = list.rows.filter((row) => row.repository === repository);
      return reading.error !== null || rows.every((row) => row.detailed) ? { reading, rows } : null;
    },
    { timeout: 30_000, interval: 100 },
  );
}
