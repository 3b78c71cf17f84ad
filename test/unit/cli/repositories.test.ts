import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Answer } from '../../../electron/cli/modern/command.ts';
import { runCommand } from './run-command.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'gateway-vault-repo-'));
const file = (name: string, text: string): string => {
  const at = path.join(folder, name);
  writeFileSync(at, text);
  return at;
};
const CANARY = 'cAnArY0123456789';

/** What was asked of the engine, which answers everything with the same check. */
let asked: { method: string; input: unknown }[] = [];
let isGood = true;
const CHECK = () => ({
  repository: 'far',
  ok: isGood,
  nodes: [
    { name: 'node-a', ok: true },
    { name: 'node-b', ok: isGood },
  ],
  error: null,
});

const repositories = new Proxy(
  {},
  {
    get: (_, method: string) => (input: unknown) => {
      asked.push({ method, input });
      return Promise.resolve(method === 'cleanUp' ? { freedFiles: 2, freedBytes: 20 } : CHECK());
    },
  },
);
const session = { io: { err: () => undefined }, engine: { repositories } };

const run = (...argv: string[]): Promise<Answer> =>
  runCommand(session, { id: 'g', tenant: 'default' }, ['repo', ...argv]);

beforeEach(() => {
  asked = [];
  isGood = true;
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('repo', () => {
  it('takes the place by which a repository is meant, and the tenant where nothing is said', async () => {
    await run('add');
    await run('add', '--name', 'far', '--folder', '/mnt/far');
    const settings = file('hdfs.json', '{"uri":"hdfs://a"}');
    await run('edit', '--name', 'far', '--type', 'hdfs', '--settings', settings);
    const other = { kind: 'other', type: 'hdfs', settings: '{"uri":"hdfs://a"}' };
    expect(asked).toEqual([
      {
        method: 'register',
        input: { gatewayId: 'g', name: 'default', place: { kind: 'fs', location: 'default' } },
      },
      {
        method: 'register',
        input: { gatewayId: 'g', name: 'far', place: { kind: 'fs', location: '/mnt/far' } },
      },
      { method: 'edit', input: { gatewayId: 'g', name: 'far', place: other } },
    ]);
  });

  it.each([
    ['register', ['add', '--name', 'far', '--folder', 'x']],
    ['edit', ['edit', '--name', 'far', '--folder', 'x']],
    ['read-only', ['edit', '--name', 'far', '--read-only', 'TRUE']],
    ['remove', ['remove', '--name', 'far']],
    ['clean-up', ['cleanup', '--name', 'far']],
  ])('a dry run of %s asks the engine what would refuse it and nothing else', async (kind, argv) => {
    const answer = await run(...argv, '--dry-run');
    expect(asked).toMatchObject([{ method: 'rehearse', input: { kind } }]);
    expect(answer.code).toBe(0);
    expect(answer.lines.at(-1)).toBe('Nothing was changed.');
    expect(answer.json).toMatchObject({ dryRun: true, repository: 'far' });
  });

  it('that not every node can use is no success, and each node is told', async () => {
    isGood = false;
    for (const argv of [
      ['verify', '--name', 'far'],
      ['add', '--name', 'far'],
      ['edit', '--name', 'far', '--folder', 'x'],
    ]) {
      const { code, lines } = await run(...argv);
      expect(code).toBe(2);
      expect(lines).toEqual(['Not every node can use far', 'node-a  can use it', 'node-b  cannot use it']);
    }
  });

  it.each([
    ['A repository has one place', ['add', '--folder', 'a', '--type', 'b']],
    ['--type needs --settings', ['add', '--type', 'hdfs']],
    ['--settings needs --type', ['add', '--settings', 'x.json']],
    ['repo edit needs --folder', ['edit', '--name', 'far']],
    ['is changed alone', ['edit', '--name', 'far', '--folder', 'x', '--read-only', 'true']],
    ['/none/at/all cannot be read: ENOENT', ['add', '--file', '/none/at/all']],
  ])('is refused before anything is asked: %s', async (words, argv) => {
    await expect(run(...argv)).rejects.toThrow(words);
    expect(asked).toEqual([]);
  });

  it('a place that is none is refused without a word of its settings', async () => {
    const settings = file('secret.json', `{"secret_key":"${CANARY}"}`);
    const refused = run('add', '--type', '1', '--settings', settings);
    await expect(refused).rejects.toThrow('--type does not name a place');
    await expect(refused).rejects.not.toThrow(CANARY);
    expect(asked).toEqual([]);
  });
});
