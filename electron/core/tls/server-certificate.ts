import type { X509Certificate } from 'node:crypto';
import type { ServerCertificate } from '#shared/model/trust.ts';

/** The facts of a certificate for people. */
export function describeCertificate(certificate: X509Certificate, address: string): ServerCertificate {
  const names = namesIn(certificate.subjectAltName ?? '');
  const common = /^CN=(.+)$/m.exec(certificate.subject)?.[1];
  return {
    address,
    subject: inOneLine(certificate.subject),
    issuer: inOneLine(certificate.issuer),
    names: names.length > 0 || common === undefined ? names : [common],
    validFrom: timeOf(certificate.validFrom),
    validTo: timeOf(certificate.validTo),
    fingerprint: certificate.fingerprint256,
  };
}

/** "DNS:a, IP Address:10.0.0.1" as names. */
const namesIn = (text: string): string[] =>
  text
    .split(/,\s*/)
    .map((entry) => /^(?:DNS|IP Address):(.+)$/.exec(entry)?.[1] ?? '')
    .filter((name) => name !== '');

/** The most telling part first, as openssl writes it last. */
const inOneLine = (name: string | undefined): string =>
  name === undefined || name === '' ? 'nobody' : name.split('\n').reverse().join(', ').slice(0, 300);

const timeOf = (text: string): number => Math.max(0, Date.parse(text) || 0);

export const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);
