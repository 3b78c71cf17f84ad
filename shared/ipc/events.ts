import { z } from 'zod';
import { BackupRow, RepositoryReading } from '../model/backup.ts';
import { Operation } from '../model/operation.ts';
import { Place } from '../model/place.ts';
import { Id } from '../model/primitives.ts';
import { PendingRestart } from '../model/restart.ts';

/** Everything the engine announces by itself. */
export const EVENTS = {
  /** A whole operation, at most four times a second, and always its final state. */
  operation: Operation,
  /** Backups whose details were read after the list was answered (E19), newest first. */
  backups: z.object({ gatewayId: Id, rows: z.array(BackupRow), readings: z.array(RepositoryReading) }),
  restart: z.object({ gatewayId: Id, pending: PendingRestart.nullable() }),
  /** Something about them changed: read the lists again. */
  changed: z.object({ what: z.enum(['gateways', 'journals', 'repositories', 'history']) }),
  /** The shell asks for a page: a notification was clicked, or an item of the menu chosen. */
  show: Place,
} as const;

export type EventName = keyof typeof EVENTS;
export type EventPayload<Name extends EventName> = z.output<(typeof EVENTS)[Name]>;
export const EVENT_NAMES = Object.keys(EVENTS) as EventName[];
