import { z } from 'zod';
import { Id, RepositoryName } from './primitives.ts';

const Setting = z.string().trim().max(500);

/** Where a repository is and how it is reached, without any key. An empty text is a setting that is not set. */
export const RepositoryPlace = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fs'), location: z.string().trim().min(1).max(4096) }),
  z.strictObject({
    kind: z.literal('s3'),
    bucket: Setting.min(1),
    basePath: Setting,
    /** The next four are settings of a repository up to 5.x, and of a client in elasticsearch.yml later. */
    region: Setting,
    endpoint: Setting,
    protocol: z.enum(['', 'http', 'https']),
    pathStyle: z.boolean(),
    /** Which client of elasticsearch.yml and of the keystore is used; from 6.0 on. */
    client: Setting,
    encrypted: z.boolean(),
  }),
  /** Any other type; its settings as a JSON object. */
  z.strictObject({
    kind: z.literal('other'),
    type: z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/),
    settings: z.string().max(50_000),
  }),
]);
export type RepositoryPlace = z.infer<typeof RepositoryPlace>;
export type S3Place = Extract<RepositoryPlace, { kind: 's3' }>;

const Key = z.string().trim().min(1).max(1000);

/** Where the data store has its keys from: typed, out of a file that was read before, or from itself. */
export const RepositoryKeys = z.discriminatedUnion('from', [
  z.strictObject({ from: z.literal('typed'), accessKey: Key, secretKey: Key }),
  z.strictObject({ from: z.literal('import'), handle: Id }),
  z.strictObject({ from: z.literal('elsewhere') }),
]);
export type RepositoryKeys = z.infer<typeof RepositoryKeys>;

/** A repository that is to be registered, or registered anew with other settings. */
export const RepositoryDraft = z.strictObject({
  gatewayId: Id,
  name: RepositoryName,
  place: RepositoryPlace,
  /** Left out where the type has none. */
  keys: RepositoryKeys.optional(),
});
export type RepositoryDraft = z.infer<typeof RepositoryDraft>;

/** What is about to be registered or edited, for telling the calls: whether there are keys, but none of them. */
export const RepositoryPlan = z.strictObject({
  gatewayId: Id,
  does: z.enum(['register', 'edit']),
  name: RepositoryName,
  place: RepositoryPlace,
  withKeys: z.boolean(),
});
export type RepositoryPlan = z.infer<typeof RepositoryPlan>;

/** What the form must know about this data store to say beforehand what it will answer. */
export const RepositoryForm = z.object({
  version: z.string(),
  dataNodes: z.number().int().nonnegative(),
  nodes: z.array(z.object({ name: z.string(), allowedFolders: z.array(z.string()), s3: z.boolean() })),
  /** Name of the plugin or module on this version, and the command that installs it; null where it is part of it. */
  s3Plugin: z.string(),
  s3Install: z.string().nullable(),
  /** Where keys of S3 go on this version. */
  keysIn: z.enum(['settings', 'keystore']),
  /** Set where a repository is edited. */
  editing: z
    .object({
      place: RepositoryPlace,
      /** Its keys, if it has any, are not told by the data store and must be given again. */
      keysHidden: z.boolean(),
    })
    .nullable(),
});
export type RepositoryForm = z.infer<typeof RepositoryForm>;

/** What a file of the vendor's utility held. Its keys stay behind, for some minutes, under a handle. */
export const ImportedRepository = z.object({
  place: RepositoryPlace,
  handle: Id.nullable(),
  /** Lines that mean nothing here, by their names. */
  ignored: z.array(z.string()),
});
export type ImportedRepository = z.infer<typeof ImportedRepository>;
