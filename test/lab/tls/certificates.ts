import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';
import forge from 'node-forge';

/** Certificate and key in PEM form. */
export interface LabCertificate {
  cert: string;
  key: string;
  /** SHA-256 as the program shows it. */
  fingerprint: string;
}

export interface Wish {
  /** Host names and IP addresses; the first one is the common name too. */
  hosts: string[];
  validFrom?: Date;
  validTo?: Date;
}

const DAY_MS = 86_400_000;
let serial = 1;

/** A private certificate authority of the lab. */
export class Authority {
  readonly cert: string;
  readonly #key: forge.pki.rsa.PrivateKey;
  readonly #certificate: forge.pki.Certificate;

  constructor(name: string) {
    const { certificate, key } = unsigned(name, new Date(Date.now() + 3650 * DAY_MS));
    certificate.setIssuer(certificate.subject.attributes);
    certificate.setExtensions([
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, cRLSign: true, critical: true },
    ]);
    this.#key = key;
    this.#certificate = certificate;
    this.#certificate.sign(key, forge.md.sha256.create());
    this.cert = forge.pki.certificateToPem(certificate);
  }

  issue({ hosts, validFrom, validTo }: Wish): LabCertificate {
    const { certificate, key } = unsigned(
      hosts[0] ?? 'nobody',
      validTo ?? new Date(Date.now() + 365 * DAY_MS),
    );
    if (validFrom !== undefined) certificate.validity.notBefore = validFrom;
    certificate.setIssuer(this.#certificate.subject.attributes);
    const altNames = hosts.map((host) =>
      isIP(host) === 0 ? { type: 2, value: host } : { type: 7, ip: host },
    );
    certificate.setExtensions([
      { name: 'basicConstraints', cA: false },
      { name: 'extKeyUsage', serverAuth: true, clientAuth: true },
      { name: 'subjectAltName', altNames },
    ]);
    certificate.sign(this.#key, forge.md.sha256.create());
    const cert = forge.pki.certificateToPem(certificate);
    return {
      cert,
      key: forge.pki.privateKeyInfoToPem(forge.pki.wrapRsaPrivateKey(forge.pki.privateKeyToAsn1(key))),
      fingerprint: new X509Certificate(cert).fingerprint256,
    };
  }
}

// The key of Node: the library's own takes seconds.
function unsigned(
  name: string,
  validTo: Date,
): { certificate: forge.pki.Certificate; key: forge.pki.rsa.PrivateKey } {
  const { privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const key = forge.pki.privateKeyFromPem(privateKey);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(key.n, key.e);
  certificate.serialNumber = (1000 + serial++).toString(16).padStart(4, '0');
  certificate.validity.notBefore = new Date(Date.now() - 400 * DAY_MS);
  certificate.validity.notAfter = validTo;
  certificate.setSubject([{ name: 'commonName', value: name }]);
  return { certificate, key };
}
