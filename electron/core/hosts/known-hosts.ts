import { createHmac } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { hostKeyOf } from './host-key.ts';

/** What OpenSSH's files of known hosts say about one host. */
export interface KnownHost {
  keys: Buffer[];
  revoked: Buffer[];
}

/** Reads the lines about a host from all the files that are there. A line that is not understood says nothing. */
export async function readKnownHost(
  files: readonly string[],
  host: string,
  port: number,
): Promise<KnownHost> {
  const texts = await Promise.all(files.map((file) => readFile(file, 'utf8').catch(() => '')));
  return knownHost(texts.join('\n'), host, port);
}

/** The keys that a text in the format of known_hosts has for a host, also under hashed names and patterns. */
export function knownHost(text: string, host: string, port: number): KnownHost {
  const found: KnownHost = { keys: [], revoked: [] };
  const name = (port === 22 ? host : `[${host}]:${port}`).toLowerCase();
  for (const line of text.split(/\r?\n/)) {
    const words = line.trim().split(/\s+/);
    const marker = words[0]?.startsWith('@') === true ? words.shift() : undefined;
    const [hosts, type, base64] = words;
    if (hosts === undefined || hosts.startsWith('#') || base64 === undefined) continue;
    // A certificate authority is not looked at: such a host is confirmed like any other.
    if (marker !== undefined && marker !== '@revoked') continue;
    if (!isMeant(hosts, name)) continue;
    const key = Buffer.from(base64, 'base64');
    if (hostKeyOf(key).type !== type) continue;
    (marker === '@revoked' ? found.revoked : found.keys).push(key);
  }
  return found;
}

function isMeant(hosts: string, name: string): boolean {
  if (hosts.startsWith('|1|')) {
    const [, , salt = '', hash = ''] = hosts.split('|');
    return createHmac('sha1', Buffer.from(salt, 'base64')).update(name).digest('base64') === hash;
  }
  const patterns = hosts.toLowerCase().split(',');
  const fits = (pattern: string): boolean => patternOf(pattern).test(name);
  if (patterns.some((one) => one.startsWith('!') && fits(one.slice(1)))) return false;
  return patterns.some((one) => !one.startsWith('!') && fits(one));
}

function patternOf(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll('*', '.*').replaceAll('?', '.')}$`);
}
