import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { localCommand, remoteCommand } from '#core/hosts/command.ts';
import { LocalHost } from '#core/hosts/local-host.ts';
import { SshHost } from '#core/hosts/ssh-host.ts';
import { newKey, type SshLab, startSshLab } from '#lab/hosts/ssh-server.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { Installation, SshTarget } from '#shared/model/reach.ts';
import { temporaryFolders } from '../files/temporary-folder.ts';
import { wireKey, writeKey } from './keys.ts';
import { bareSurroundings, makeInstallation } from './places.ts';

const temporary = temporaryFolders();
const going = new AbortController().signal;

/** Names that would do harm if a shell ever read them. `@` stands for the canary. */
const HOSTILE = [
  'a; touch @',
  'a$(touch @)',
  'a`touch @`',
  "a'; touch @; '",
  'a"; touch @; "',
  'a\ntouch @\n',
  'a\rtouch @',
  'a & touch @',
  'a | touch @',
  'a > @',
  'a\\; touch @',
  '$IFS',
  '..',
  '.',
  '-rf ',
  'a\0b',
  '*',
  '%PATH%',
  '!!',
];

let lab: SshLab;
let key: string;
let hostKey: string;
beforeAll(async () => {
  key = newKey();
  hostKey = newKey();
  lab = await startSshLab({ hostKeys: [hostKey], allowed: [{ key }] });
});
afterAll(() => lab.stop());

describe('promise 39: no text of a user becomes a command', () => {
  it.each(HOSTILE)('a folder or an instance named %j is refused before anything is run', async (name) => {
    const root = temporary();
    const canary = path.join(root, 'canary');
    const hostile = name.replaceAll('@', canary);
    const installations = [
      { folder: `${root}/${hostile}`, instance: 'default' },
      { folder: `${root}/${hostile}/deeper`, instance: 'default' },
      { folder: root, instance: hostile },
    ];
    if (!name.includes('\0')) {
      // It is really there: the refusal is not for want of it.
      mkdirSync(path.join(root, ...hostile.split('/')), { recursive: true });
      makeInstallation(path.join(root, 'x'));
    }
    const target = {
      host: '127.0.0.1',
      port: lab.port,
      user: 'sag',
      signIn: { kind: 'key-file' as const, file: writeKey(root, key) },
      hostKey: wireKey(hostKey),
    };
    for (const installation of installations) {
      expect(Installation.safeParse(installation).success, installation.folder).toBe(false);
      const access = { target, passphrase: null, surroundings: bareSurroundings(root) };
      for (const host of [new SshHost(access, installation), new LocalHost(installation, {})]) {
        await expect(host.run('shutdown', 1_000, going)).rejects.toBeInstanceOf(AppFailure);
      }
    }
    expect(existsSync(canary)).toBe(false);
    expect(lab.commands).toEqual([]);
  });

  it.each(['-oProxyCommand=touch x', 'a b', 'a;b', 'a\nb', '$(x)', ''])(
    '%j is no host and no user',
    (text) => {
      const target = { host: 'a', port: 22, user: 'sag', signIn: { kind: 'agent' } };
      expect(SshTarget.safeParse(target).success).toBe(true);
      expect(SshTarget.safeParse({ ...target, host: text }).success).toBe(false);
      expect(SshTarget.safeParse({ ...target, user: text }).success).toBe(false);
    },
  );

  it.each([
    '/opt/softwareag',
    '/opt/software ag 10.11/sag',
    '/Приложения/шлюз',
    'C:\\SoftwareAG',
    'D:\\Program Files\\SoftwareAG',
  ])('%s is a folder like any other', (folder) => {
    expect(Installation.safeParse({ folder, instance: 'default' }).success).toBe(true);
  });

  it.each([
    'relative/folder',
    '/',
    '/opt//sag',
    '/opt/sag/',
    '/opt/../etc',
    'C:\\a\\..\\b',
    '\\\\server\\share',
    '~/sag',
  ])('%s is not a plain absolute folder', (folder) => {
    expect(Installation.safeParse({ folder, instance: 'default' }).success).toBe(false);
  });
});

describe('the command', () => {
  it('on a host is one quoted path and nothing else', () => {
    const file = '/opt/software ag/IntegrationServer/instances/default/bin/shutdown.sh';
    expect(remoteCommand(file, false)).toBe(
      "cd '/opt/software ag/IntegrationServer/instances/default/bin' && './shutdown.sh' </dev/null",
    );
    expect(remoteCommand(file, true)).toBe(
      "cd '/opt/software ag/IntegrationServer/instances/default/bin' && nohup './shutdown.sh' </dev/null >/dev/null 2>&1",
    );
    expect(remoteCommand('C:\\Software AG\\bin\\startup.bat', true)).toBe(
      'cmd.exe /d /c "C:\\Software AG\\bin\\startup.bat"',
    );
  });

  it.each([
    "/opt/it's/startup.sh",
    '/opt/$HOME/startup.sh',
    'C:\\%PATH%\\startup.bat',
    'C:\\a&b\\startup.bat',
  ])('is not built for %s, whoever has checked it before', (file) => {
    expect(() => remoteCommand(file, false)).toThrow(AppFailure);
  });

  it('of a batch file is run by the interpreter of the system, whatever PATH says', () => {
    expect(
      localCommand('C:\\SAG\\bin\\startup.bat', [], { PATH: 'C:\\evil', SYSTEMROOT: 'D:\\Windows' }),
    ).toEqual({
      command: 'D:\\Windows\\System32\\cmd.exe',
      args: ['/d', '/s', '/c', '""C:\\SAG\\bin\\startup.bat""'],
      verbatim: true,
    });
    expect(() => localCommand('C:\\S&G\\startup.bat', [], {})).toThrow(AppFailure);
    expect(localCommand('/opt/sag/startup.sh', [], {})).toEqual({
      command: '/opt/sag/startup.sh',
      args: [],
      verbatim: false,
    });
  });
});
