import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { GatewayRelease } from './gateway.ts';
import { HttpAddress, Id } from './primitives.ts';
import { HostKey, HostTrust } from './reach.ts';

/** Folder of an installation as it was typed or picked; of Windows or Linux. */
export const InstallationFolder = z.string().trim().min(1).max(1024);

/** A value together with the file it was read from, relative to the installation. */
const found = <Value extends z.ZodType>(value: Value) => z.object({ value, file: z.string() }).nullable();

export const SCRIPT_JOBS = [
  'start-gateway',
  'stop-gateway',
  'restart-gateway',
  'start-store',
  'stop-store',
  'restart-store',
] as const;

export const InstallationScript = z.object({ job: z.enum(SCRIPT_JOBS), file: z.string() });
export type InstallationScript = z.infer<typeof InstallationScript>;

/** Elasticsearch as it is configured on the disk; the server itself may not have read that yet. */
export const InstalledStore = z.object({
  /** Relative to the installation; empty when the folder is that of Elasticsearch itself. */
  folder: z.string(),
  configFile: z.string(),
  pathRepo: z.array(z.string()),
  httpPort: z.number().int().nullable(),
  nodeName: z.string().nullable(),
});
export type InstalledStore = z.infer<typeof InstalledStore>;

/** What the files of an installation say. It holds no secret: of a password only that it was found. */
export const InstallationReview = z.object({
  folder: z.string(),
  /** Instance of the Integration Server that was read; empty when there is none. */
  instance: z.string(),
  instances: z.array(z.string()),
  release: found(GatewayRelease),
  tenant: found(z.string()),
  addresses: found(z.array(HttpAddress)),
  tls: found(z.boolean()),
  truststore: found(z.string()),
  username: found(z.string()),
  password: found(z.literal('found')),
  /** Stands for the password that was found, for half an hour; it goes into the vault when the gateway is saved. */
  passwordHandle: Id.nullable(),
  autostart: found(z.boolean()),
  store: InstalledStore.nullable(),
  scripts: z.array(InstallationScript),
  /** What could not be read or has to be known, each about one file. */
  notes: z.array(z.object({ file: z.string(), text: z.string() })),
});
export type InstallationReview = z.infer<typeof InstallationReview>;

/** What a reading over SSH told: the review, or what was in its way. */
export const InstallationReading = z.object({
  /** The key that the host showed; `null` when it was not reached. */
  hostKey: HostKey.nullable(),
  trust: HostTrust.nullable(),
  review: InstallationReview.nullable(),
  error: AppError.nullable(),
});
export type InstallationReading = z.infer<typeof InstallationReading>;
