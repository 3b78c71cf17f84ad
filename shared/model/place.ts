import { z } from 'zod';
import { Id } from './primitives.ts';

/** A page that the shell can ask for. */
export const Place = z.discriminatedUnion('page', [
  z.strictObject({ page: z.literal('operation'), gatewayId: Id, operationId: Id }),
  z.strictObject({ page: z.literal('settings') }),
  z.strictObject({ page: z.literal('help') }),
  z.strictObject({ page: z.literal('keyboard') }),
]);
export type Place = z.infer<typeof Place>;
