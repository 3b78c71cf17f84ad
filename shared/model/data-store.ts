import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { Timestamp } from './primitives.ts';
import { ServerCertificate } from './trust.ts';

export const Health = z.enum(['green', 'yellow', 'red']);
export type Health = z.infer<typeof Health>;

export const DiskUse = z.object({ usedBytes: z.number(), totalBytes: z.number() });

/** The data store as read a moment ago, or why it could not be read. */
export const DataStoreStatus = z.object({
  reachable: z.boolean(),
  health: Health.nullable(),
  version: z.string().nullable(),
  clusterName: z.string().nullable(),
  nodeCount: z.number().int().nullable(),
  disk: DiskUse.nullable(),
  readAt: Timestamp,
  error: AppError.nullable(),
  /** Calls since the program began or the gateway was changed, this reading included; only the last are kept. */
  calls: z.number().int().nonnegative(),
});
export type DataStoreStatus = z.infer<typeof DataStoreStatus>;

export const CHECK_IDS = [
  'addresses',
  'certificate',
  'sign-in',
  'version',
  'tenant',
  'rights',
  'repositories',
  'backup-folder',
  'nodes',
] as const;

/** One line of the connection test. `skipped` when an earlier check already failed. */
export const ConnectionCheck = z.object({
  id: z.enum(CHECK_IDS),
  state: z.enum(['passed', 'warning', 'failed', 'skipped']),
  title: z.string(),
  detail: z.string(),
  error: AppError.nullable(),
  /** Certificates that are not trusted, for an administrator to compare and to pin. */
  certificates: z.array(ServerCertificate).optional(),
});
export type ConnectionCheck = z.infer<typeof ConnectionCheck>;

export const ConnectionReport = z.object({
  checks: z.array(ConnectionCheck),
  tookMs: z.number(),
  /** True when nothing failed: a gateway can be added with warnings, not with failures. */
  usable: z.boolean(),
});
export type ConnectionReport = z.infer<typeof ConnectionReport>;

/** One call of the engine to a data store or a gateway node, secrets masked. */
export const ApiCall = z.object({
  at: Timestamp,
  method: z.string(),
  url: z.string(),
  body: z.string().nullable(),
  status: z.number().int().nullable(),
  tookMs: z.number(),
  error: z.string().nullable(),
});
export type ApiCall = z.infer<typeof ApiCall>;
