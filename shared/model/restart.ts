import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { Id, Timestamp } from './primitives.ts';

export const RestartNodeState = z.enum([
  'pending',
  'requested',
  'down',
  'starting',
  'healthy',
  'failed',
  'ticked-off',
]);

export const RestartEvent = z.object({
  at: Timestamp,
  state: z.enum(['good', 'run', 'warn', 'bad']),
  text: z.string(),
});
export type RestartEvent = z.infer<typeof RestartEvent>;

export const RestartNode = z.object({
  nodeId: Id,
  name: z.string(),
  address: z.string(),
  state: RestartNodeState,
  events: z.array(RestartEvent),
  startedAt: Timestamp.nullable(),
  endedAt: Timestamp.nullable(),
  engine: z.string().nullable(),
  error: AppError.nullable(),
});
export type RestartNode = z.infer<typeof RestartNode>;

/** A restart that a restore made due. It stays until each node is healthy or ticked off (E21). */
export const PendingRestart = z.object({
  gatewayId: Id,
  /** The operation that made it due. */
  operationId: Id.nullable(),
  why: z.string(),
  since: Timestamp,
  running: z.boolean(),
  nodes: z.array(RestartNode),
});
export type PendingRestart = z.infer<typeof PendingRestart>;
