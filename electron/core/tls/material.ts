import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { createSecureContext, type SecureContext } from 'node:tls';
import type { ClientCertificate, Trust } from '#shared/model/trust.ts';
import { TlsRefusal } from './refusal.ts';
import { systemAuthorities } from './system-authorities.ts';

/** Whom to believe and as whom to appear. The passphrase lives as long as this value. */
export interface TlsChoice {
  trust: Trust;
  clientCertificate?: (ClientCertificate & { passphrase?: string | undefined }) | undefined;
}

const BLOCK = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g;

/**
 * Reads the files of a choice, each time: a certificate authority that was replaced counts from the next
 * connection on. Rejects with a TlsRefusal `ca-file-unusable` or `client-certificate-unusable`.
 */
export async function secureContextOf(choice: TlsChoice): Promise<SecureContext> {
  const { trust, clientCertificate } = choice;
  // A pinned certificate is compared itself; no authority is asked.
  const ca = trust.kind === 'ca' ? await authoritiesIn(trust.file) : undefined;
  if (clientCertificate === undefined)
    return ca === undefined ? systemContext() : createSecureContext({ ca: [...ca] });
  const own = await identityOf(clientCertificate);
  return createSecureContext({ ca: [...(ca ?? systemAuthorities())], ...own });
}

let system: SecureContext | undefined;
// Hundreds of certificates are parsed for it.
const systemContext = (): SecureContext => (system ??= createSecureContext({ ca: [...systemAuthorities()] }));

async function authoritiesIn(file: string): Promise<readonly string[]> {
  const refused = (detail: string): TlsRefusal =>
    new TlsRefusal('ca-file-unusable', { detail: `${file}: ${detail}`, reason: detail });
  const blocks = (await contentOf(file, refused)).match(BLOCK);
  if (blocks === null) throw refused('it holds no certificate in PEM form');
  if (!blocks.every(isCertificate)) throw refused('a certificate in it is damaged');
  return blocks;
}

async function identityOf(given: NonNullable<TlsChoice['clientCertificate']>) {
  const refused = (file: string) => (detail: string) =>
    new TlsRefusal('client-certificate-unusable', { detail: `${file}: ${detail}`, reason: detail });
  const cert = await contentOf(given.certificate, refused(given.certificate));
  const key = await contentOf(given.key, refused(given.key));
  const [first] = cert.match(BLOCK) ?? [];
  if (first === undefined || !isCertificate(first))
    throw refused(given.certificate)('it holds no certificate in PEM form');
  const opened = openKey(key, given.passphrase);
  if (opened === null)
    throw refused(given.key)(
      given.passphrase === undefined || given.passphrase === ''
        ? 'it holds no key in PEM form, or one that needs a passphrase'
        : 'it holds no key in PEM form, or the passphrase is another one',
    );
  if (!new X509Certificate(first).checkPrivateKey(opened))
    throw refused(given.key)('this key belongs to another certificate');
  return { cert, key: opened.export({ type: 'pkcs8', format: 'pem' }) };
}

function openKey(key: string, passphrase: string | undefined): KeyObject | null {
  try {
    return createPrivateKey({ key, passphrase: passphrase ?? '' });
  } catch {
    return null;
  }
}

async function contentOf(file: string, refused: (detail: string) => TlsRefusal): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
    throw refused(code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`);
  }
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).fingerprint256 !== '';
  } catch {
    return false;
  }
}
