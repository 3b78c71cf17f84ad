import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { BackupResult } from './backup.ts';
import { CHANGE_KINDS, type ChangeKind } from './change-kinds.ts';
import { PHASE_IDS } from './phase-ids.ts';
import {
  BackupName,
  BackupRef,
  Counted,
  Id,
  IndexName,
  Reason,
  RepositoryName,
  Scope,
  Timestamp,
} from './primitives.ts';

/** Long work: it is followed, has phases, and may be cancelled. */
const WORK_KINDS = ['backup', 'restore', 'rollback', 'delete-backup', 'open-indices', 'restart'] as const;

export const OperationKind = z.enum([...WORK_KINDS, ...CHANGE_KINDS]);
export type OperationKind = z.infer<typeof OperationKind>;
export type WorkKind = Exclude<OperationKind, ChangeKind>;

export const PhaseId = z.enum(PHASE_IDS);
export type PhaseId = z.infer<typeof PhaseId>;

export const Phase = z.object({
  id: PhaseId,
  state: z.enum(['waiting', 'running', 'done', 'failed', 'skipped']),
  startedAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable(),
  /** One line of facts, for example "88 of 88 shards, 1.71 GB". */
  text: z.string(),
});
export type Phase = z.infer<typeof Phase>;

export const IndexProgress = z.object({
  index: IndexName,
  stage: z.enum(['waiting', 'copying', 'done', 'failed']),
  bytes: Counted.nullable(),
  shards: Counted,
});
export type IndexProgress = z.infer<typeof IndexProgress>;

export const VerifiedScope = z.object({
  scope: Scope.nullable(),
  indices: Counted,
  shards: Counted,
  docsExpected: z.number().nullable(),
  docsFound: z.number().nullable(),
  verdict: z.enum(['equal', 'different', 'unknown']),
});
export type VerifiedScope = z.infer<typeof VerifiedScope>;

export const RestoreResult = z.object({
  kind: z.literal('restore'),
  repository: RepositoryName,
  name: BackupName,
  /** `rolled-back` and `unchanged` are ends of a failed restore in which no data was lost. */
  outcome: z.enum(['restored', 'rolled-back', 'unchanged', 'incomplete']),
  indices: Counted,
  docs: z.number().nullable(),
  scopes: z.array(VerifiedScope),
  aliases: z.object({ checked: z.number(), wrong: z.array(z.string()) }),
  safetyBackup: z.object({ repository: RepositoryName, name: BackupName }).nullable(),
  /** From the first close to the last primary started; `null` when nothing was closed. */
  closedMs: z.number().nullable(),
  /** Indices whose state could not be brought back, to be named until somebody looked at them. */
  leftOver: z.array(IndexName),
});
export type RestoreResult = z.infer<typeof RestoreResult>;

export const DeleteResult = z.object({
  kind: z.literal('delete-backup'),
  deleted: z.array(BackupRef),
  failed: z.array(BackupRef.extend({ error: AppError })),
});
export type DeleteResult = z.infer<typeof DeleteResult>;

export const OpenResult = z.object({
  kind: z.literal('open-indices'),
  opened: z.array(IndexName),
  /** Still closed, or open without all of its primaries. */
  failed: z.array(IndexName),
});

export const RestartResult = z.object({
  kind: z.literal('restart'),
  healthy: z.array(z.string()),
  failed: z.array(z.string()),
});

export const OperationResult = z.discriminatedUnion('kind', [
  BackupResult,
  RestoreResult,
  DeleteResult,
  OpenResult,
  RestartResult,
]);
export type OperationResult = z.infer<typeof OperationResult>;

/** `interrupted`: the program ended while it ran; `unknown`: a lost reply, the truth could not be read. */
export const OperationStatus = z.enum([
  'running',
  'succeeded',
  'warning',
  'failed',
  'cancelled',
  'interrupted',
  'unknown',
]);
export type OperationStatus = z.infer<typeof OperationStatus>;

/** Any long work, whole in every event: a window that missed some needs only the last one. A change has no phases. */
export const Operation = z.object({
  id: Id,
  kind: OperationKind,
  gatewayId: Id,
  gatewayName: z.string(),
  /** What it works on, for people: the name of a backup or of a node. */
  target: z.string(),
  /** The backups it makes, restores or deletes; empty where it is about none. */
  subjects: z.array(BackupRef).default([]),
  status: OperationStatus,
  phases: z.array(Phase),
  shards: Counted.nullable(),
  bytes: Counted.nullable(),
  indices: z.array(IndexProgress),
  startedAt: Timestamp,
  updatedAt: Timestamp,
  /** When the server was last read; its age is shown while a poll fails. */
  readAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable(),
  cancellable: z.boolean(),
  /** True where another process of the same account is at work on it: here it is only looked at. */
  elsewhere: z.boolean().default(false),
  user: z.string(),
  reason: Reason,
  log: z.array(z.object({ at: Timestamp, text: z.string() })),
  result: OperationResult.nullable(),
  error: AppError.nullable(),
});
export type Operation = z.infer<typeof Operation>;
