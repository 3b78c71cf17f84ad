import { z } from 'zod';
import { HttpAddress, Id, TenantName, Timestamp } from './primitives.ts';
import { NodeReach, SshTarget } from './reach.ts';
import { StoreTls, Trust } from './trust.ts';

/** Releases of API Gateway this program knows; each ships one line of the data store. */
export const GATEWAY_RELEASES = [
  '10.0',
  '10.1',
  '10.2',
  '10.3',
  '10.4',
  '10.5',
  '10.7',
  '10.11',
  '10.15',
  '11.0',
  '11.1',
] as const;
export const GatewayRelease = z.enum(GATEWAY_RELEASES);
export type GatewayRelease = z.infer<typeof GatewayRelease>;

export const GatewayNode = z.strictObject({
  id: Id,
  name: z.string().min(1).max(100),
  address: HttpAddress,
  reach: NodeReach.optional(),
});
export type GatewayNode = z.infer<typeof GatewayNode>;

/** An API key takes the place of user and password: Elasticsearch 6.7 and later. */
export const SignIn = z.enum(['none', 'password', 'api-key']);
export type SignIn = z.infer<typeof SignIn>;

/** Where the files of an installation are: on this computer, or on the host that `target` names. */
export const InstallationPlace = z.strictObject({
  folder: z.string().min(1).max(1024),
  /** Of the Integration Server; empty where there is none. */
  instance: z.string().max(200),
  target: SshTarget.optional(),
});
export type InstallationPlace = z.infer<typeof InstallationPlace>;

/** Stands in the place of a node's id for the passphrase with which the installation itself is reached. */
export const INSTALLATION_ACCESS = 'installation';

/** What an administrator fills in; a password is passed once, beside it, and never comes back. */
export const GatewayDraft = z.strictObject({
  name: z.string().trim().min(1).max(60),
  tenant: TenantName,
  release: GatewayRelease,
  dataStore: z.strictObject({
    addresses: z.array(HttpAddress).min(1).max(20),
    username: z.string().max(200).optional(),
    /** Left out: with a password where there is a user. */
    signIn: SignIn.optional(),
    /** Left out: the authorities that this computer trusts. */
    tls: StoreTls.optional(),
  }),
  nodes: z.array(GatewayNode).max(50),
  nodeUsername: z.string().max(200).optional(),
  /** For nodes that are reached by https. Left out: the authorities that this computer trusts. */
  nodeTrust: Trust.optional(),
  /** True when the gateway starts and stops its data store itself (`pg.gateway.elasticsearch.autostart`). */
  autostart: z.boolean(),
  /** A read-only gateway can be looked at and never changed; the engine enforces it. */
  readOnly: z.boolean(),
  /** Its installation, where it can be reached: what the program can then do by itself. Nodes may have their own. */
  installation: InstallationPlace.optional(),
});
export type GatewayDraft = z.infer<typeof GatewayDraft>;

export const GatewaySecrets = z.strictObject({
  dataStorePassword: z.string().max(1000).optional(),
  nodePassword: z.string().max(1000).optional(),
  /** Stands for a password that was found in an installation, which the page never sees. */
  dataStorePasswordFound: Id.optional(),
  /** `id:key`, or both in base64 as the data store gives it. */
  dataStoreApiKey: z.string().max(1000).optional(),
  /** Of the key file of the client certificate. */
  clientKeyPassphrase: z.string().max(1000).optional(),
  /** Of the key files with which nodes are reached over SSH. */
  keyPassphrases: z
    .array(z.strictObject({ nodeId: Id, passphrase: z.string().max(1000) }))
    .max(50)
    .optional(),
});
export type GatewaySecrets = z.infer<typeof GatewaySecrets>;

/** A saved gateway. It holds no secret. */
export const GatewayProfile = GatewayDraft.extend({ id: Id, createdAt: Timestamp });
export type GatewayProfile = z.infer<typeof GatewayProfile>;

/** What the page sees of a gateway: that a secret exists, never which. */
export const GatewayView = z.object({
  profile: GatewayProfile,
  hasDataStorePassword: z.boolean(),
  hasNodePassword: z.boolean(),
  hasDataStoreApiKey: z.boolean(),
  hasClientKeyPassphrase: z.boolean(),
  /** Nodes whose key file has a passphrase in the vault. */
  keyPassphraseNodes: z.array(Id).optional(),
});
export type GatewayView = z.infer<typeof GatewayView>;
