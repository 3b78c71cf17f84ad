import { z } from 'zod';
import { FilePath, Timestamp } from './primitives.ts';

/** SHA-256 of a certificate, in the form that browsers and openssl show. */
export const Fingerprint = z.string().regex(/^(?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/);
export type Fingerprint = z.infer<typeof Fingerprint>;

/** Whom a server is believed by. There is no way to believe everybody. */
export const Trust = z.discriminatedUnion('kind', [
  /** Authorities that this computer trusts. */
  z.strictObject({ kind: z.literal('system') }),
  /** Authorities of a PEM file; `checkHost` false takes any host name they have signed. */
  z.strictObject({ kind: z.literal('ca'), file: FilePath, checkHost: z.boolean() }),
  /** Exactly these certificates of servers, whoever signed them and whatever names and dates are in them. */
  z.strictObject({ kind: z.literal('pin'), fingerprints: z.array(Fingerprint).min(1).max(20) }),
]);
export type Trust = z.infer<typeof Trust>;

/** Files in PEM form on this computer; the passphrase of the key is in the vault. */
export const ClientCertificate = z.strictObject({ certificate: FilePath, key: FilePath });
export type ClientCertificate = z.infer<typeof ClientCertificate>;

export const StoreTls = z.strictObject({ trust: Trust, clientCertificate: ClientCertificate.optional() });
export type StoreTls = z.infer<typeof StoreTls>;

/** What a server shows of itself, to be compared by an administrator. Dates in the clock of its authority. */
export const ServerCertificate = z.object({
  address: z.string(),
  subject: z.string(),
  issuer: z.string(),
  names: z.array(z.string()),
  validFrom: Timestamp,
  validTo: Timestamp,
  fingerprint: Fingerprint,
});
export type ServerCertificate = z.infer<typeof ServerCertificate>;
