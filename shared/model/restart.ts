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

/** A process of the data store, as the data store tells it: its number on its machine, and its start there. */
export const StoreProcess = z.object({ pid: z.number().int(), startedAt: Timestamp });
export type StoreProcess = z.infer<typeof StoreProcess>;

/** A node of the data store that is restarted for itself, because the gateway does not start it along. */
export const StorePart = z.object({
  /** Folder of Elasticsearch on its machine; `null` where it does not tell. */
  home: z.string().nullable(),
  /** Its address, which finds it again where its name is another one after each start. */
  ip: z.string(),
  /** True where the saved installation on this computer has the scripts that stop and start it. */
  here: z.boolean(),
  /** The gateway node whose installation has those scripts; `null` where none is known to. */
  via: Id.nullable(),
  /** The process that has to be gone; `null` when it could not be read. */
  process: StoreProcess.nullable(),
});
export type StorePart = z.infer<typeof StorePart>;

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
  /** Only of a node of the data store; one of the gateway has none. */
  store: StorePart.optional(),
});
export type RestartNode = z.infer<typeof RestartNode>;

/** A restart that is due. It stays until each node is healthy or ticked off (E21). */
export const PendingRestart = z.object({
  gatewayId: Id,
  /** The restore that made it due; `null` for any other reason. */
  operationId: Id.nullable(),
  why: z.string(),
  since: Timestamp,
  running: z.boolean(),
  /** True while the run restarts all nodes of the gateway at the same time. */
  together: z.boolean().optional(),
  /** The nodes that the run will restart and has not begun with. Left out where no run is known to. */
  toCome: z.array(Id).optional(),
  /** Nodes of the data store come first. */
  nodes: z.array(RestartNode),
});
export type PendingRestart = z.infer<typeof PendingRestart>;
