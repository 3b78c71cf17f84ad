import { describe, expect, it } from 'vitest';
import type { GatewayDraft } from '#shared/model/gateway.ts';
import {
  emptyForm,
  errorsOf,
  type FormValues,
  formOf,
  inputOf,
} from '../../../renderer/features/gateways/draft.ts';
import { emptyTrust, pinned, trustError, trustOf } from '../../../renderer/features/gateways/trust.ts';
import { GATEWAY_TRUST } from '../../../renderer/strings/gateway-trust.ts';
import { sampleGateway } from '../support/samples.ts';

const texts = GATEWAY_TRUST.errors;
const ONE = Array(32).fill('4E').join(':');
const TWO = Array(32).fill('1B').join(':');
const secure = (changes: Partial<FormValues> = {}): FormValues => ({
  ...emptyForm(),
  name: 'Production EU',
  release: '10.15',
  addresses: ['https://apigw-eu-a:9240'],
  ...changes,
});
const byFile = { ...emptyTrust, kind: 'ca' as const, file: ' /etc/ca.pem ', checkHost: false };
const client = { used: true, certificate: '/c.pem', key: '/c.key', passphrase: 'p' };

describe('whom to believe', () => {
  it('is said only where an address is of https', () => {
    const all = { trust: byFile, client, nodeTrust: byFile };
    const plain = inputOf(secure({ ...all, addresses: ['http://a:9240'] }))!;
    expect(plain.draft.dataStore).toEqual({ addresses: ['http://a:9240'] });
    expect(plain.draft).not.toHaveProperty('nodeTrust');
    expect(plain.secrets).toEqual({});
    const nodes = [{ id: '1', name: 'a', address: 'https://a:5543' }];
    const input = inputOf(secure({ ...all, nodes }))!;
    const trust = { kind: 'ca', file: '/etc/ca.pem', checkHost: false };
    expect(input.draft.dataStore.tls).toEqual({
      trust,
      clientCertificate: { certificate: '/c.pem', key: '/c.key' },
    });
    expect(input.draft.nodeTrust).toEqual(trust);
    expect(input.secrets).toEqual({ clientKeyPassphrase: 'p' });
  });

  it('needs what the choice needs, and nothing of the others', () => {
    const needed = { trust: { ...emptyTrust, kind: 'ca' as const }, client: { ...client, key: ' ' } };
    expect(errorsOf(secure(needed))).toMatchObject({ trust: texts.path, clientKey: texts.path });
    expect(errorsOf(secure({ ...needed, addresses: ['http://a:9240'] }))).toBeNull();
    expect(errorsOf(secure({ signIn: 'password' }))).toMatchObject({ username: texts.username });
  });

  it.each([ONE, ONE.toLowerCase(), ONE.replaceAll(':', ''), `sha256 Fingerprint=${ONE}`, `\n ${ONE} \n`])(
    'takes a fingerprint as people paste it: %s',
    (fingerprints) => {
      const values = { ...emptyTrust, kind: 'pin' as const, fingerprints };
      expect(trustError(values)).toBeUndefined();
      expect(trustOf(values)).toEqual({ kind: 'pin', fingerprints: [ONE] });
    },
  );

  it.each(['', 'abc', `${ONE}:4E`, `${ONE}\nxyz`, ONE.slice(3)])('refuses "%s"', (fingerprints) => {
    expect(trustError({ ...emptyTrust, kind: 'pin', fingerprints })).toBe(texts.fingerprints);
  });

  it('adds a certificate to those of other servers, and replaces that of the only one', () => {
    const first = pinned(byFile, ONE, 2);
    expect(trustOf(first)).toEqual({ kind: 'pin', fingerprints: [ONE] });
    expect(trustOf(pinned(first, TWO, 2))).toEqual({ kind: 'pin', fingerprints: [ONE, TWO] });
    expect(trustOf(pinned(first, TWO, 1))).toEqual({ kind: 'pin', fingerprints: [TWO] });
  });

  it('comes back unchanged from a saved gateway', () => {
    const dataStore: GatewayDraft['dataStore'] = {
      addresses: ['https://apigw-eu-a:9240'],
      signIn: 'api-key',
      tls: {
        trust: { kind: 'pin', fingerprints: [ONE, TWO] },
        clientCertificate: { certificate: '/c.pem', key: '/c.key' },
      },
    };
    const { profile } = sampleGateway({ dataStore });
    const { id: _, createdAt: __, ...draft } = profile;
    expect(inputOf(formOf(profile))).toEqual({ draft, secrets: {} });
  });
});
