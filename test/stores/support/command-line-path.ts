import { chownSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabServer } from '#lab/servers/start.ts';
import type { Ended } from './command-line-lab.ts';
import type { CommandLineBench, Extent } from './command-line-suite.ts';
import { makeFolder, RELEASES } from './open-engine.ts';

const AFTER =
  'The data store allows it after its next start.\n' +
  'Its user must be able to write there: without that it does not start.\n';

/** `configure fs_path` on the files of one real server, and on that server after its restart. */
export function pathRules({ cli, server: serverOf, version }: CommandLineBench, extent: Extent): void {
  describe('apigatewayUtil configure fs_path', () => {
    const data = makeFolder();
    const env = { GATEWAY_VAULT_HOME: data };
    let server: LabServer;
    let folder: string;
    let before: string;

    const util = (command: string, at?: string): Promise<Ended> =>
      cli.run('apigatewayUtil', ['configure', 'fs_path', ...command.split(' ')], env, inFolder(at));
    const vault = (...args: string[]): Promise<Ended> => cli.run('gateway-vault', args, env);
    const add = (name: string, ...more: string[]): Promise<Ended> =>
      vault(
        ...`gateway add --name ${name} --tenant ${name} --release ${RELEASES[version]}`.split(' '),
        ...['--address', server.url, ...more],
      );
    const config = (): string => readFileSync(server.configFile, 'utf8');
    const copies = (): string[] =>
      readdirSync(path.dirname(server.configFile)).filter((name) => name.endsWith('.bak'));

    beforeAll(async () => {
      server = serverOf();
      folder = path.join(server.folder, 'more');
      // Of the data store's user, without whom it does not start.
      const { uid, gid } = statSync(server.repoFolder);
      mkdirSync(folder);
      chownSync(folder, uid, gid);
      before = config();
      expect((await add('nowhere')).code).toBe(0);
      expect((await add('here', '--installation', server.home)).code).toBe(0);
    });
    afterAll(() => {
      writeFileSync(server.configFile, before);
      for (const name of copies()) rmSync(path.join(path.dirname(server.configFile), name));
      rmSync(data, { recursive: true, force: true });
    });

    test('a gateway is not saved with a folder that is no installation', async () => {
      const refused = await add('wrong', '--installation', cli.elsewhere);
      expect([refused.code, refused.out]).toEqual([1, '']);
      expect(refused.err).toContain(cli.elsewhere);
      expect((await vault('gateway', 'list')).out).not.toContain('wrong');
    });

    test('where the files of no node are within reach it fails, and says what is done by hand', async () => {
      const { code, out, err } = await util(`-path ${folder} -tenant nowhere`);
      expect([code, out]).toEqual([1, '']);
      expect(err).toContain('elasticsearch.yml:\npath.repo: [');
      expect(err).toContain(`'${folder}']\n`);
      const bad = await util('-path more/backups -tenant here');
      expect([bad.code, bad.out, bad.err]).toEqual([
        1,
        '',
        '-path must be a whole path without commas. Nothing was changed.\n',
      ]);
      expect([config(), copies()]).toEqual([before, []]);
    });

    test('what is allowed already stays as it is', async () => {
      const { code, out, err } = await util(`-path ${server.repoFolder} -tenant here`);
      expect([code, err]).toEqual([0, '']);
      expect(out).toBe(`path.repo of node lab holds ${server.repoFolder} already\n`);
      expect([config(), copies()]).toEqual([before, []]);
    });

    test('run inside the installation it needs no saved one; what was there stays, and the former file', async () => {
      const { code, out, err } = await util(`-path ${folder} -tenant nowhere`, path.join(server.home, 'bin'));
      expect([code, err]).toEqual([0, '']);
      const [copy = ''] = copies();
      expect(out).toBe(
        `path.repo of node lab holds ${folder} now: config/elasticsearch.yml, formerly ${copy}\n${AFTER}`,
      );
      expect(readFileSync(path.join(path.dirname(server.configFile), copy), 'utf8')).toBe(before);
      const changed = config()
        .split('\n')
        .filter((line) => !before.split('\n').includes(line));
      expect(changed).toHaveLength(1);
      expect(changed[0]).toContain(server.repoFolder);
      expect(changed[0]).toContain(`'${folder}'`);
      const again = await util(`-path ${folder} -tenant here`);
      expect([again.code, again.out, again.err]).toEqual([
        0,
        `path.repo of node lab holds ${folder} already\n${AFTER}`,
        '',
      ]);
      expect(copies()).toEqual([copy]);
    });

    test.runIf(extent === 'open')('the data store allows the folder after its next start', async () => {
      const place = path.join(folder, 'nightly');
      const register = () => vault('repo', 'add', '--gateway', 'here', '--name', 'more', '--folder', place);
      const early = await register();
      expect([early.code, early.out]).toEqual([1, '']);
      await server.restart();
      const done = await register();
      expect([done.code, done.err]).toEqual([0, '']);
      expect((await util(`-path ${folder} -tenant here`)).out).toBe(
        `path.repo of node lab holds ${folder} already\n`,
      );
    });
  });
}

const inFolder = (folder: string | undefined): { shell?: string } =>
  folder === undefined ? {} : { shell: `cd '${folder}' && exec "$0" "$@"` };
