import { createHash } from 'node:crypto';
import type { HostKey } from '#shared/model/reach.ts';

/** A key in the form in which it goes over the wire, named as OpenSSH names it. */
export function hostKeyOf(wire: Buffer): HostKey {
  const length = wire.length >= 4 ? wire.readUInt32BE(0) : 0;
  const type = wire.toString('latin1', 4, 4 + Math.min(length, 64));
  return { type, sha256: `SHA256:${createHash('sha256').update(wire).digest('base64').replace(/=+$/, '')}` };
}

/** "ssh-ed25519 SHA256:…", to be compared with what `ssh-keygen -lf` says. */
export function keyText(key: HostKey): string {
  return `${key.type} ${key.sha256}`;
}

const RSA = ['rsa-sha2-512', 'rsa-sha2-256', 'ssh-rsa'] as const;
const ALGORITHMS = [
  'ssh-ed25519',
  'ecdsa-sha2-nistp256',
  'ecdsa-sha2-nistp384',
  'ecdsa-sha2-nistp521',
  ...RSA,
] as const;
export type HostKeyAlgorithm = (typeof ALGORITHMS)[number];

/** The algorithms to ask a host for: those of the keys that are known first, so that it shows one of them. */
export function algorithmsFor(knownTypes: readonly string[]): HostKeyAlgorithm[] {
  const known = (algorithm: HostKeyAlgorithm): boolean =>
    knownTypes.includes(RSA.some((one) => one === algorithm) ? 'ssh-rsa' : algorithm);
  return [...ALGORITHMS.filter(known), ...ALGORITHMS.filter((algorithm) => !known(algorithm))];
}
