import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Reaches } from '#core/hosts/reaches.ts';
import { runOnHost } from '#core/hosts/remote-run.ts';
import { Sftp } from '#core/hosts/sftp.ts';
import { openSsh } from '#core/hosts/ssh-connection.ts';
import { SshHost } from '#core/hosts/ssh-host.ts';
import { newKey, type SshLab, type SshLabOptions, startSshLab } from '#lab/hosts/ssh-server.ts';
import { type AppError, AppFailure } from '#shared/errors/app-error.ts';
import type { HostKey, NodeReach, SshSignIn } from '#shared/model/reach.ts';
import { temporaryFolders } from '../files/temporary-folder.ts';
import { until } from '../until.ts';
import { knownLine, wireKey, writeKey } from './keys.ts';
import { bareSurroundings, makeInstallation, UNTIL_GO } from './places.ts';

const temporary = temporaryFolders();
const going = new AbortController().signal;
const key = newKey();
const hostKey = newKey();
const PASSPHRASE = 'canary-passphrase-1';

let lab: SshLab;
let home: string;
let folder: string;
let bin: string;
const agents: ChildProcess[] = [];
beforeEach(async () => {
  home = temporary();
  folder = path.join(temporary(), 'software ag 10.11');
  bin = makeInstallation(folder, { shutdown: 'touch ran.txt; echo $# arguments; exit 4' });
  await serve();
});
afterEach(async () => {
  await lab.stop();
  for (const agent of agents.splice(0)) agent.kill();
});

async function serve(changes: Partial<SshLabOptions> = {}, port?: number): Promise<void> {
  if (port === undefined) await (lab as SshLab | undefined)?.stop();
  lab = await startSshLab({ hostKeys: [hostKey], allowed: [{ key }], ...changes }, port);
}

interface Wanted {
  signIn?: SshSignIn;
  pinned?: HostKey | null;
  passphrase?: string;
  agent?: string;
  user?: string;
}
function reachOf({ signIn, pinned, user }: Wanted = {}): NodeReach & { kind: 'ssh' } {
  const confirmed = pinned === undefined ? wireKey(hostKey) : pinned;
  return {
    kind: 'ssh',
    target: {
      host: '127.0.0.1',
      port: lab.port,
      user: user ?? 'sag',
      signIn: signIn ?? { kind: 'key-file', file: writeKey(home, key) },
      ...(confirmed === null ? {} : { hostKey: confirmed }),
    },
    installation: { folder, instance: 'default' },
  };
}
const surroundings = (wanted: Wanted) => bareSurroundings(home, { agent: wanted.agent ?? null });
function hostOf(wanted: Wanted = {}): SshHost {
  const { target, installation } = reachOf(wanted);
  const passphrase = wanted.passphrase ?? null;
  return new SshHost({ target, passphrase, surroundings: surroundings(wanted) }, installation);
}
const check = (wanted: Wanted = {}) =>
  new Reaches(() => Promise.resolve(null), surroundings(wanted)).check({
    reach: reachOf(wanted),
    passphrase: wanted.passphrase,
  });
const run = (wanted: Wanted = {}) => hostOf(wanted).run('shutdown', 5_000, going);
async function refusal(work: Promise<unknown>): Promise<AppError> {
  try {
    await work;
  } catch (thrown) {
    if (thrown instanceof AppFailure) return thrown.value;
    throw thrown;
  }
  throw new Error('was not refused');
}
const nothingRan = (): void => {
  expect(lab.commands).toEqual([]);
  expect(existsSync(path.join(bin, 'ran.txt'))).toBe(false);
};

describe('a script over SSH', () => {
  it('runs in its folder, spaces and all, and tells its exit and its words', async () => {
    const ran = await run();
    expect(ran).toEqual({
      path: path.join(bin, 'shutdown.sh'),
      end: { end: 'exited', code: 4, output: '0 arguments\n' },
    });
    expect(readFileSync(path.join(bin, 'ran.txt'), 'utf8')).toBe('');
    expect(lab.commands).toEqual([`cd '${bin}' && './shutdown.sh' </dev/null`]);
  });

  it('returns when a start script ends, and what that leaves behind outlives the connection', async () => {
    makeInstallation(folder, { startup: `(${UNTIL_GO}; echo up > up.txt) &\nexit 0` });
    const ran = await hostOf().run('startup', 5_000, going);
    expect(ran.end).toMatchObject({ end: 'exited', code: 0 });
    writeFileSync(path.join(bin, 'go.txt'), '');
    await until(() => existsSync(path.join(bin, 'up.txt')));
  });

  it('on a connection that is gone is not sent, and files are not asked for: both say so', async () => {
    const { target } = reachOf();
    const { client } = await openSsh({ target, passphrase: null, surroundings: surroundings({}) });
    const closed = new Promise<void>((resolve) => client.once('close', () => resolve()));
    client.end();
    await closed;
    const where = 'apigw-eu-a:22';
    const ran = runOnHost(client, 'true', { where, deadlineMs: 5_000, longest: 10 });
    const opened = Sftp.open(client, where, () => new Error('is not offered'));
    for (const work of [ran, opened]) expect((await refusal(work)).code).toBe('host-lost');
    nothingRan();
  });

  it('a process is looked for where the system lists it, and runs nothing', async () => {
    const child = spawn('sleep', ['600']);
    await new Promise((resolve) => child.once('spawn', resolve));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    expect(await hostOf().isRunning(child.pid!)).toBe(true);
    child.kill();
    await ended;
    expect(await hostOf().isRunning(child.pid!)).toBe(false);
    expect(lab.commands).toEqual([]);
    lab.options = { ...lab.options, withoutSftp: true };
    // Not to be told is not to have ended.
    expect((await refusal(hostOf().isRunning(child.pid!))).code).toBe('script-refused');
  });

  it('has a deadline', async () => {
    makeInstallation(folder, { shutdown: 'sleep 2' });
    expect((await hostOf().run('shutdown', 150, going)).end).toEqual({ end: 'overdue' });
  });

  it.each(['before', 'after'] as const)(
    'is of unknown outcome when the connection is cut %s it ran',
    async (cuts) => {
      lab.options = { ...lab.options, cuts };
      expect((await run()).end.end).toBe('lost');
    },
  );

  it.each([
    [
      'a link',
      () => {
        const elsewhere = makeInstallation(temporary(), { shutdown: 'touch ran.txt' });
        renameSync(path.join(bin, 'shutdown.sh'), path.join(bin, 'old.sh'));
        symlinkSync(path.join(elsewhere, 'shutdown.sh'), path.join(bin, 'shutdown.sh'));
      },
    ],
    ['writable for everybody', () => chmodSync(path.join(bin, 'shutdown.sh'), 0o777)],
    ['not there', () => renameSync(path.join(bin, 'shutdown.sh'), path.join(bin, 'old.sh'))],
    ['not to be looked at', () => void (lab.options = { ...lab.options, withoutSftp: true })],
  ])('is refused when it is %s', async (_, change) => {
    change();
    expect((await refusal(run())).code).toBe('script-refused');
    nothingRan();
  });
});

describe('promise 39: the key of the host', () => {
  it('is shown at first, and nobody signs in before it is confirmed', async () => {
    const shown = await check({ pinned: null });
    expect(shown).toMatchObject({
      hostKey: wireKey(hostKey),
      trust: 'new',
      scripts: [],
      error: { code: 'host-key-unknown' },
    });
    expect(shown.error?.cause).toContain(wireKey(hostKey).sha256);
    expect((await refusal(run({ pinned: null }))).code).toBe('host-key-unknown');
    expect(lab.signIns).toBe(0);
    nothingRan();
    expect(await check({ pinned: shown.hostKey! })).toEqual({
      hostKey: wireKey(hostKey),
      trust: 'pinned',
      scripts: [path.join(bin, 'shutdown.sh'), path.join(bin, 'startup.sh')],
      error: null,
    });
    nothingRan();
  });

  it('is enough when known_hosts has it', async () => {
    writeFileSync(path.join(home, 'known_hosts'), `${knownLine(`[127.0.0.1]:${lab.port}`, hostKey)}\n`);
    expect((await check({ pinned: null })).trust).toBe('known-hosts');
    expect((await run({ pinned: null })).end.end).toBe('exited');
  });

  it('that changed is refused with both fingerprints, and nothing is run', async () => {
    const { port } = lab;
    const pinned = wireKey(hostKey);
    await lab.stop();
    const intruder = newKey();
    await serve({ hostKeys: [intruder] }, port);
    const error = await refusal(run({ pinned }));
    expect(error.code).toBe('host-key-changed');
    expect(error.cause).toContain(pinned.sha256);
    expect(error.cause).toContain(wireKey(intruder).sha256);
    expect(await check({ pinned })).toMatchObject({
      trust: 'refused',
      scripts: [],
      error: { code: 'host-key-changed' },
    });
    expect(lab.signIns).toBe(0);
    nothingRan();
  });

  it('that known_hosts contradicts is refused although it was confirmed', async () => {
    writeFileSync(path.join(home, 'known_hosts'), `${knownLine(`[127.0.0.1]:${lab.port}`, newKey())}\n`);
    expect((await refusal(run())).code).toBe('host-key-changed');
    expect(lab.signIns).toBe(0);
    nothingRan();
  });

  it('is asked for in the type that was confirmed, so that a second key of the host is no change', async () => {
    const rsa = newKey('rsa');
    await serve({ hostKeys: [rsa, hostKey] });
    expect((await check({ pinned: wireKey(rsa) })).trust).toBe('pinned');
    expect((await check({ pinned: wireKey(hostKey) })).trust).toBe('pinned');
  });
});

describe('signing in', () => {
  it('uses a key file that a passphrase protects', async () => {
    const sealed = newKey('ec', PASSPHRASE);
    await serve({ allowed: [{ key: sealed, passphrase: PASSPHRASE }] });
    const signIn: SshSignIn = { kind: 'key-file', file: writeKey(home, sealed, 'sealed') };
    expect((await run({ signIn, passphrase: PASSPHRASE })).end.end).toBe('exited');
    const wrong = await refusal(run({ signIn, passphrase: 'other' }));
    expect(wrong).toMatchObject({ code: 'host-key-file', cause: 'The passphrase does not open it.' });
    const without = await refusal(run({ signIn }));
    expect(without).toMatchObject({
      code: 'host-key-file',
      cause: expect.stringContaining('none is saved') as string,
    });
    expect(JSON.stringify([wrong, without])).not.toContain(PASSPHRASE);
  });

  it('reads a key as ssh-keygen writes it today', async () => {
    const file = path.join(home, 'modern');
    execFileSync('ssh-keygen', ['-q', '-a', '1', '-t', 'ed25519', '-N', PASSPHRASE, '-f', file]);
    await serve({ allowed: [{ key: readFileSync(file, 'utf8'), passphrase: PASSPHRASE }] });
    const signIn: SshSignIn = { kind: 'key-file', file };
    expect((await run({ signIn, passphrase: PASSPHRASE })).end.end).toBe('exited');
    expect(await refusal(run({ signIn, passphrase: 'other' }))).toMatchObject({
      code: 'host-key-file',
      cause: 'The passphrase does not open it.',
    });
  });

  it('takes ~/ for the home of the account', async () => {
    writeKey(home, key, 'mine');
    expect((await run({ signIn: { kind: 'key-file', file: '~/mine' } })).end.end).toBe('exited');
  });

  it.each([
    ['is not there', '/no/such/key', 'not there'],
    ['is no key', '', 'not a private key'],
    ['has a relative path', 'id', 'absolute'],
  ])('says when the key file %s', async (_, file, words) => {
    const named = file === '' ? writeKey(home, 'not a key', 'noise') : file;
    const error = await refusal(run({ signIn: { kind: 'key-file', file: named } }));
    expect(error.code).toBe('host-key-file');
    expect(error.cause).toContain(words);
    nothingRan();
  });

  it.each([
    ['key', { signIn: 'other' }],
    ['user', { user: 'root' }],
  ])('is refused for another %s', async (_, change) => {
    const wanted: Wanted =
      'user' in change ? change : { signIn: { kind: 'key-file', file: writeKey(home, newKey(), 'other') } };
    expect((await refusal(run(wanted))).code).toBe('host-sign-in-refused');
    nothingRan();
  });

  it('uses the key agent', async () => {
    const socket = await startAgent();
    expect((await refusal(run({ signIn: { kind: 'agent' }, agent: socket }))).code).toBe(
      'host-sign-in-refused',
    );
    execFileSync('ssh-add', ['-q', writeKey(home, key)], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
    expect((await run({ signIn: { kind: 'agent' }, agent: socket })).end.end).toBe('exited');
  });

  it('says when there is no agent, or a dead one', async () => {
    expect((await refusal(run({ signIn: { kind: 'agent' } }))).code).toBe('host-agent-missing');
    const agent = path.join(home, 'dead.sock');
    expect((await refusal(run({ signIn: { kind: 'agent' }, agent }))).code).toBe('host-agent-missing');
    nothingRan();
  });

  it('says when nothing listens', async () => {
    const reach = hostOf();
    await lab.stop();
    expect(await refusal(reach.run('shutdown', 1_000, going))).toMatchObject({
      code: 'host-unreachable',
      cause: 'Nothing listens on this port.',
    });
    await serve();
  });
});

async function startAgent(): Promise<string> {
  const socket = path.join(home, 'agent.sock');
  agents.push(spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' }));
  await until(() => existsSync(socket));
  return socket;
}
