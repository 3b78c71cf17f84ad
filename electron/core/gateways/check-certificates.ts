import type { AppError } from '#shared/errors/app-error.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import type { ConnectionCheck } from '#shared/model/data-store.ts';
import type { ServerCertificate } from '#shared/model/trust.ts';
import { type Inspection, inspect } from '../tls/inspect.ts';
import type { TlsChoice } from '../tls/material.ts';
import { dayOf } from '../tls/server-certificate.ts';

/** A connection that was not made because of a certificate, the server's or this computer's. */
const OF_CERTIFICATES: readonly ErrorCode[] = [
  'certificate-refused',
  'certificate-changed',
  'certificate-wrong-host',
  'certificate-expired',
  'ca-file-unusable',
  'client-certificate-demanded',
  'client-certificate-unusable',
  'tls-failed',
];

export const isOfCertificates = (error: AppError | null): error is AppError =>
  error !== null && OF_CERTIFICATES.includes(error.code);

export interface CertificateCheck {
  check: ConnectionCheck;
  /** Addresses that cannot be asked, with the reason. */
  refused: ReadonlyMap<string, AppError>;
}

/** Looks at the certificate of each https address; `null` where there is no such address. Never rejects. */
export async function checkCertificates(
  addresses: readonly string[],
  choice: TlsChoice,
  timeoutMs: number,
): Promise<CertificateCheck | null> {
  const secure = addresses.filter((address) => /^https:/i.test(address));
  if (secure.length === 0) return null;
  const seen = await Promise.all(secure.map((address) => inspect(address, choice, timeoutMs)));
  const refused = new Map(
    seen.flatMap(({ address, error }) => (isOfCertificates(error) ? [[address, error] as const] : [])),
  );
  return { check: checkOf(seen, choice), refused };
}

function checkOf(seen: readonly Inspection[], choice: TlsChoice): ConnectionCheck {
  const id = 'certificate';
  const error = seen.find((one) => isOfCertificates(one.error))?.error ?? null;
  const shown = seen.flatMap(({ certificate }) => (certificate === null ? [] : [certificate]));
  if (error !== null) {
    const certificates = untrusted(seen);
    const detail = certificates.length > 0 ? '' : error.title;
    return { id, state: 'failed', title: titleOf(error, certificates), detail, error, certificates };
  }
  if (shown.length === 0)
    return { id, state: 'skipped', title: 'Certificate', detail: 'No connection', error };
  const detail = [...new Set(shown.map(wordsOf))].join('; ');
  const late = shown.some(({ validTo }) => validTo < Date.now());
  return { id, state: late ? 'warning' : 'passed', title: TITLES[choice.trust.kind], detail, error };
}

const TITLES: Record<TlsChoice['trust']['kind'], string> = {
  system: 'Certificate is trusted by this computer',
  ca: 'Certificate is trusted by the CA file',
  pin: 'Certificate is the trusted one',
};

function titleOf(error: AppError, certificates: readonly ServerCertificate[]): string {
  const [first] = certificates;
  if (error.code !== 'certificate-refused' || first === undefined) return error.title;
  return first.subject === first.issuer ? 'Certificate is self-signed' : 'Certificate is not trusted';
}

/** Each once, although several addresses may show it. */
function untrusted(seen: readonly Inspection[]): ServerCertificate[] {
  const all = seen.flatMap(({ error, certificate }) =>
    isOfServer(error) && certificate !== null ? [certificate] : [],
  );
  return [...new Map(all.map((one) => [one.fingerprint, one])).values()];
}

const isOfServer = (error: AppError | null): boolean => error?.code.startsWith('certificate-') === true;

const wordsOf = ({ subject, validTo }: ServerCertificate): string =>
  validTo < Date.now() ? `${subject}, expired on ${dayOf(validTo)}` : `${subject}, until ${dayOf(validTo)}`;
