import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startReplay } from '#lab/replay/server.ts';
import { CommandLine } from '../../stores/support/command-line-lab.ts';
import { makeFolder } from '../../stores/support/open-engine.ts';

/** What only some commands need, by its sources: libraries, and the parts of the engine that use them. */
const HEAVY = {
  SSH: /node_modules\/ssh2\//,
  YAML: /node_modules\/yaml\//,
  XML: /node_modules\/fast-xml-(parser|validator)\//,
  'zip files': /node_modules\/(yauzl|fflate)\//,
  properties: /node_modules\/dot-properties\//,
  'certificates that are made': /node_modules\/node-forge\//,
  'schemas of results': /node_modules\/zod\/.*\/from-json-schema|electron\/cli\/results\//,
  documentation: /electron\/cli\/grammar\/document\.ts/,
  'set-up': /electron\/core\/setup\//,
  'reading installations': /electron\/core\/installation\/(read|sources|formats)\.ts/,
} as const;
const ENGINE = {
  engine: /electron\/core\//,
  zod: /node_modules\/zod\//,
  'data store': /node_modules\/@elastic\//,
};

const loaded = (kinds: Readonly<Record<string, RegExp>>, sources: readonly string[]): string[] =>
  Object.entries(kinds)
    .filter(([, kind]) => sources.some((source) => kind.test(source.replaceAll('\\', '/'))))
    .map(([name]) => name);

describe('what a command has no use for is not loaded', () => {
  const cli = new CommandLine();
  const home = makeFolder();
  const sourcesFor = (args: string): Promise<string[]> =>
    cli.sourcesFor('gateway-vault', args.split(' '), { GATEWAY_VAULT_HOME: home });

  // Longer than a busy machine takes.
  beforeAll(() => cli.build(), 60_000);
  afterAll(() => {
    cli.remove();
    rmSync(home, { recursive: true, force: true });
  });

  it.each(['--help', 'backup create --help', 'backup craete'])('by %s: not even the engine', async (args) => {
    const sources = await sourcesFor(args);
    expect(sources).toContain('electron/cli/grammar/modern.ts');
    expect(loaded({ ...HEAVY, ...ENGINE }, sources)).toEqual([]);
  });

  it('by commands about gateways and backups: the engine, and nothing of what is set up or read elsewhere', async () => {
    const store = await startReplay({ repositories: 1, backups: 3 });
    try {
      const [repository = ''] = store.repositories;
      const address = `--name one --tenant default --release 10.11 --address ${store.url}`;
      for (const args of [
        `gateway add ${address}`,
        'gateway list',
        `backup list --repository ${repository}`,
      ]) {
        const sources = await sourcesFor(args);
        expect([args, loaded(ENGINE, sources)]).toEqual([args, Object.keys(ENGINE)]);
        expect([args, loaded(HEAVY, sources)]).toEqual([args, []]);
      }
      // The last one has listed: what it did not load it did without.
      const listed = await cli.run('gateway-vault', ['backup', 'list', '--repository', repository], {
        GATEWAY_VAULT_HOME: home,
      });
      expect([listed.code, listed.out.split('\n').length]).toEqual([0, 4]);
    } finally {
      await store.stop();
    }
  });

  it('by the old grammar, which looks for an installation around it: its readers only where there is one', async () => {
    const env = { GATEWAY_VAULT_HOME: home };
    const list = ['list', 'manageRepo'];
    const nowhere = await cli.sourcesFor('apigatewayUtil', list, env);
    expect([loaded(ENGINE, nowhere), loaded(HEAVY, nowhere)]).toEqual([Object.keys(ENGINE), []]);
    const config = path.join(cli.elsewhere, 'EventDataStore', 'config');
    mkdirSync(config, { recursive: true });
    writeFileSync(path.join(config, 'elasticsearch.yml'), 'http.port: 9240\n');
    const inside = await cli.sourcesFor('apigatewayUtil', list, env);
    expect(loaded(HEAVY, inside)).toEqual(['YAML', 'XML', 'properties', 'reading installations']);
  });
});
