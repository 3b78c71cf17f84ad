import { z } from 'zod';
import { ERROR_CODES } from './codes.ts';

/**
 * A failure as a value, already explained and already scrubbed of secrets: what happened, the likely
 * cause, what was and was not changed, what to do next. The raw type and reason are kept for experts.
 */
export const AppError = z.object({
  code: z.enum(ERROR_CODES),
  title: z.string(),
  cause: z.string(),
  changed: z.string(),
  next: z.string(),
  raw: z.object({ status: z.number().int().nullable(), type: z.string(), reason: z.string() }).nullable(),
});
export type AppError = z.infer<typeof AppError>;

// Apart, so that what only knows of failures needs no schema.
export { AppFailure } from './app-failure.ts';
