import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { ApiCall } from './data-store.ts';
import {
  BackupName,
  BackupSelection,
  Counted,
  IndexName,
  RepositoryName,
  Scope,
  Timestamp,
} from './primitives.ts';

/** `other` keeps the server's own word in `rawState`: an unknown word is shown as it is (E5). */
export const BackupState = z.enum(['success', 'partial', 'failed', 'in-progress', 'unreadable', 'other']);
export type BackupState = z.infer<typeof BackupState>;

export const BackupRow = z.object({
  repository: RepositoryName,
  name: BackupName,
  uuid: z.string().nullable(),
  state: BackupState,
  rawState: z.string(),
  /** What the backup holds of this gateway's tenant; `null` when its index list is not known. */
  scopes: z.array(Scope).nullable(),
  /** True when every scope that the tenant has is in it. */
  everything: z.boolean(),
  indexCount: z.number().int().nullable(),
  /** Size of all files of the backup, as noted in its manifest. */
  bytes: z.number().nullable(),
  startedAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable(),
  shards: z.object({ total: z.number(), ok: z.number(), failed: z.number() }).nullable(),
  trigger: z.enum(['by-hand', 'safety', 'elsewhere']),
  user: z.string().nullable(),
  reason: z.string().nullable(),
  lastRestoredAt: Timestamp.nullable(),
  /** False while only name and state are known and the rest is still being read (E19). */
  detailed: z.boolean(),
});
export type BackupRow = z.infer<typeof BackupRow>;

export const RepositoryReading = z.object({
  repository: RepositoryName,
  backups: z.number().int(),
  /** How many of them are read in detail: "n of m read". */
  detailed: z.number().int(),
  unreadable: z.number().int(),
  error: AppError.nullable(),
});
export type RepositoryReading = z.infer<typeof RepositoryReading>;

/** All backups of all repositories of a gateway; a repository that cannot be read hides none of the others. */
export const BackupList = z.object({
  rows: z.array(BackupRow),
  readings: z.array(RepositoryReading),
  readAt: Timestamp,
});
export type BackupList = z.infer<typeof BackupList>;

export const BackupIndex = z.object({
  index: IndexName,
  scope: Scope.nullable(),
  docs: z.number().nullable(),
  bytes: z.number().nullable(),
  shards: z.number().nullable(),
});
export type BackupIndex = z.infer<typeof BackupIndex>;

export const ShardFailure = z.object({ index: z.string(), shard: z.number(), reason: z.string() });

export const BackupDetail = z.object({
  row: BackupRow,
  indices: z.array(BackupIndex),
  failures: z.array(ShardFailure),
  /** New bytes this backup added to its repository, where the server tells (7.2+ after it ended). */
  newBytes: z.number().nullable(),
  /** What was noted when it was made here; `null` for a backup made elsewhere. */
  manifest: z
    .object({
      dataStoreVersion: z.string(),
      release: z.string(),
      docs: z.number(),
      countsReliable: z.boolean(),
    })
    .nullable(),
  dataStoreVersion: z.string().nullable(),
  restorable: z.object({ ok: z.boolean(), text: z.string() }),
  calls: z.array(ApiCall),
});
export type BackupDetail = z.infer<typeof BackupDetail>;

export const ScopeSummary = z.object({
  scope: Scope,
  indices: z.array(z.object({ index: IndexName, docs: z.number().nullable(), bytes: z.number().nullable() })),
  docs: z.number().nullable(),
  bytes: z.number().nullable(),
  lastSavedAt: Timestamp.nullable(),
});
export type ScopeSummary = z.infer<typeof ScopeSummary>;

/** What there is to save, for the first step of the backup wizard. */
export const BackupChoices = z.object({
  scopes: z.array(ScopeSummary),
  /** Names that cannot be given to one tenant for sure; in no scope, only picked one by one (E2). */
  unclear: z.array(IndexName),
  lastEverythingAt: Timestamp.nullable(),
  /** How many backups each repository holds; `null` for one that could not be read. */
  held: z.array(z.object({ repository: RepositoryName, backups: z.number().int().nullable() })),
  suggestedName: BackupName,
  /** Whether the nodes of the gateway can be quiesced from here, and if not, why. */
  quiesce: z.object({ possible: z.boolean(), text: z.string() }),
});
export type BackupChoices = z.infer<typeof BackupChoices>;

export const NewBackup = z.strictObject({
  repository: RepositoryName,
  name: BackupName,
  selection: BackupSelection,
  reason: z.string().max(500),
  /** Blocks changes at design time on the gateway's nodes while it runs (10.7 and later). */
  quiesce: z.boolean().optional(),
});
export type NewBackup = z.infer<typeof NewBackup>;

export const BackupResult = z.object({
  kind: z.literal('backup'),
  repository: RepositoryName,
  name: BackupName,
  state: BackupState,
  shards: Counted,
  indices: z.number().int(),
  docs: z.number().nullable(),
  countsReliable: z.boolean(),
  bytes: z.number().nullable(),
});
