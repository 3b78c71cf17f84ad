import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { Timestamp } from './primitives.ts';

/** A folder as the data store's machine writes it: a whole path of Linux or Windows, or a network path. */
export const StoreFolder = z
  .string()
  .trim()
  .min(1)
  .max(1024)
  .regex(/^([/\\]|[A-Za-z]:[/\\])/, 'a whole path')
  .refine((text) => !/[\u0000-\u001f,]/.test(text), 'a path without commas');

/** Name of a node of the data store. */
export const StoreNodeName = z.string().min(1).max(255);

export const Sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Name of a client of S3 in the settings of the data store. */
export const ClientName = z.string().regex(/^[a-z0-9_-]{1,64}$/);

/** The kind of place that backups are to go to. */
export const SetupPlace = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('folder'), folder: StoreFolder }),
  z.strictObject({ kind: z.literal('s3'), client: ClientName }),
]);
export type SetupPlace = z.infer<typeof SetupPlace>;

export const SETUP_STEPS = ['path-repo', 'plugin', 'keys', 'restart'] as const;
export const SetupStepId = z.enum(SETUP_STEPS);
export type SetupStepId = z.infer<typeof SetupStepId>;

/** `unknown`: no API tells it, and the files of the node are not within reach. */
export const SetupState = z.enum(['done', 'open', 'due', 'waiting', 'unknown']);
export type SetupState = z.infer<typeof SetupState>;

export const SetupNode = z.object({
  name: z.string(),
  state: SetupState,
  detail: z.string(),
  /** Where the files of this node are within reach: "this computer", "apigw-eu-a:22"; empty where they are not. */
  where: z.string(),
  /** True when the program can do the step on this node now. */
  canDo: z.boolean(),
});
export type SetupNode = z.infer<typeof SetupNode>;

export const SetupStep = z.object({
  id: SetupStepId,
  nodes: z.array(SetupNode),
  /** What an administrator does by hand on a node where it is open: where, and the lines to copy. */
  byHand: z.object({ where: z.string(), lines: z.array(z.string()) }).nullable(),
  /** Why it cannot be done from here on nodes where it is open, for people; empty when it can or nothing is open. */
  whyNot: z.string(),
});
export type SetupStep = z.infer<typeof SetupStep>;

/** What a place needs before it can be registered, as the servers tell it now. */
export const SetupChecklist = z.object({
  steps: z.array(SetupStep),
  /** Why files of known places could not be reached. */
  problems: z.array(AppError),
  /** True when nothing is open, due or waiting. */
  ready: z.boolean(),
  readAt: Timestamp,
});
export type SetupChecklist = z.infer<typeof SetupChecklist>;

export const DiffLine = z.object({
  kind: z.enum(['same', 'removed', 'added']),
  line: z.number().int().positive(),
  text: z.string(),
});
export type DiffLine = z.infer<typeof DiffLine>;

/** A change of a file before it is made. */
export const FileChange = z.object({
  node: z.string(),
  file: z.string(),
  diff: z.array(DiffLine),
  /** Stands for exactly this change of exactly this content; the confirmation brings it back. */
  fingerprint: z.string(),
});
export type FileChange = z.infer<typeof FileChange>;

/** A change that was made and read back. */
export const FileChanged = z.object({ file: z.string(), copy: z.string() });
export type FileChanged = z.infer<typeof FileChanged>;

/** What a zip of a plugin says of itself, and whether it fits a node. Both versions are told as they are. */
export const PluginFile = z.object({
  node: z.string(),
  file: z.string(),
  bytes: z.number().int().nonnegative(),
  /** Stands for exactly this content; the confirmation brings it back. */
  sha256: Sha256,
  name: z.string(),
  elasticsearchVersion: z.string(),
  nodeVersion: z.string(),
  /** Why it cannot be installed; `null` when it can. */
  error: AppError.nullable(),
});
export type PluginFile = z.infer<typeof PluginFile>;

/** What a script of the data store said. */
export const ScriptRun = z.object({ node: z.string(), command: z.string(), output: z.array(z.string()) });
export type ScriptRun = z.infer<typeof ScriptRun>;

/** One line each: a keystore reads no more. */
const Key = z
  .string()
  .min(1)
  .max(1000)
  .regex(/^[^\r\n]+$/);
export const S3Keys = z.strictObject({ accessKey: Key, secretKey: Key });
export type S3Keys = z.infer<typeof S3Keys>;

/** Keys that are in the keystore now; `reloaded` when running servers have read it again, `error` when they could not. */
export const KeysAdded = z.object({ node: z.string(), reloaded: z.boolean(), error: AppError.nullable() });
export type KeysAdded = z.infer<typeof KeysAdded>;
