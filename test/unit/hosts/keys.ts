import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { hostKeyOf } from '#core/hosts/host-key.ts';
import { wireOf } from '#lab/hosts/ssh-server.ts';
import type { HostKey } from '#shared/model/reach.ts';

/** Writes a private key into a folder and resolves with its path. */
export function writeKey(folder: string, key: string, name = 'id'): string {
  const file = path.join(folder, name);
  writeFileSync(file, key, { mode: 0o600 });
  return file;
}

/** A host's private key as an administrator confirms it. */
export const wireKey = (privateKey: string): HostKey => hostKeyOf(wireOf(privateKey));

/** A line of known_hosts. */
export function knownLine(hosts: string, privateKey: string): string {
  const wire = wireOf(privateKey);
  return `${hosts} ${hostKeyOf(wire).type} ${wire.toString('base64')} a comment`;
}
