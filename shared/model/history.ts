import { z } from 'zod';
import { Operation, OperationKind, OperationStatus } from './operation.ts';
import { Id, Timestamp } from './primitives.ts';

/** One line of the history: what a list needs of an operation, without its phases and its log. */
export const HistoryRow = Operation.pick({
  id: true,
  kind: true,
  gatewayId: true,
  gatewayName: true,
  target: true,
  subjects: true,
  status: true,
  startedAt: true,
  updatedAt: true,
  endedAt: true,
  user: true,
  reason: true,
}).extend({
  /** The title of its error; empty without one. */
  problem: z.string(),
});
export type HistoryRow = z.infer<typeof HistoryRow>;

/** Which lines of the history are wanted. Nothing chosen means all of them. */
export const HistoryFilter = z.strictObject({
  gatewayId: Id.optional(),
  /** Every word of it must be somewhere in the line, in any case. */
  text: z.string().max(200),
  kinds: z.array(OperationKind).max(50),
  statuses: z.array(OperationStatus).max(20),
  /** Of the start, both included. */
  from: Timestamp.optional(),
  to: Timestamp.optional(),
});
export type HistoryFilter = z.infer<typeof HistoryFilter>;

export const ExportFormat = z.enum(['csv', 'json']);
export type ExportFormat = z.infer<typeof ExportFormat>;

/** Where a file went that the user chose a place for, and how many lines of the history it holds. */
export const SavedFile = z.object({ file: z.string(), rows: z.number().int().nonnegative() });
