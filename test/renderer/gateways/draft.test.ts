import { describe, expect, it } from 'vitest';
import {
  emptyForm,
  errorsOf,
  type FormValues,
  fingerprint,
  formOf,
  inputOf,
  nodesFromAddresses,
} from '../../../renderer/features/gateways/draft.ts';
import { GATEWAYS } from '../../../renderer/strings/gateways.ts';
import { sampleGateway } from '../support/samples.ts';

const texts = GATEWAYS.errors;
const filled = (changes: Partial<FormValues> = {}): FormValues => ({
  ...emptyForm(),
  name: 'Production EU',
  release: '10.11',
  addresses: ['http://apigw-eu-a:9240'],
  ...changes,
});

const signedIn = (password: string): FormValues => filled({ signIn: 'password', username: 'u', password });

describe('input of a gateway', () => {
  it('accepts the least there must be and leaves out what is empty', () => {
    expect(errorsOf(filled())).toBeNull();
    expect(inputOf(filled())).toEqual({
      draft: {
        name: 'Production EU',
        tenant: 'default',
        release: '10.11',
        dataStore: { addresses: ['http://apigw-eu-a:9240'] },
        nodes: [],
        autostart: true,
        readOnly: false,
      },
      secrets: {},
    });
  });

  it('trims what people paste', () => {
    const input = inputOf(
      filled({ name: ' EU ', addresses: [' http://apigw-eu-a:9240/ '], signIn: 'password', username: ' u ' }),
    );
    expect(input?.draft.name).toBe('EU');
    expect(input?.draft.dataStore).toEqual({ addresses: ['http://apigw-eu-a:9240'], username: 'u' });
  });

  it('keeps spaces of a password', () => {
    expect(inputOf(signedIn(' p '))?.secrets).toEqual({ dataStorePassword: ' p ' });
  });

  it.each([
    ['name', filled({ name: '  ' }), { name: texts.name }],
    ['tenant', filled({ tenant: 'Default' }), { tenant: texts.tenant }],
    ['release', filled({ release: '9.12' }), { release: texts.release }],
  ])('names a bad %s', (_, values, expected) => {
    expect(errorsOf(values)).toMatchObject(expected);
    expect(inputOf(values)).toBeNull();
  });

  it.each(['', 'apigw-eu-a:9240', 'ftp://apigw-eu-a', 'http://user:secret@apigw-eu-a:9240'])(
    'refuses the address "%s"',
    (address) => {
      expect(errorsOf(filled({ addresses: [address] }))?.addresses).toEqual([texts.address]);
    },
  );

  it('names an address that is there twice, at its second place', () => {
    const addresses = ['http://a:9240', 'http://a:9240/'];
    expect(errorsOf(filled({ addresses }))?.addresses).toEqual([undefined, texts.addressTwice]);
  });

  it('checks every node', () => {
    const nodes = [
      { id: '1', name: 'node-a', address: 'http://a:5555' },
      { id: '2', name: 'node-a', address: 'a:5555' },
    ];
    expect(errorsOf(filled({ nodes }))?.nodes).toEqual([
      {},
      { name: texts.nodeNameTwice, address: texts.nodeAddress },
    ]);
  });

  it('tells inputs apart, passwords included', () => {
    const one = inputOf(signedIn('a'))!;
    expect(fingerprint(one)).toBe(fingerprint(inputOf(signedIn('a'))!));
    expect(fingerprint(one)).not.toBe(fingerprint(inputOf(signedIn('b'))!));
    expect(fingerprint(one)).not.toBe(fingerprint(inputOf({ ...signedIn('a'), readOnly: true })!));
  });

  it('comes back unchanged from a saved gateway', () => {
    const { profile } = sampleGateway();
    const { id: _, createdAt: __, ...draft } = profile;
    expect(inputOf(formOf(profile))).toEqual({ draft, secrets: {} });
  });
});

describe('nodes from addresses', () => {
  it('takes each host once and skips what is no address', () => {
    const nodes = nodesFromAddresses([
      'https://apigw-eu-a:9240',
      'http://apigw-eu-a:9241',
      'nonsense',
      'http://b',
    ]);
    expect(nodes.map(({ name, address }) => [name, address])).toEqual([
      ['apigw-eu-a', 'http://apigw-eu-a:5555'],
      ['b', 'http://b:5555'],
    ]);
    expect(new Set(nodes.map((node) => node.id)).size).toBe(2);
  });
});
