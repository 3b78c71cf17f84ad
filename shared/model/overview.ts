import { z } from 'zod';
import { BackupRow, RepositoryReading } from './backup.ts';
import { DataStoreStatus } from './data-store.ts';
import { OpenJournal } from './journal.ts';
import { Operation } from './operation.ts';
import { Timestamp } from './primitives.ts';
import { PendingRestart } from './restart.ts';

export const StripCell = z.enum(['good', 'partial', 'failed', 'unreadable', 'none']);
export type StripCell = z.infer<typeof StripCell>;

export const Strip = z.object({
  /** Start of each of the last 30 local days, oldest first. */
  days: z.array(Timestamp),
  everything: z.array(StripCell),
  assets: z.array(StripCell),
});
export type Strip = z.infer<typeof Strip>;

/** The answer to "is this gateway safe?". The sentence is made by the page from these facts. */
export const OverviewVerdict = z.object({
  state: z.enum(['safe', 'old', 'unsafe', 'unknown']),
  lastGood: BackupRow.nullable(),
});
export type OverviewVerdict = z.infer<typeof OverviewVerdict>;

export const Overview = z.object({
  verdict: OverviewVerdict,
  dataStore: DataStoreStatus,
  readings: z.array(RepositoryReading),
  strip: Strip,
  running: z.array(Operation),
  recent: z.array(Operation),
  pendingRestart: PendingRestart.nullable(),
  journals: z.array(OpenJournal),
  backups: z.number().int(),
});
export type Overview = z.infer<typeof Overview>;
