import { z } from 'zod';
import { Id, Timestamp } from './primitives.ts';

export const BundleFile = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,60}$/),
  /** Of its text, in UTF-8. */
  bytes: z.number().int().nonnegative(),
  /** What it holds, in words. */
  about: z.string(),
});
export type BundleFile = z.infer<typeof BundleFile>;

/** What helps to find a fault: gathered, scrubbed and kept until it is saved or gathered anew. */
export const Bundle = z.object({ id: Id, madeAt: Timestamp, files: z.array(BundleFile) });
export type Bundle = z.infer<typeof Bundle>;
