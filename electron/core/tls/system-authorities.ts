import { readFileSync } from 'node:fs';
import tls from 'node:tls';

/** What older runtimes lack although today's types may promise it. */
type MaybeListing = Partial<{ getCACertificates: (type: 'default' | 'system') => string[] }>;

/** Where Linux keeps its authorities as one file. */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
];

let known: readonly string[] | undefined;

/** Authorities of the runtime and of this computer, in PEM form; read once. */
export function systemAuthorities(): readonly string[] {
  known ??= [...new Set(read())];
  return known;
}

function read(): string[] {
  const { getCACertificates } = tls as MaybeListing;
  if (getCACertificates !== undefined)
    return [...getCACertificates('default'), ...getCACertificates('system')];
  return [...tls.rootCertificates, ...ofLinux()];
}

function ofLinux(): string[] {
  const given = process.env.SSL_CERT_FILE;
  const extra = process.env.NODE_EXTRA_CA_CERTS;
  const bundle = given ?? BUNDLES.find((file) => contentOf(file) !== '');
  return [bundle, extra].flatMap((file) => (file === undefined ? [] : certificatesIn(contentOf(file))));
}

const certificatesIn = (text: string): string[] =>
  text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
