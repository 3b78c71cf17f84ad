import { Fingerprint, type StoreTls, type Trust } from '#shared/model/trust.ts';
import { GATEWAY_TRUST } from '../../strings/gateway-trust.ts';

const errors = GATEWAY_TRUST.errors;

/** The choice of whom to believe, as it stands in the form; what another choice needs is kept while it is open. */
export interface TrustValues {
  kind: Trust['kind'];
  file: string;
  checkHost: boolean;
  fingerprints: string;
}

export interface ClientValues {
  used: boolean;
  certificate: string;
  key: string;
  passphrase: string;
}

export const emptyTrust: TrustValues = { kind: 'system', file: '', checkHost: true, fingerprints: '' };
export const emptyClient: ClientValues = { used: false, certificate: '', key: '', passphrase: '' };

export function trustValues(trust: Trust | undefined): TrustValues {
  if (trust === undefined || trust.kind === 'system') return emptyTrust;
  if (trust.kind === 'ca') return { ...emptyTrust, ...trust };
  return { ...emptyTrust, kind: 'pin', fingerprints: trust.fingerprints.join('\n') };
}

export const clientValues = (tls: StoreTls | undefined): ClientValues =>
  tls?.clientCertificate === undefined
    ? emptyClient
    : { ...emptyClient, ...tls.clientCertificate, used: true };

export const isSecure = (address: string): boolean => /^\s*https:/i.test(address);

/** Fingerprints as people paste them: any case, with or without colons, or with what openssl writes before. */
function fingerprintsIn(text: string): (string | null)[] {
  return text
    .split(/[\n,;]/)
    .map((line) => line.replace(/^.*=/, '').replaceAll(/[\s:]/g, '').toUpperCase())
    .filter((digits) => digits !== '')
    .map((digits) => {
      const parsed = Fingerprint.safeParse(digits.match(/../g)?.join(':'));
      return parsed.success && digits.length === 64 ? parsed.data : null;
    });
}

export function trustError({ kind, file, fingerprints }: TrustValues): string | undefined {
  if (kind === 'ca') return file.trim() === '' ? errors.path : undefined;
  if (kind === 'system') return undefined;
  const found = fingerprintsIn(fingerprints);
  return found.length === 0 || found.length > 20 || found.includes(null) ? errors.fingerprints : undefined;
}

/** `undefined` for the authorities of this computer, which need not be said. */
export function trustOf({ kind, file, checkHost, fingerprints }: TrustValues): Trust | undefined {
  if (kind === 'system') return undefined;
  if (kind === 'ca') return { kind, file: file.trim(), checkHost };
  return { kind, fingerprints: fingerprintsIn(fingerprints).filter((one) => one !== null) };
}

export const clientError = ({ used }: ClientValues, path: string): string | undefined =>
  used && path.trim() === '' ? errors.path : undefined;

/** `undefined` while nothing differs from what is meant anyway. */
export function storeTlsOf(trust: TrustValues, client: ClientValues): StoreTls | undefined {
  const chosen = trustOf(trust);
  if (chosen === undefined && !client.used) return undefined;
  return {
    trust: chosen ?? { kind: 'system' },
    ...(client.used
      ? { clientCertificate: { certificate: client.certificate.trim(), key: client.key.trim() } }
      : {}),
  };
}

/** The choice after one more certificate was looked at and found right; where there is one server, in place of the old. */
export function pinned(old: TrustValues, fingerprint: string, servers: number): TrustValues {
  const known = old.kind === 'pin' && servers > 1 ? old.fingerprints.trim() : '';
  return { ...old, kind: 'pin', fingerprints: known === '' ? fingerprint : `${known}\n${fingerprint}` };
}
