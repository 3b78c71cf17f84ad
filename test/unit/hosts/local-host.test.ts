import { execFileSync, spawn } from 'node:child_process';
import {
  chmodSync,
  createReadStream,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { scriptEnvironment } from '#core/hosts/command.ts';
import { LocalHost } from '#core/hosts/local-host.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { temporaryFolders } from '../files/temporary-folder.ts';
import { until } from '../until.ts';
import { makeInstallation, UNTIL_GO } from './places.ts';

const temporary = temporaryFolders();
const going = new AbortController().signal;
const env = { PATH: process.env.PATH };

const hostAt = (folder: string, instance = 'default') => new LocalHost({ folder, instance }, env);
const refusal = (work: Promise<unknown>): Promise<{ code: string; cause: string }> =>
  work.then(
    () => ({ code: 'none', cause: '' }),
    (thrown: unknown) => {
      if (!(thrown instanceof AppFailure)) throw thrown;
      return thrown.value;
    },
  );

describe('a script on this computer', () => {
  it('runs in its own folder, without arguments, and tells how it ended', async () => {
    const folder = temporary();
    const bin = makeInstallation(folder, {
      shutdown: 'echo "in $PWD with $# arguments"; echo bad >&2; exit 3',
    });
    const { path: ran, end } = await hostAt(folder).run('shutdown', 5_000, going);
    expect(ran).toBe(path.join(bin, 'shutdown.sh'));
    expect(end).toMatchObject({ end: 'exited', code: 3 });
    expect(end).toHaveProperty('output', expect.stringContaining(`in ${bin} with 0 arguments`));
    expect(end).toHaveProperty('output', expect.stringContaining('bad'));
  });

  it('finds the data store below either of its names', async () => {
    const folder = temporary();
    makeInstallation(folder);
    expect((await refusal(hostAt(folder).find('store-startup'))).code).toBe('script-refused');
    mkdirSync(path.join(folder, 'EventDataStore/bin'), { recursive: true });
    const bin = makeInstallation(path.join(folder, 'other'));
    renameSync(path.join(bin, 'startup.sh'), path.join(folder, 'EventDataStore/bin/startup.sh'));
    expect(await hostAt(folder).find('store-startup')).toBe(
      path.join(folder, 'EventDataStore/bin/startup.sh'),
    );
  });

  it('promise 38: a start script returns on its exit and what it leaves behind lives on', async () => {
    const folder = temporary();
    const bin = makeInstallation(folder, { startup: `(${UNTIL_GO}; echo up > up.txt) &\nexit 0` });
    const { end } = await hostAt(folder).run('startup', 15_000, going);
    expect(end).toMatchObject({ end: 'exited', code: 0 });
    expect(existsSync(path.join(bin, 'up.txt'))).toBe(false);
    writeFileSync(path.join(bin, 'go.txt'), '');
    await until(() => existsSync(path.join(bin, 'up.txt')));
  });

  it('promise 38: a stop script that never ends is ended with all it started, and only that', async () => {
    const folder = temporary();
    const bin = makeInstallation(folder, { shutdown: 'exec > held\nsleep 600 &\nwait; sleep 600' });
    const held = path.join(bin, 'held');
    execFileSync('sh', ['-c', 'mkfifo "$0"', held]);
    const running = hostAt(folder).run('shutdown', 3_000, going);
    // It ends when the last process that could write into it is gone.
    const allGone = text(createReadStream(held));
    expect((await running).end).toEqual({ end: 'overdue' });
    expect(await allGone).toBe('');
  });

  it('promise 38: a start script that never ends is left alone', async () => {
    const folder = temporary();
    const bin = makeInstallation(folder, { startup: `${UNTIL_GO}; echo up > up.txt` });
    expect((await hostAt(folder).run('startup', 100, going)).end).toEqual({ end: 'overdue' });
    writeFileSync(path.join(bin, 'go.txt'), '');
    await until(() => existsSync(path.join(bin, 'up.txt')));
  });

  it('a process that has ended is gone, also before its parent has heard of it', async () => {
    const host = hostAt(temporary());
    expect(await host.isRunning(process.pid)).toBe(true);
    // The shell becomes a program that never asks how its child ended.
    const parent = spawn('sh', ['-c', 'sleep 0.1 & echo $!; exec sleep 600'], { stdio: 'pipe' });
    const pid = await new Promise<number>((resolve) =>
      parent.stdout.once('data', (part: Buffer) => resolve(Number(part.toString()))),
    );
    try {
      expect(await host.isRunning(pid)).toBe(true);
      await until(() => readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z '));
      expect(await host.isRunning(pid)).toBe(false);
    } finally {
      parent.kill();
    }
  });

  it('is of unknown outcome when this program ends', async () => {
    const folder = temporary();
    const bin = makeInstallation(folder, { shutdown: `touch began.txt; ${UNTIL_GO}` });
    const stop = new AbortController();
    const running = hostAt(folder).run('shutdown', 15_000, stop.signal);
    await until(() => existsSync(path.join(bin, 'began.txt')));
    stop.abort();
    expect((await running).end.end).toBe('lost');
    writeFileSync(path.join(bin, 'go.txt'), '');
  });

  it('is not run when it may not be executed', async () => {
    const folder = temporary();
    const bin = makeInstallation(folder);
    chmodSync(path.join(bin, 'shutdown.sh'), 0o644);
    expect((await hostAt(folder).run('shutdown', 1_000, going)).end).toMatchObject({
      end: 'exited',
      code: 126,
    });
  });

  it('sees nothing of the environment of this program', () => {
    const seen = scriptEnvironment({
      PATH: '/bin',
      JAVA_HOME: '/java',
      NODE_OPTIONS: '--inspect',
      ELECTRON_RUN_AS_NODE: '1',
      LD_PRELOAD: '/x.so',
      GATEWAY_VAULT_SESSION_SECRETS: '{}',
    });
    expect(seen).toEqual({ PATH: '/bin', JAVA_HOME: '/java' });
  });
});

describe('promise 38: a script is refused', () => {
  it('when it, or a folder on its way, is a link', async () => {
    const folder = temporary();
    const bin = makeInstallation(folder, { shutdown: 'touch ran.txt' });
    const elsewhere = makeInstallation(temporary(), { shutdown: 'touch ran.txt' });
    renameSync(path.join(bin, 'shutdown.sh'), path.join(bin, 'old.sh'));
    symlinkSync(path.join(elsewhere, 'shutdown.sh'), path.join(bin, 'shutdown.sh'));
    expect(await refusal(hostAt(folder).run('shutdown', 1_000, going))).toMatchObject({
      code: 'script-refused',
      cause: expect.stringContaining('link') as string,
    });
    const linked = temporary();
    mkdirSync(path.join(linked, 'IntegrationServer/instances/default'), { recursive: true });
    symlinkSync(elsewhere, path.join(linked, 'IntegrationServer/instances/default/bin'));
    expect((await refusal(hostAt(linked).run('shutdown', 1_000, going))).code).toBe('script-refused');
    expect(existsSync(path.join(elsewhere, 'ran.txt'))).toBe(false);
  });

  it('but the installation itself may be reached by a link', async () => {
    const folder = temporary();
    makeInstallation(path.join(folder, 'sag107'));
    symlinkSync(path.join(folder, 'sag107'), path.join(folder, 'softwareag'));
    const found = await hostAt(path.join(folder, 'softwareag')).find('shutdown');
    expect(found).toContain('/sag107/IntegrationServer/');
  });

  it.each([
    ['everybody may write to it', 0o757],
    ['everybody may write to it and nobody run it', 0o646],
  ])('when %s', async (_, mode) => {
    const folder = temporary();
    const bin = makeInstallation(folder, { shutdown: 'touch ran.txt' });
    chmodSync(path.join(bin, 'shutdown.sh'), mode);
    expect((await refusal(hostAt(folder).run('shutdown', 1_000, going))).code).toBe('script-refused');
    expect(existsSync(path.join(bin, 'ran.txt'))).toBe(false);
  });

  it('when it is not there, and when it is no file', async () => {
    const folder = temporary();
    mkdirSync(path.join(folder, 'IntegrationServer/instances/default/bin/startup.sh'), { recursive: true });
    expect((await refusal(hostAt(folder).find('shutdown'))).cause).toContain('not there');
    expect((await refusal(hostAt(folder).find('startup'))).cause).toContain('not a file');
  });
});
