import { z } from 'zod';

/** A package that is a part of this program, under which licence, and the text of it. */
export const Licence = z.object({
  name: z.string(),
  version: z.string(),
  /** As its author declares it, by SPDX. */
  licence: z.string(),
  text: z.string(),
});
export type Licence = z.infer<typeof Licence>;
