import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LabServer } from '#lab/servers/start.ts';
import { RepositoryCheck } from '#shared/model/repository.ts';
import { DryRegistration } from '../../../electron/cli/results/dry-runs.ts';
import { Problem } from '../../../electron/cli/results/results.ts';
import { CommandLine, type Ended } from './command-line-lab.ts';
import { filesBelow } from './files-below.ts';
import { draftFor, makeFolder, openEngine } from './open-engine.ts';

interface S3Bench {
  server: Pick<LabServer, 'url' | 'version'>;
  /** The vendor's file for a place in a bucket that is there. */
  file: (basePath: string) => string;
  /** What the bucket holds there. */
  objects: (below: string) => Promise<string[]>;
  /** What must be told nowhere. */
  secrets: readonly string[];
}

/** A bucket by commands: the file of the vendor with real keys, on a real server. */
export function commandLineS3Rules(bench: () => S3Bench): void {
  describe('by commands', () => {
    const cli = new CommandLine();
    const folder = makeFolder();
    const told: string[] = [];

    const run = async (program: 'apigatewayUtil' | 'gateway-vault', args: string): Promise<Ended> => {
      const ended = await cli.run(program, args.split(' '), { GATEWAY_VAULT_HOME: folder });
      told.push(ended.out, ended.err);
      return ended;
    };
    const vault = (args: string): Promise<Ended> => run('gateway-vault', args);
    const write = (name: string, text: string): void =>
      writeFileSync(path.join(cli.elsewhere, name), text, { mode: 0o600 });
    const stored = async () =>
      Object.keys((await (await fetch(`${bench().server.url}/_snapshot`)).json()) as object);

    beforeAll(async () => {
      await cli.build();
      const app = await openEngine({ folder });
      await app.engine.gateways.add({ draft: draftFor(bench().server), secrets: {} });
      await app.close();
    });
    afterAll(() => {
      cli.remove();
      rmSync(folder, { recursive: true, force: true });
    });

    test('a repository is added from the file of the vendor, and a backup goes there', async () => {
      write('new.cnf', bench().file('prod/new'));
      const before = await stored();
      const dry = await vault('repo add --name new --file new.cnf --dry-run --json');
      expect([dry.code, dry.err]).toEqual([0, '']);
      expect(DryRegistration.parse(JSON.parse(dry.out)).repository).toBe('new');
      expect(await stored()).toEqual(before);
      const added = await vault('repo add --name new --file new.cnf --json');
      expect([added.code, added.err]).toEqual([0, '']);
      expect(RepositoryCheck.parse(JSON.parse(added.out))).toMatchObject({ repository: 'new', ok: true });
      expect((await vault('backup create --repository new --name first')).code).toBe(0);
      expect((await bench().objects('prod/new/')).length).toBeGreaterThan(0);
      expect((await vault('repo list')).out).toContain('new  s3  ');
    });

    test('without keys the place is refused, and nothing is registered', async () => {
      const lines = bench().file('prod/bare').split('\r\n');
      write('bare.cnf', lines.filter((line) => !line.includes('_key')).join('\r\n'));
      const { code, out, err } = await vault('repo add --name bare --file bare.cnf --json');
      expect([code, out]).toEqual([1, '']);
      expect(Problem.parse(JSON.parse(err)).error.code).toBe('s3-keys-refused');
      expect(await stored()).not.toContain('bare');
    });

    test('the old grammar takes the same file', async () => {
      write('old.cnf', bench().file('prod/old'));
      const log = '-debug true -logLevel trace -logFileLocation calls.log';
      const made = await run('apigatewayUtil', `configure manageRepo -repoName old -file old.cnf ${log}`);
      expect([made.code, made.out]).toEqual([0, 'Repository old is registered and every node can use it\n']);
      expect(made.err).toContain('PUT /_snapshot/old 200');
      expect((await run('apigatewayUtil', 'list manageRepo')).out).toMatch(/^old s3 /m);
    });

    test('promise 31 no key is in what was printed, nor in any file but that of the vendor', () => {
      const files = [...filesBelow(folder), path.join(cli.elsewhere, 'calls.log')];
      const seen = [...told, ...files.map((file) => readFileSync(file, 'utf8'))];
      expect(files.length).toBeGreaterThan(3);
      for (const text of seen) for (const secret of bench().secrets) expect(text).not.toContain(secret);
    });
  });
}
