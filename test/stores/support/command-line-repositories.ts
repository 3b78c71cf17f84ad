import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { ServerVersion } from '#lab/servers/start.ts';
import { RepositoryCheck, RepositoryList } from '#shared/model/repository.ts';
import { atLeast, parseVersion } from '#shared/rules/versions.ts';
import { CleanedUp } from '../../../electron/cli/results/results.ts';
import { abilitiesOf } from './abilities.ts';
import type { Ended } from './command-line-lab.ts';

export interface VaultBench {
  version: ServerVersion;
  url: string;
  /** Where the programs are run: files of options are found there. */
  folder: string;
  vault: (args: string, env?: Record<string, string>) => Promise<Ended>;
}

const CANARY = 'cAnArY0123456789';

/** Repositories by commands of their own. */
export function repositoryCommandRules(bench: () => VaultBench): void {
  const vault = (args: string): Promise<Ended> => bench().vault(args);
  const stored = async () =>
    (await (await fetch(`${bench().url}/_snapshot`)).json()) as Record<string, { settings: object }>;

  test('a repository is added, edited, listed and forgotten, and a dry run changes nothing', async () => {
    const before = await stored();
    expect(await vault('repo add --name third --dry-run')).toEqual({
      code: 0,
      out: 'Would register third. Folder third\nNothing was changed.\n',
      err: '',
    });
    expect(await stored()).toEqual(before);
    const added = await vault('repo add --name third --json');
    expect(RepositoryCheck.parse(JSON.parse(added.out))).toMatchObject({ repository: 'third', ok: true });
    expect((await vault('repo edit --name third --folder moved --json')).code).toBe(0);
    expect((await stored()).third?.settings).toMatchObject({ location: 'moved' });
    expect((await vault('repo list')).out).toContain('third  fs  moved\n');
    const listed = RepositoryList.parse(JSON.parse((await vault('repo list --json')).out));
    expect(listed.repositories.map(({ name }) => name)).toContain('third');
    const verified = await vault('repo verify --name third --json');
    expect([verified.code, RepositoryCheck.parse(JSON.parse(verified.out)).ok]).toEqual([0, true]);
    expect((await vault('repo verify --name never')).code).toBe(3);
    expect(await vault('repo remove --name third --json')).toMatchObject({ code: 0, err: '' });
    expect(await stored()).toEqual(before);
  });

  test('files that no backup refers to are deleted where the data store can do it, and refused where not', async () => {
    const { code, out, err } = await vault('repo cleanup --name default --json');
    if (abilitiesOf(bench().version).repositoryCleanup) {
      expect([code, err]).toEqual([0, '']);
      expect(CleanedUp.parse(JSON.parse(out)).repository).toBe('default');
    } else {
      expect([code, out]).toEqual([1, '']);
      expect(err).toContain('7.4');
    }
  });

  test('keys of a refused repository reach neither the data store nor the output', async () => {
    const before = await stored();
    const keys = `access_key=AKIA${CANARY}\nsecret_key=${CANARY}`;
    writeFileSync(
      path.join(bench().folder, 's3.cnf'),
      `type=s3\nbucket=apigw\nregion=eu-west-1\n${keys}\nspeed=high\n`,
      { mode: 0o600 },
    );
    const { code, out, err } = await vault('repo add --name cloud --file s3.cnf');
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^Without meaning here: speed\n/);
    const inKeystore = atLeast(parseVersion(bench().version)!, 6);
    expect(err).toContain(inKeystore ? 'keystore' : 'plugin');
    expect(err).not.toContain(CANARY);
    expect(await stored()).toEqual(before);
  });
}
