import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { capabilitiesOf } from '#core/elasticsearch/capabilities.ts';
import type { NodeSetup } from '#core/elasticsearch/node-setup.ts';
import { openLocalStore } from '#core/setup/local-store.ts';
import { makePathRepoChange, planPathRepo } from '#core/setup/path-repo-change.ts';
import { isNodeOf, type ReachedStore } from '#core/setup/reached-store.ts';
import { addToKeystore, installPlugin } from '#core/setup/tools.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { parseVersion } from '#shared/rules/versions.ts';
import { build, linux105 } from '../installation/build.ts';

const YML = 'InternalDataStore/config/elasticsearch.yml';
const folders: string[] = [];
afterEach(() => {
  vi.unstubAllEnvs();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

async function store(
  files: Record<string, string | Buffer> = {},
): Promise<{ root: string; local: ReachedStore }> {
  const root = build({ ...linux105(), ...files });
  folders.push(root);
  return { root, local: (await openLocalStore({ folder: root, instance: 'default' }))! };
}
const node = (changes: Partial<NodeSetup>): NodeSetup => ({
  id: 'n',
  name: 'vault-l11574000000000',
  version: '7.2.0',
  host: 'vault-l1',
  ip: '10.9.8.7',
  home: null,
  pathRepo: [],
  plugins: new Map(),
  ...changes,
});
async function failureOf(work: Promise<unknown>): Promise<AppFailure['value'] | null> {
  try {
    await work;
    return null;
  } catch (thrown) {
    if (thrown instanceof AppFailure) return thrown.value;
    throw thrown;
  }
}

describe('a node whose files are on this computer', () => {
  it('runs from this folder and has the name of its file: the same folder on another machine is not it', async () => {
    const { root, local } = await store();
    const home = path.join(root, 'InternalDataStore');
    expect(await isNodeOf(node({ home }), local)).toBe(true);
    expect(await isNodeOf(node({ home, name: 'vault-l21574000000000' }), local)).toBe(false);
    expect(await isNodeOf(node({ home: root }), local)).toBe(false);
    expect(await isNodeOf(node({ home: '/absent' }), local)).toBe(false);
  });

  it('without a name in its file has an address of this computer', async () => {
    const { root, local } = await store({ [YML]: 'http.port: 9240\n' });
    const home = path.join(root, 'InternalDataStore');
    expect(await isNodeOf(node({ home, ip: '127.0.0.1' }), local)).toBe(true);
    expect(await isNodeOf(node({ home, ip: '192.0.2.1' }), local)).toBe(false);
  });
});

describe('a change of elasticsearch.yml', () => {
  it('keeps mark, line ends and letters, and leaves a copy', async () => {
    const before = '\uFEFF# Speicher für Sicherungen\r\nhttp.port: 9240\r\n';
    const { root, local } = await store({ [YML]: before });
    const { change } = await planPathRepo(local, 'D:\\Sicherung');
    const done = await makePathRepoChange(local, 'D:\\Sicherung', change.fingerprint, 0);
    expect(readFileSync(path.join(root, YML), 'utf8')).toBe(`${before}path.repo: ['D:\\Sicherung']\r\n`);
    expect(done.copy).toBe('elasticsearch.yml.1970-01-01T00-00-00-000Z.bak');
    expect(readFileSync(path.join(root, path.dirname(YML), done.copy), 'utf8')).toBe(before);
  });

  it('is not made when a copy cannot be made, or a link leads out of the installation', async () => {
    const { root, local } = await store();
    const before = readFileSync(path.join(root, YML), 'utf8');
    const { change } = await planPathRepo(local, '/mnt/new');
    const copy = path.join(root, path.dirname(YML), 'elasticsearch.yml.1970-01-01T00-00-00-000Z.bak');
    writeFileSync(copy, 'older');
    const make = () => makePathRepoChange(local, '/mnt/new', change.fingerprint, 0);
    expect(await failureOf(make())).toMatchObject({ code: 'installation-file' });
    expect(readFileSync(path.join(root, YML), 'utf8')).toBe(before);
    expect(readFileSync(copy, 'utf8')).toBe('older');
    rmSync(copy);

    const outside = build({ 'elasticsearch.yml': before });
    folders.push(outside);
    rmSync(path.join(root, YML));
    symlinkSync(path.join(outside, 'elasticsearch.yml'), path.join(root, YML));
    expect(await failureOf(make())).toMatchObject({ code: 'installation-file' });
    expect(readFileSync(path.join(outside, 'elasticsearch.yml'), 'utf8')).toBe(before);
    expect(readdirSync(outside)).toEqual(['elasticsearch.yml']);
  });

  it('is left to the administrator in an encoding that the data store does not read', async () => {
    const { local } = await store({ [YML]: Buffer.from('# f\u00fcr\nhttp.port: 1\n', 'latin1') });
    expect(await failureOf(planPathRepo(local, '/mnt/new'))).toMatchObject({ code: 'setup-by-hand' });
  });
});

describe.skipIf(process.platform === 'win32')('scripts of the data store', () => {
  const BIN = 'InternalDataStore/bin';
  /** A keystore of lines of text, which behaves like the real one. */
  const KEYSTORE = [
    '#!/bin/sh',
    'file="$ES_PATH_CONF/entries"',
    'case "$1" in',
    '  list) cat "$file" ;;',
    '  add) read -r value; [ "$4" = "s3.client.bad.access_key" ] && { echo "ERROR: $value is bad"; exit 65; }',
    '    echo "$4" >> "$file"; printf "%s\\n" "$*" >> "$ES_PATH_CONF/arguments" ;;',
    'esac',
    '',
  ].join('\n');
  const executable = (root: string, name: string): void => chmodSync(path.join(root, BIN, name), 0o755);

  it('put keys into the keystore by standard input, one entry each', async () => {
    const { root, local } = await store({ [`${BIN}/elasticsearch-keystore`]: KEYSTORE });
    executable(root, 'elasticsearch-keystore');
    await addToKeystore(local, new Map([['s3.client.default.access_key', 'canary']]));
    const config = path.join(root, 'InternalDataStore/config');
    expect(readFileSync(path.join(config, 'arguments'), 'utf8')).toBe(
      'add --stdin --force s3.client.default.access_key\n',
    );
    const refused = await failureOf(addToKeystore(local, new Map([['s3.client.bad.access_key', 'canary']])));
    expect(refused).toMatchObject({ code: 'setup-failed', cause: 'ERROR: *** is bad' });
  });

  it('install the plugin without a question, and a failure is told in its words', async () => {
    const { root, local } = await store({
      [`${BIN}/elasticsearch-plugin`]: '#!/bin/sh\necho "$@"\n',
      [`${BIN}/plugin`]: '#!/bin/sh\necho "ERROR: failed to download" >&2\nexit 74\n',
    });
    for (const name of ['elasticsearch-plugin', 'plugin']) executable(root, name);
    expect(await installPlugin(local, capabilitiesOf(parseVersion('7.13.0')!))).toEqual({
      command: 'elasticsearch-plugin install --batch repository-s3',
      output: ['install --batch repository-s3'],
    });
    expect(await failureOf(installPlugin(local, capabilitiesOf(parseVersion('2.3.2')!)))).toMatchObject({
      code: 'setup-failed',
      cause: 'ERROR: failed to download',
    });
  });

  it('outside of the installation are not run', async () => {
    const { root, local } = await store();
    const outside = build({ tool: '#!/bin/sh\ntouch "$HOME/ran"\n' });
    folders.push(outside);
    chmodSync(path.join(outside, 'tool'), 0o755);
    mkdirSync(path.join(root, BIN), { recursive: true });
    symlinkSync(path.join(outside, 'tool'), path.join(root, BIN, 'elasticsearch-plugin'));
    expect(await failureOf(installPlugin(local, capabilitiesOf(parseVersion('7.13.0')!)))).toMatchObject({
      code: 'installation-file',
    });
    expect(readdirSync(path.join(root, 'InternalDataStore'))).not.toContain('ran');
  });
});
