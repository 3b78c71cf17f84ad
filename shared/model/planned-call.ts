import { z } from 'zod';
import { PhaseId } from './operation.ts';

/** One change as it will be asked of the data store, told before it is sent: secrets masked, long lists shortened. */
export const PlannedCall = z.object({
  /** The phase that sends it. */
  phase: PhaseId,
  method: z.enum(['PUT', 'POST', 'DELETE']),
  /** With its query. What is known only when it is sent stands in brackets, for example `(time)`. */
  path: z.string(),
  /** As JSON; null where there is none, or where it is known only when it is sent. */
  body: z.string().nullable(),
  /** Whether it is sent depends on what is found when its turn comes. */
  ifNeeded: z.boolean(),
});
export type PlannedCall = z.infer<typeof PlannedCall>;
