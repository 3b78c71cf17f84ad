import { z } from 'zod';

/** `system` follows the operating system, live. */
export const Theme = z.enum(['system', 'light', 'dark']);
export type Theme = z.infer<typeof Theme>;

/** What a user chooses about the program itself. */
export const Settings = z.strictObject({
  theme: Theme,
  /** Of the system, at the end of work while the window is not in front. */
  notifications: z.boolean(),
});
export type Settings = z.infer<typeof Settings>;

export const DEFAULT_SETTINGS: Settings = { theme: 'system', notifications: true };

/** Folders that the page may ask to be shown; it never names a path. */
export const OwnFolder = z.enum(['data', 'logs']);
export type OwnFolder = z.infer<typeof OwnFolder>;
