import type { SshAccess } from '#core/hosts/ssh-connection.ts';
import { newKey, type SshLab, type SshLabOptions, startSshLab } from '#lab/hosts/ssh-server.ts';
import type { SshTarget } from '#shared/model/reach.ts';
import { wireKey, writeKey } from './keys.ts';
import { bareSurroundings } from './places.ts';

/** A host of the lab with the way into it. */
export interface SshPlace {
  readonly lab: SshLab;
  readonly hostKey: string;
  /** Confirmed, unless told otherwise. */
  target(changes?: Partial<SshTarget>): SshTarget;
  access(changes?: Partial<SshTarget>): SshAccess;
}

/** Starts a host whose key is confirmed and which lets a key file of `home` in. */
export async function startPlace(home: string, options: Partial<SshLabOptions> = {}): Promise<SshPlace> {
  const [key, hostKey] = [newKey(), newKey()];
  const lab = await startSshLab({ hostKeys: [hostKey], allowed: [{ key }], ...options });
  const file = writeKey(home, key);
  const target: SshPlace['target'] = (changes = {}) => ({
    host: '127.0.0.1',
    port: lab.port,
    user: 'sag',
    signIn: { kind: 'key-file', file },
    hostKey: wireKey(hostKey),
    ...changes,
  });
  return {
    lab,
    hostKey,
    target,
    access: (changes) => ({
      target: target(changes),
      passphrase: null,
      surroundings: bareSurroundings(home),
    }),
  };
}
