import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { capabilitiesOf } from '#core/elasticsearch/capabilities.ts';
import { makePathRepoChange, planPathRepo } from '#core/setup/path-repo-change.ts';
import { isNodeOf, type ReachedStore } from '#core/setup/reached-store.ts';
import { openSshStore } from '#core/setup/ssh-store.ts';
import { addToKeystore, installPlugin, installPluginZip, listKeystore } from '#core/setup/tools.ts';
import { isRoot } from '#lab/processes/debian.ts';
import { NOBODY } from '#lab/servers/layout.ts';
import { descriptor, writeZip } from '#lab/servers/plugin-zip.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { parseVersion } from '#shared/rules/versions.ts';
import { temporaryFolders } from '../files/temporary-folder.ts';
import { type SshPlace, startPlace } from '../hosts/ssh-place.ts';
import { build, linux105 } from '../installation/build.ts';

const CONFIG = 'InternalDataStore/config';
const YML = `${CONFIG}/elasticsearch.yml`;
const BIN = 'InternalDataStore/bin';
const CAN = capabilitiesOf(parseVersion('7.13.0')!);
const temporary = temporaryFolders();
const folders: string[] = [];
const open: ReachedStore[] = [];
let place: SshPlace;
beforeEach(async () => {
  place = await startPlace(temporary());
});
afterEach(async () => {
  for (const reached of open.splice(0)) reached.close();
  await place.lab.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function installation(files: Record<string, string | Buffer> = {}): string {
  const root = build({ ...linux105(), ...files });
  folders.push(root);
  for (const name of Object.keys(files).filter((one) => one.startsWith(BIN)))
    chmodSync(path.join(root, name), 0o755);
  return root;
}
async function reach(root: string): Promise<ReachedStore> {
  const reached = (await openSshStore({ folder: root, instance: 'default' }, place.access()))!;
  open.push(reached);
  return reached;
}
async function failureOf(work: Promise<unknown>): Promise<AppFailure['value'] | null> {
  try {
    await work;
    return null;
  } catch (thrown) {
    if (thrown instanceof AppFailure) return thrown.value;
    throw thrown;
  }
}
/** The change as it is shown and confirmed, on one connection. */
async function change(root: string, meanwhile: () => void = () => undefined) {
  const reached = await reach(root);
  const planned = await planPathRepo(reached, '/mnt/new');
  meanwhile();
  return makePathRepoChange(reached, '/mnt/new', planned.change.fingerprint, 0);
}
const COPY = 'elasticsearch.yml.1970-01-01T00-00-00-000Z.bak';
const namesIn = (root: string): string[] => readdirSync(path.join(root, CONFIG)).sort();
const BEFORE = '# Speicher f\u00fcr Sicherungen\r\nhttp.port: 9240\r\n';
const AFTER = `${BEFORE}path.repo: ['/mnt/new']\r\n`;

describe('elasticsearch.yml over SSH', () => {
  it.each([false, true])(
    'is replaced as a whole, with its rights, and a copy stays (old server: %s)',
    async (old) => {
      place.lab.options = { ...place.lab.options, withoutReplace: old };
      const root = installation({ [YML]: BEFORE });
      chmodSync(path.join(root, YML), 0o640);
      const { file, copy } = await change(root);
      expect({ file, copy }).toEqual({ file: YML, copy: COPY });
      expect(readFileSync(path.join(root, YML), 'utf8')).toBe(AFTER);
      expect(readFileSync(path.join(root, CONFIG, copy), 'utf8')).toBe(BEFORE);
      for (const name of ['elasticsearch.yml', copy])
        expect(statSync(path.join(root, CONFIG, name)).mode & 0o777).toBe(0o640);
      expect(namesIn(root)).toEqual(['elasticsearch.yml', COPY]);
    },
  );

  it('is left alone when it is no longer what was shown', async () => {
    const root = installation({ [YML]: BEFORE });
    const edit = () => writeFileSync(path.join(root, YML), `${BEFORE}# by hand\n`);
    expect(await failureOf(change(root, edit))).toMatchObject({ code: 'setup-outdated' });
    expect(readFileSync(path.join(root, YML), 'utf8')).toBe(`${BEFORE}# by hand\n`);
    expect(namesIn(root)).toEqual(['elasticsearch.yml']);
  });

  it('is left alone when it changes after the copy was made', async () => {
    const root = installation({ [YML]: BEFORE });
    const reached = await reach(root);
    const stale = { before: Buffer.from('older'), bytes: Buffer.from(AFTER), copy: COPY };
    expect(await failureOf(reached.files.replace(YML, stale))).toMatchObject({ code: 'setup-outdated' });
    expect(readFileSync(path.join(root, YML), 'utf8')).toBe(BEFORE);
    expect(namesIn(root)).toEqual(['elasticsearch.yml']);
  });

  it('is left alone when a copy is there already, or a link leads out of the installation', async () => {
    const root = installation({ [YML]: BEFORE, [`${CONFIG}/${COPY}`]: 'older' });
    expect(await failureOf(change(root))).toMatchObject({ code: 'installation-file' });
    expect(readFileSync(path.join(root, YML), 'utf8')).toBe(BEFORE);
    expect(readFileSync(path.join(root, CONFIG, COPY), 'utf8')).toBe('older');
    rmSync(path.join(root, CONFIG, COPY));

    const outside = path.join(temporary(), 'elasticsearch.yml');
    renameSync(path.join(root, YML), outside);
    symlinkSync(outside, path.join(root, YML));
    expect(await failureOf(change(root))).toMatchObject({ code: 'installation-file' });
    expect(readFileSync(outside, 'utf8')).toBe(BEFORE);
    expect(namesIn(root)).toEqual(['elasticsearch.yml']);
  });

  it.runIf(isRoot())('that belongs to another user is left to the administrator', async () => {
    const root = installation({ [YML]: BEFORE });
    chmodSync(root, 0o755);
    chownSync(path.join(root, CONFIG), NOBODY, NOBODY);
    place.lab.options = { ...place.lab.options, runAs: { uid: NOBODY, gid: NOBODY } };
    expect(await failureOf(change(root))).toMatchObject({ code: 'setup-by-hand' });
    expect(readFileSync(path.join(root, YML), 'utf8')).toBe(BEFORE);
    expect(namesIn(root)).toEqual(['elasticsearch.yml']);
  });

  it.runIf(isRoot())(
    'of another user keeps that owner where the one who signs in may give it away',
    async () => {
      const root = installation({ [YML]: BEFORE });
      chownSync(path.join(root, YML), NOBODY, NOBODY);
      await change(root);
      expect(readFileSync(path.join(root, YML), 'utf8')).toBe(AFTER);
      expect(statSync(path.join(root, YML))).toMatchObject({ uid: NOBODY, gid: NOBODY });
    },
  );

  it('is whole wherever the connection is cut, and what became of it is not made up', {
    timeout: 120_000,
  }, async () => {
    // Many times the size of one packet, so that a cut falls into the middle of the file.
    const long = `# ${'x'.repeat(96_000)}\nhttp.port: 9240\n`;
    const first = installation({ [YML]: long });
    await change(first);
    const all = place.lab.fileBytes;
    expect(all).toBeGreaterThan(2 * long.length);
    const seen = new Set<string>();
    for (let cut = all - 3_000; cut > 2_000; cut -= cut > all - 3_800 ? 80 : 24_000) {
      const root = installation({ [YML]: long });
      place.lab.options = { ...place.lab.options, cutsFilesAfter: cut };
      const failure = await failureOf(change(root));
      const now = readFileSync(path.join(root, YML), 'utf8');
      expect([long, `${long}path.repo: ['/mnt/new']\n`]).toContain(now);
      if (failure === null) continue;
      expect(failure.code).toBe('host-lost');
      const copied = namesIn(root).includes(COPY);
      if (now !== long) expect(readFileSync(path.join(root, CONFIG, COPY), 'utf8')).toBe(long);
      if (failure.changed.startsWith('The file is as it was')) expect(now).toBe(long);
      else if (copied) expect(failure.changed).toMatch(/former content is in|Nothing was changed/);
      seen.add(failure.changed);
    }
    expect([...seen].join()).toContain('The file is as it was');
  });
});

/** A keystore of lines of text, which behaves like the real one. */
const KEYSTORE = [
  '#!/bin/sh',
  'file="$ES_PATH_CONF/entries"',
  'case "$1" in',
  '  list) cat "$file" ;;',
  '  add) read -r value; [ "$4" = "s3.client.bad.access_key" ] && { echo "ERROR: $value is bad"; exit 65; }',
  '    echo "$4" >> "$file"; printf "%s" "$value" > "$ES_PATH_CONF/value" ;;',
  'esac',
  '',
].join('\n');

describe('scripts of the data store over SSH', () => {
  it('put keys into the keystore by standard input: no command has them', async () => {
    const root = installation({ [`${BIN}/elasticsearch-keystore`]: KEYSTORE });
    const reached = await reach(root);
    await addToKeystore(reached, new Map([['s3.client.default.secret_key', 'can\'ary $(x) "+/=']]));
    expect(await listKeystore(reached)).toEqual(['s3.client.default.secret_key']);
    expect(readFileSync(path.join(root, CONFIG, 'value'), 'utf8')).toBe('can\'ary $(x) "+/=');
    expect(place.lab.commands.join('\n')).not.toContain('ary');
    expect(new Set(place.lab.commands)).toEqual(
      new Set([
        'id -u',
        ...["add' '--stdin' '--force' 's3.client.default.secret_key", 'list'].map(
          (words) =>
            `cd '${path.join(root, BIN)}' && env ES_PATH_CONF='${path.join(root, CONFIG)}' './elasticsearch-keystore' '${words}'`,
        ),
      ]),
    );
    const refused = failureOf(addToKeystore(reached, new Map([['s3.client.bad.access_key', 'canary']])));
    expect(await refused).toMatchObject({ code: 'setup-failed', cause: 'ERROR: *** is bad' });
  });

  it('install a plugin from a zip that is sent, readable for one user, and gone afterwards', async () => {
    const said =
      '#!/bin/sh\necho "$@"\nfile="${3#file://}"\nls -ld "$(dirname "$file")" "$file"\nsha256sum < "$file"\n';
    const root = installation({ [`${BIN}/elasticsearch-plugin`]: said });
    const zip = writeZip(path.join(temporary(), 'my plugin.zip'), {
      'plugin-descriptor.properties': descriptor('repository-s3', '7.13.0'),
      'lab.jar': Buffer.alloc(300_000, 7),
    });
    const { output, command } = await installPluginZip(await reach(root), CAN, zip);
    expect(command).toBe('elasticsearch-plugin install --batch my plugin.zip');
    const file = /^install --batch file:\/\/(\/tmp\/gateway-vault-[0-9a-f-]{36}\/plugin\.zip)$/.exec(
      output[0]!,
    )![1]!;
    expect(output[1]).toMatch(/^drwx------/);
    expect(output[2]).toMatch(/^-rw-------/);
    expect(output[3]).toContain(createHash('sha256').update(readFileSync(zip)).digest('hex'));
    expect(existsSync(path.dirname(file))).toBe(false);
    expect(file.startsWith(tmpdir())).toBe(true);
  });

  it('that fail take the zip away again, and are told in their own words', async () => {
    const root = installation({
      [`${BIN}/elasticsearch-plugin`]: '#!/bin/sh\necho "$3"\necho "ERROR: jar hell"\nexit 74\n',
    });
    const zip = writeZip(path.join(temporary(), 'p.zip'), { 'plugin-descriptor.properties': '' });
    const failure = await failureOf(installPluginZip(await reach(root), CAN, zip));
    expect(failure).toMatchObject({
      code: 'setup-failed',
      cause: expect.stringMatching(/ERROR: jar hell$/) as string,
    });
    const folder = path.dirname(/file:\/\/(\S+)/.exec(failure!.cause)![1]!);
    expect(existsSync(folder)).toBe(false);
  });

  it('whose connection is lost are of unknown outcome', async () => {
    const root = installation({ [`${BIN}/elasticsearch-plugin`]: '#!/bin/sh\nexit 0\n' });
    const reached = await reach(root);
    place.lab.options = { ...place.lab.options, cuts: 'after' };
    // The first command only asks who signs in.
    expect(await failureOf(installPlugin(reached, CAN))).toMatchObject({ code: 'host-lost' });
  });

  it.runIf(isRoot())('are not run by another user than that of the data store', async () => {
    const root = installation({ [`${BIN}/elasticsearch-plugin`]: '#!/bin/sh\ntouch "$ES_PATH_CONF/ran"\n' });
    chownSync(path.join(root, CONFIG), NOBODY, NOBODY);
    expect(await failureOf(installPlugin(await reach(root), CAN))).toMatchObject({ code: 'setup-by-hand' });
    expect(namesIn(root)).toEqual(['elasticsearch.yml']);
  });

  it('that are links, writable for everybody, or in a folder with signs of a shell are not run', async () => {
    const root = installation({ [`${BIN}/elasticsearch-plugin`]: '#!/bin/sh\ntouch "$ES_PATH_CONF/ran"\n' });
    const tool = path.join(root, BIN, 'elasticsearch-plugin');
    chmodSync(tool, 0o777);
    expect(await failureOf(installPlugin(await reach(root), CAN))).toMatchObject({ code: 'script-refused' });
    const elsewhere = path.join(temporary(), 'tool');
    chmodSync(tool, 0o755);
    renameSync(tool, elsewhere);
    symlinkSync(elsewhere, tool);
    expect(await failureOf(installPlugin(await reach(root), CAN))).toMatchObject({ code: 'script-refused' });

    const hostile = path.join(temporary(), "a'; touch ran; '");
    mkdirSync(path.dirname(hostile), { recursive: true });
    rmSync(tool);
    renameSync(elsewhere, tool);
    renameSync(root, hostile);
    expect(await failureOf(installPlugin(await reach(hostile), CAN))).toMatchObject({
      code: 'script-refused',
    });
    expect(place.lab.commands.filter((one) => one !== 'id -u')).toEqual([]);
    expect(existsSync(path.join(hostile, CONFIG, 'ran'))).toBe(false);
  });
});

describe('a node whose files are on a host', () => {
  it('runs from this folder, also through a link, and has its name or an address of that host', async () => {
    const root = installation();
    const link = path.join(temporary(), 'softwareag');
    symlinkSync(root, link);
    const reached = await reach(link);
    const node = (changes: object) => ({
      id: 'n',
      name: 'vault-l11574000000000',
      version: '7.2.0',
      host: 'vault-l1',
      ip: '10.9.8.7',
      home: path.join(root, 'InternalDataStore'),
      pathRepo: [],
      plugins: new Map(),
      ...changes,
    });
    expect(reached.where).toBe(`127.0.0.1:${place.lab.port}`);
    expect(await isNodeOf(node({}), reached)).toBe(true);
    expect(await isNodeOf(node({ home: path.join(link, 'InternalDataStore') }), reached)).toBe(true);
    expect(await isNodeOf(node({ name: 'vault-l21574000000000' }), reached)).toBe(false);
    expect(await isNodeOf(node({ home: root }), reached)).toBe(false);

    const nameless = await reach(installation({ [YML]: 'http.port: 9240\n' }));
    const home = nameless.home;
    expect(await isNodeOf(node({ home, ip: '127.0.0.1' }), nameless)).toBe(true);
    expect(await isNodeOf(node({ home }), nameless)).toBe(false);
  });
});
