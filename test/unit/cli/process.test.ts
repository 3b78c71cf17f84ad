import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { CommandLine, type Ended } from '../../stores/support/command-line-lab.ts';
import { makeFolder } from '../../stores/support/open-engine.ts';

const ADD = 'gateway add --name one --tenant default --release 10.15 --address http://127.0.0.1:9';

/** The shipped programs where their surroundings are not as they should be; no data store is needed for it. */
describe('the command line as a process', () => {
  const cli = new CommandLine();
  let folder = '';

  const vault = (args: string, shell = 'exec "$0" "$@"'): Promise<Ended> =>
    cli.run('gateway-vault', args.split(' '), { GATEWAY_VAULT_HOME: folder }, { shell });

  // Longer than a busy machine takes.
  beforeAll(() => cli.build(), 60_000);
  afterAll(() => cli.remove());
  beforeEach(() => {
    folder = makeFolder();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it.each([
    ['stdin', '<&-'],
    ['stdout', '>&-'],
    ['stderr', '2>&-'],
    ['all three', '<&- >&- 2>&-'],
  ])('does its work with a closed %s', async (_, closed) => {
    expect((await vault(ADD, `exec "$0" "$@" ${closed}`)).code).toBe(0);
    expect((await vault('gateway list')).out).toMatch(/^one {2}/);
  });

  it('does its work when nobody reads what it prints, and has the code of its work', async () => {
    const home = { GATEWAY_VAULT_HOME: folder };
    const unheard = await cli.run('gateway-vault', ADD.split(' '), home, { isUnheard: true });
    expect([unheard.code, unheard.err]).toEqual([0, '']);
    expect((await vault('gateway list')).out).toMatch(/^one {2}/);
    const failing = await cli.run('gateway-vault', ['backup', 'list'], home, { isUnheard: true });
    expect([failing.code, failing.err]).toEqual([1, expect.stringContaining('refuses connections')]);
  });

  it('prints nothing but text without a terminal', async () => {
    const { out, err } = await vault('--help');
    expect(`${out}${err}`).not.toContain('\u001B');
  });

  it('tells which version it is', async () => {
    const manifest = readFileSync(new URL('../../../package.json', import.meta.url), 'utf8');
    const { version } = JSON.parse(manifest) as { version: string };
    expect(await vault('--version')).toMatchObject({ code: 0, out: `gateway-vault ${version}\n`, err: '' });
    expect(JSON.parse((await vault('--version --json')).out)).toEqual({ version });
  });

  it('answers a program with an object, also where its command line is wrong', async () => {
    const { code, out, err } = await vault('backup create --json --nmae x');
    expect([code, out]).toEqual([1, '']);
    expect(JSON.parse(err)).toEqual({
      error: { code: 'refused', title: 'backup create has no option --nmae. The nearest is --name.' },
    });
  });

  it('says that the file of gateways cannot be read, and leaves it alone', async () => {
    mkdirSync(path.join(folder, 'profiles.json'));
    const text = await vault('gateway list');
    expect([text.code, text.out]).toEqual([1, '']);
    expect(text.err).toContain('A file of this program could not be read or written.');
    expect(text.err).toContain('profiles.json');
    const { code, err } = await vault(`${ADD} --json`);
    expect(code).toBe(1);
    expect(JSON.parse(err)).toMatchObject({ error: { code: 'file-failed' } });
    expect(statSync(path.join(folder, 'profiles.json')).isDirectory()).toBe(true);
  });

  it.each(['operations', 'journals', 'restarts'])(
    'does nothing while %s of the data folder cannot be read',
    async (name) => {
      expect((await vault(ADD)).code).toBe(0);
      rmSync(path.join(folder, name), { recursive: true, force: true });
      writeFileSync(path.join(folder, name), 'no folder');
      const { code, out, err } = await vault('backup create');
      expect([code, out]).toEqual([1, '']);
      expect(err).toContain(name);
    },
  );

  it('says that the data folder is none', async () => {
    const kept = folder;
    folder = path.join(kept, 'file');
    writeFileSync(folder, 'no folder');
    const { code, err } = await vault('gateway list');
    folder = kept;
    expect([code, err]).toEqual([1, expect.stringContaining('could not be read or written')]);
  });

  it('saves nothing by halves on a full disk', async () => {
    const full = await vault(ADD, 'ulimit -f 0; exec "$0" "$@"');
    expect([full.code, full.out]).toEqual([1, '']);
    expect(full.err).toContain('A file of this program could not be read or written.');
    expect(readdirSync(folder).filter((name) => name.startsWith('profiles'))).toEqual([]);
  });
});
