import type { AnyAuthMethod, Client, ConnectConfig } from 'ssh2';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { never } from '#shared/errors/never.ts';
import type { SshTarget } from '#shared/model/reach.ts';
import { algorithmsFor, hostKeyOf } from './host-key.ts';
import { readKnownHost } from './known-hosts.ts';
import { readKeyFile } from './ssh-key-file.ts';
import type { HostSurroundings } from './surroundings.ts';
import { type Trust, trustOf } from './trust.ts';

export interface SshAccess {
  target: SshTarget;
  /** Of the key file. It lives as long as this value. */
  passphrase: string | null;
  surroundings: HostSurroundings;
}

export interface SshConnection {
  client: Client;
  close: () => void;
}

/** What was learned of a host before it was ready. */
interface Seen {
  trust: Trust | null;
  agentError: string | null;
}

const READY_MS = 20_000;
const ALIVE_MS = 10_000;

/** "apigw-eu-a:22". */
export function whereOf({ host, port }: Pick<SshTarget, 'host' | 'port'>): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/**
 * Connects and signs in, if the host shows a key that is trusted (promise 39); `judged` hears what was thought of
 * it either way. Rejects with an AppFailure of a `host-…` code; nothing was run then.
 */
export async function openSsh(access: SshAccess, judged?: (trust: Trust) => void): Promise<SshConnection> {
  const { target, surroundings } = access;
  const where = whereOf(target);
  const known = await readKnownHost(surroundings.knownHosts, target.host, target.port);
  const signIn = await signInOf(access);
  const knownTypes =
    target.hostKey === undefined ? known.keys.map((key) => hostKeyOf(key).type) : [target.hostKey.type];
  // Loaded when a host is reached for the first time: half a megabyte that most gateways never need.
  const { default: ssh2 } = await import('ssh2');
  const client = new ssh2.Client();
  const seen: Seen = { trust: null, agentError: null };
  await new Promise<void>((resolve, reject) => {
    const fail = (error: Error & { level?: string }): void => {
      if (error.level === 'agent') {
        // The library goes on without the agent and fails once more; that failure has no reason in it.
        seen.agentError = error.message;
        return;
      }
      client.end();
      reject(failureOf(error, where, target.user, seen));
    };
    client.on('ready', resolve);
    client.on('error', fail);
    client.on('close', () => fail(new Error('The connection was closed before it was ready.')));
    client.connect({
      ...signIn,
      host: target.host,
      port: target.port,
      username: target.user,
      readyTimeout: READY_MS,
      keepaliveInterval: ALIVE_MS,
      keepaliveCountMax: 3,
      agentForward: false,
      tryKeyboard: false,
      algorithms: { serverHostKey: algorithmsFor(knownTypes) },
      hostVerifier: (wire: Buffer) => {
        const trust = trustOf(wire, where, target.hostKey, known);
        seen.trust = trust;
        judged?.(trust);
        return trust.trust === 'pinned' || trust.trust === 'known-hosts';
      },
    });
  });
  return { client, close: () => client.end() };
}

async function signInOf({ target, passphrase, surroundings }: SshAccess): Promise<Partial<ConnectConfig>> {
  const { signIn } = target;
  switch (signIn.kind) {
    case 'agent':
      if (surroundings.agent === null)
        throw noAgent('SSH_AUTH_SOCK is not set, so this program was not started where one runs.');
      return { agent: surroundings.agent, authHandler: ['agent'] };
    case 'key-file': {
      const key = await readKeyFile(signIn.file, passphrase, surroundings.home);
      const method: AnyAuthMethod = { type: 'publickey', username: target.user, key };
      return { authHandler: [method] };
    }
    default:
      return never(signIn);
  }
}

function failureOf(
  error: Error & { level?: string },
  where: string,
  user: string,
  { trust, agentError }: Seen,
): AppFailure {
  if (trust !== null && 'error' in trust) return new AppFailure(trust.error);
  if (error.level === 'client-authentication') {
    if (agentError !== null) return noAgent(`${agentError}.`);
    return new AppFailure(
      appError('host-sign-in-refused', {
        where,
        what: user,
        detail: 'The key that was offered is not accepted.',
      }),
    );
  }
  const raw = { status: null, type: error.level ?? 'ssh', reason: error.message };
  return new AppFailure(appError('host-unreachable', { where, detail: reasonOf(error), raw }));
}

function reasonOf(error: Error & { level?: string; code?: unknown }): string {
  switch (error.code) {
    case 'ECONNREFUSED':
      return 'Nothing listens on this port.';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'The name of the host was not found.';
    default:
      return error.level === 'client-timeout' ? 'It did not answer in time.' : `${error.message}.`;
  }
}

function noAgent(detail: string): AppFailure {
  return new AppFailure(appError('host-agent-missing', { detail }));
}
