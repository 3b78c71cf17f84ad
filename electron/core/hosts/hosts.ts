import { AppFailure } from '#shared/errors/app-error.ts';
import { never } from '#shared/errors/never.ts';
import type { HostCheck, NodeReach } from '#shared/model/reach.ts';
import type { Host } from './host.ts';
import { LocalHost } from './local-host.ts';
import { SshHost } from './ssh-host.ts';
import type { HostSurroundings } from './surroundings.ts';
import type { Trust } from './trust.ts';

/** The host on which the scripts of a node are run; `null` where none are. `passphrase` opens its key file. */
export function hostOf(
  reach: NodeReach | undefined,
  passphrase: string | null,
  surroundings: HostSurroundings,
  judged?: (trust: Trust) => void,
): Host | null {
  if (reach === undefined) return null;
  switch (reach.kind) {
    case 'rest':
    case 'by-hand':
      return null;
    case 'scripts':
      return new LocalHost(reach.installation, surroundings.env);
    case 'ssh':
      return new SshHost({ target: reach.target, passphrase, surroundings }, reach.installation, judged);
    default:
      return never(reach);
  }
}

/** Looks whether the scripts of a node could be run: trust, sign-in, and that they are there. Runs nothing. */
export async function checkHost(
  reach: NodeReach,
  passphrase: string | null,
  surroundings: HostSurroundings,
): Promise<HostCheck> {
  const seen: { trust: Trust | null } = { trust: null };
  const host = hostOf(reach, passphrase, surroundings, (trust) => {
    seen.trust = trust;
  });
  const check: HostCheck = { hostKey: null, trust: null, scripts: [], error: null };
  if (host === null) return check;
  const withTrust = (): HostCheck => {
    const { trust } = seen;
    if (trust === null) return { ...check, trust: reach.kind === 'scripts' ? 'local' : null };
    return { ...check, hostKey: trust.key, trust: trust.trust };
  };
  try {
    const scripts = [await host.find('shutdown'), await host.find('startup')];
    return { ...withTrust(), scripts };
  } catch (thrown) {
    if (!(thrown instanceof AppFailure)) throw thrown;
    return { ...withTrust(), error: thrown.value };
  }
}
