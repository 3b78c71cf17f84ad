import { z } from 'zod';
import { BackupName, Id, IndexName, RepositoryName, Timestamp } from './primitives.ts';

/** What the page sees of an open journal: a restore that did not end by itself (E16). */
export const OpenJournal = z.object({
  id: Id,
  gatewayId: Id,
  gatewayName: z.string(),
  repository: RepositoryName,
  backup: BackupName,
  startedAt: Timestamp,
  step: z.string(),
  /** True while this program is still working on it. */
  active: z.boolean(),
  closedIndices: z.array(IndexName),
  safetyBackup: z.object({ repository: RepositoryName, name: BackupName }).nullable(),
  canContinue: z.boolean(),
  canRollBack: z.boolean(),
});
export type OpenJournal = z.infer<typeof OpenJournal>;

export const JournalAction = z.enum(['continue', 'roll-back', 'close-by-hand']);
export type JournalAction = z.infer<typeof JournalAction>;
