import { z } from 'zod';
import { BackupName, Counted, Id, RepositoryName, Timestamp } from './primitives.ts';

/**
 * What is known of restores of one backup. `unknown`: our history says that the outcome could not be read and the
 * server shows no trace; `never`: neither side knows of one.
 */
export const RestoreState = z.enum([
  'never',
  'in-progress',
  'success',
  'warnings',
  'rolled-back',
  'failed',
  'unknown',
]);
export type RestoreState = z.infer<typeof RestoreState>;

export const RestoreStatus = z.object({
  repository: RepositoryName,
  name: BackupName,
  state: RestoreState,
  /** `history`: made by this program; `server`: seen on the data store, whoever began it. */
  source: z.enum(['history', 'server', 'none']),
  startedAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable(),
  operationId: Id.nullable(),
  shards: Counted.nullable(),
  /** One plain sentence. */
  text: z.string(),
});
export type RestoreStatus = z.infer<typeof RestoreStatus>;
