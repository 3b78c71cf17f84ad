import type { SignIn } from '#shared/model/gateway.ts';
import type { Trust } from '#shared/model/trust.ts';

const signInKinds: Record<SignIn, string> = {
  none: 'Not needed',
  password: 'User and password',
  'api-key': 'API key',
};
const trustKinds: Record<Trust['kind'], string> = {
  system: 'Trusted by this computer',
  ca: 'CA file',
  pin: 'This certificate only',
};

/** Texts of signing in to the data store, of certificates, and of their part of the connection test. */
export const GATEWAY_TRUST = {
  signIn: 'Sign-in',
  signInKinds,
  apiKey: 'API key',
  apiKeyHint: 'As id:key or in base64; from Elasticsearch 6.7 on',
  store: {
    title: 'Certificate of the data store',
    file: 'CA file',
    checkHost: 'The host name must fit',
    fingerprints: 'SHA-256 fingerprints',
  },
  nodes: {
    title: 'Certificate of the nodes',
    file: 'CA file of the nodes',
    checkHost: 'The host names of the nodes must fit',
    fingerprints: 'SHA-256 fingerprints of the nodes',
  },
  kinds: trustKinds,
  systemHint: 'Certificates of public authorities, and of those that are installed on this computer.',
  fileHint: 'Path of a PEM file on this computer with the certificate of the authority',
  filePlaceholder: '/etc/ssl/apigw-ca.pem',
  checkHostHint: 'Off only where certificates were made without the names of the hosts',
  fingerprintsHint: 'One a line. The test shows the fingerprint of a certificate that is not trusted yet.',
  client: 'Client certificate',
  clientHint: 'Only where the data store asks for one',
  clientFile: 'Certificate file',
  clientKey: 'Key file',
  clientPassphrase: 'Passphrase of the key',
  errors: {
    username: 'A user is needed',
    path: 'The path of a file',
    fingerprints: 'At least one fingerprint of 64 hexadecimal digits, one a line',
  },
  offer: {
    decide: 'To decide',
    until: (subject: string, day: string) => `${subject}, until ${day}`,
    issuer: (issuer: string) => `Issued by ${issuer}`,
    itself: 'Issued by itself',
    names: (names: string) => `For ${names}`,
    fingerprint: (fingerprint: string) => `SHA-256 ${fingerprint}`,
    trust: 'Trust this certificate',
    reason: 'The certificate must be trusted first',
  },
} as const;
