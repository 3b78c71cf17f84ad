import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';

const POSIX_FOLDER = /^(?:\/[\p{L}\p{N}_.+@,=:~-](?:[\p{L}\p{N} _.+@,=:~-]*[\p{L}\p{N}_.+@,=:~-])?)+$/u;
const WINDOWS_FOLDER =
  /^[A-Za-z]:(?:\\[\p{L}\p{N}_.+@,=~-](?:[\p{L}\p{N} _.+@,=~-]*[\p{L}\p{N}_+@,=~-])?)+$/u;

/** True for a path that belongs to Windows, by its look. */
export function isWindowsPath(path: string): boolean {
  return /^[A-Za-z]:/.test(path);
}

/** True for an absolute path that means the same to every shell once it is quoted, and that never leads upwards. */
function isPlainFolder(path: string): boolean {
  if (!POSIX_FOLDER.test(path) && !WINDOWS_FOLDER.test(path)) return false;
  return path.split(/[\\/]/).every((part) => part !== '.' && part !== '..');
}

/** The folder of an installation, such as `/opt/softwareag`. It ends up in a command: no quotes, no signs of a shell. */
export const InstallationFolder = z
  .string()
  .min(2)
  .max(1024)
  .refine(isPlainFolder, 'an absolute path of letters, digits, spaces and . _ - + @ , = ~');

/** An instance of the Integration Server below the installation. */
export const InstanceName = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,63}$/);

export const Installation = z.strictObject({ folder: InstallationFolder, instance: InstanceName });
export type Installation = z.infer<typeof Installation>;

/** A name or an address; never a switch of a command and never more than one word. */
export const SshHost = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,252}$|^[0-9A-Fa-f:]{2,45}$/);
export const SshUser = z.string().regex(/^[A-Za-z0-9_][A-Za-z0-9_.@\\-]{0,63}$/);

/** A host key as OpenSSH shows it: its type and the SHA-256 of it. */
export const HostKey = z.strictObject({
  type: z.string().regex(/^[a-z0-9@.-]{1,64}$/),
  sha256: z.string().regex(/^SHA256:[A-Za-z0-9+/]{43}$/),
});
export type HostKey = z.infer<typeof HostKey>;

/** Who signs in: the agent of this computer, or a key file. A passphrase lives in the vault. */
export const SshSignIn = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('agent') }),
  z.strictObject({ kind: z.literal('key-file'), file: z.string().min(1).max(1024) }),
]);
export type SshSignIn = z.infer<typeof SshSignIn>;

export const SshTarget = z.strictObject({
  host: SshHost,
  port: z.number().int().min(1).max(65_535),
  user: SshUser,
  signIn: SshSignIn,
  /** The key that an administrator has confirmed. Without one the host must be in known_hosts. */
  hostKey: HostKey.optional(),
});
export type SshTarget = z.infer<typeof SshTarget>;

/** How a node is stopped and started. Left out it means `rest`, as it was before there was a choice. */
export const NodeReach = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('rest') }),
  z.strictObject({ kind: z.literal('scripts'), installation: Installation }),
  z.strictObject({ kind: z.literal('ssh'), target: SshTarget, installation: Installation }),
  z.strictObject({ kind: z.literal('by-hand') }),
]);
export type NodeReach = z.infer<typeof NodeReach>;
export type ReachKind = NodeReach['kind'];

/**
 * What the key of a host is worth. `new`: nobody has confirmed it, so nobody signed in. `new-type`: the same, and
 * known_hosts has a key of another type for the host, which it no longer shows.
 */
export const HostTrust = z.enum(['pinned', 'known-hosts', 'new', 'new-type', 'refused']);
export type HostTrust = z.infer<typeof HostTrust>;

/** What a look at a host told. Nothing is run there. */
export const HostCheck = z.object({
  /** The key that the host showed; `null` when it was not reached. */
  hostKey: HostKey.nullable(),
  trust: z.enum(['local', ...HostTrust.options]).nullable(),
  /** Paths of the scripts that a restart would run, when they are there and may be run. */
  scripts: z.array(z.string()),
  /** What keeps a restart from working. */
  error: AppError.nullable(),
});
export type HostCheck = z.infer<typeof HostCheck>;
