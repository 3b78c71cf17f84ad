import { z } from 'zod';
import { REASON_LENGTH } from './reason-length.ts';

/** Milliseconds since 1970, in the clock of the side that is named beside the field. */
export const Timestamp = z.number().int().nonnegative();

export const Id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);

/** Lower case, as the data store demands of every index name it becomes part of. */
export const TenantName = z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,63}$/);
export type TenantName = z.infer<typeof TenantName>;

export const IndexName = z.string().min(1).max(255);
export const RepositoryName = z.string().min(1).max(255);
export const BackupName = z.string().min(1).max(255);

/** One backup among all of a data store. */
export const BackupRef = z.object({ repository: RepositoryName, name: BackupName });
export type BackupRef = z.infer<typeof BackupRef>;

/** A file of this computer. */
export const FilePath = z.string().trim().min(1).max(4096);

/** What a file is picked for; it decides which files the dialog shows first. */
export const PickedFile = z.enum(['authority', 'certificate', 'certificate-key', 'ssh-key', 'plugin']);
export type PickedFile = z.infer<typeof PickedFile>;

export const Reason = z.string().max(REASON_LENGTH);

/** Only http and https: an address may come from a file and ends up in a request. */
export const HttpAddress = z
  .string()
  .max(2048)
  .refine((text) => {
    if (!URL.canParse(text)) return false;
    const url = new URL(text);
    return ['http:', 'https:'].includes(url.protocol) && url.username === '' && url.password === '';
  }, 'an http or https address without user and password');

export const Scope = z.enum(['assets', 'analytics', 'license', 'audit', 'log']);
export type Scope = z.infer<typeof Scope>;

/** What a backup saves: every index of the tenant, whole scopes, or names picked one by one. */
export const BackupSelection = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('everything') }),
  z.strictObject({ kind: z.literal('scopes'), scopes: z.array(Scope).min(1).max(5) }),
  z.strictObject({ kind: z.literal('indices'), indices: z.array(IndexName).min(1).max(2000) }),
]);
export type BackupSelection = z.infer<typeof BackupSelection>;

export const Counted = z.object({ done: z.number().nonnegative(), total: z.number().nonnegative() });
export type Counted = z.infer<typeof Counted>;
