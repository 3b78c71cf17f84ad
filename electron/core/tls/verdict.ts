import type { ServerCertificate, Trust } from '#shared/model/trust.ts';
import { TlsRefusal } from './refusal.ts';
import { dayOf } from './server-certificate.ts';

/**
 * Whether a server is believed, after the handshake and before anything is sent. `failure` is what the check
 * against authorities, dates and host name found; `null` when it found nothing.
 */
export function refusalOf(
  trust: Trust,
  certificate: ServerCertificate,
  failure: string | null,
  now: number,
): TlsRefusal | null {
  const shown = `It is for ${certificate.subject}, issued by ${issuerOf(certificate)}, valid until ${dayOf(certificate.validTo)}. SHA-256 ${certificate.fingerprint}`;
  const refused = (code: TlsRefusal['told']['code'], detail: string): TlsRefusal =>
    new TlsRefusal(
      code,
      { where: certificate.address, detail, reason: `${failure ?? code}; ${shown}` },
      certificate,
    );
  if (trust.kind === 'pin') {
    if (trust.fingerprints.includes(certificate.fingerprint)) return null;
    return refused('certificate-changed', `The one it shows: ${shown}`);
  }
  if (failure === null) return null;
  if (failure === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return refused(
      'certificate-wrong-host',
      `It is for ${certificate.names.join(', ') || 'no host at all'}.`,
    );
  if (failure === 'CERT_HAS_EXPIRED' || failure === 'CERT_NOT_YET_VALID')
    return refused('certificate-expired', datesOf(certificate, now));
  return refused('certificate-refused', shown);
}

const issuerOf = ({ issuer, subject }: ServerCertificate): string => (issuer === subject ? 'itself' : issuer);

function datesOf({ validFrom, validTo }: ServerCertificate, now: number): string {
  if (validTo < now) return `It expired on ${dayOf(validTo)}.`;
  if (validFrom > now) return `It is valid from ${dayOf(validFrom)} on.`;
  return 'The certificate of its authority has expired or is not valid yet.';
}
