import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { algorithmsFor, hostKeyOf } from '#core/hosts/host-key.ts';
import { type KnownHost, knownHost } from '#core/hosts/known-hosts.ts';
import { trustOf } from '#core/hosts/trust.ts';
import { newKey, wireOf } from '#lab/hosts/ssh-server.ts';
import type { HostKey } from '#shared/model/reach.ts';
import { knownLine } from './keys.ts';

const [one, other, rsa] = [newKey(), newKey(), newKey('rsa')];
const wire = wireOf(one);
const hashed = (name: string): string => {
  const salt = Buffer.from('0123456789abcdef0123');
  return `|1|${salt.toString('base64')}|${createHmac('sha1', salt).update(name).digest('base64')}`;
};

describe('known_hosts', () => {
  it.each([
    ['apigw-eu-a', 'apigw-eu-a', 22],
    ['other,apigw-eu-a,10.0.0.1', 'apigw-eu-a', 22],
    ['[apigw-eu-a]:2222', 'apigw-eu-a', 2222],
    ['*.example.org,!bad.example.org', 'good.example.org', 22],
    ['apigw-eu-?', 'apigw-eu-a', 22],
    ['APIGW-EU-A', 'apigw-eu-a', 22],
    [hashed('apigw-eu-a'), 'apigw-eu-a', 22],
    [hashed('[apigw-eu-a]:2222'), 'apigw-eu-a', 2222],
  ])('a line for %s is about %s on port %d', (hosts, host, port) => {
    expect(knownHost(knownLine(hosts, one), host, port).keys).toEqual([wire]);
  });

  it.each([
    ['apigw-eu-a', 'apigw-eu-a', 2222],
    ['apigw-eu-a', 'apigw-eu-ab', 22],
    ['*.example.org,!bad.example.org', 'bad.example.org', 22],
    ['apigwXeu', 'apigw.eu', 22],
    [hashed('apigw-eu-b'), 'apigw-eu-a', 22],
  ])('a line for %s is not about %s on port %d', (hosts, host, port) => {
    expect(knownHost(knownLine(hosts, one), host, port)).toEqual({ keys: [], revoked: [] });
  });

  it('passes over what it does not understand', () => {
    const text = [
      '# a comment',
      '',
      'apigw-eu-a',
      'apigw-eu-a ecdsa-sha2-nistp256 not-base64-of-a-key',
      `@cert-authority ${knownLine('*', other)}`,
      `@revoked ${knownLine('apigw-eu-a', rsa)}`,
      knownLine('apigw-eu-a', one),
    ].join('\r\n');
    expect(knownHost(text, 'apigw-eu-a', 22)).toEqual({ keys: [wire], revoked: [wireOf(rsa)] });
  });
});

describe('promise 39: the key of a host', () => {
  const key = hostKeyOf(wire);
  const nothing = { keys: [], revoked: [] };

  it.each([
    ['confirmed', key, nothing, 'pinned'],
    ['in known_hosts', undefined, { keys: [wireOf(rsa), wire], revoked: [] }, 'known-hosts'],
    ['confirmed and in known_hosts', key, { keys: [wire], revoked: [] }, 'pinned'],
    [
      'of another type than the one in known_hosts, and confirmed',
      key,
      { keys: [wireOf(rsa)], revoked: [] },
      'pinned',
    ],
    [
      'of another type than the one in known_hosts',
      undefined,
      { keys: [wireOf(rsa)], revoked: [] },
      'new-type',
    ],
    ['known to nobody', undefined, nothing, 'new'],
    ['confirmed, and known_hosts has another', key, { keys: [wireOf(other)], revoked: [] }, 'refused'],
    ['not the one in known_hosts', undefined, { keys: [wireOf(other)], revoked: [] }, 'refused'],
    ['not the confirmed one', hostKeyOf(wireOf(other)), nothing, 'refused'],
    [
      'not the confirmed one, although in known_hosts',
      hostKeyOf(wireOf(other)),
      { keys: [wire], revoked: [] },
      'refused',
    ],
    ['revoked', key, { keys: [wire], revoked: [wire] }, 'refused'],
  ])('that is %s', (_, pinned, known, expected) => {
    const trust = trustOf(wire, 'apigw-eu-a:22', pinned, known);
    expect(trust.trust).toBe(expected);
    expect('error' in trust).toBe(['new', 'new-type', 'refused'].includes(expected));
  });

  it('is refused with both fingerprints', () => {
    const theirs = hostKeyOf(wireOf(other)).sha256;
    for (const [pinned, known] of [
      [hostKeyOf(wireOf(other)), nothing],
      [undefined, { keys: [wireOf(other)], revoked: [] }],
    ] as [HostKey | undefined, KnownHost][]) {
      const trust = trustOf(wire, 'apigw-eu-a:22', pinned, known);
      if (!('error' in trust)) throw new Error('was trusted');
      expect(trust.error.code).toBe('host-key-changed');
      expect(trust.error.cause).toContain(key.sha256);
      expect(trust.error.cause).toContain(theirs);
    }
  });

  it('is asked for by the type that is known', () => {
    expect(algorithmsFor(['ssh-rsa']).slice(0, 3)).toEqual(['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa']);
    expect(algorithmsFor(['ecdsa-sha2-nistp256'])[0]).toBe('ecdsa-sha2-nistp256');
    expect(algorithmsFor([])[0]).toBe('ssh-ed25519');
  });
});
