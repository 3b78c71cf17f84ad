import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Reaches } from '#core/hosts/reaches.ts';
import { Installations } from '#core/installation/installations.ts';
import { newKey } from '#lab/hosts/ssh-server.ts';
import { isRoot } from '#lab/processes/debian.ts';
import { NOBODY } from '#lab/servers/layout.ts';
import type { InstallationReading } from '#shared/model/installation.ts';
import type { SshTarget } from '#shared/model/reach.ts';
import { temporaryFolders } from '../files/temporary-folder.ts';
import { knownLine, wireKey } from '../hosts/keys.ts';
import { bareSurroundings } from '../hosts/places.ts';
import { type SshPlace, startPlace } from '../hosts/ssh-place.ts';
import { BEANS, build, CONFIG, linux105, linux1015 } from './build.ts';

const temporary = temporaryFolders();
const folders: string[] = [];
let home: string;
let place: SshPlace;
beforeEach(async () => {
  home = temporary();
  place = await startPlace(home);
});
afterEach(async () => {
  await place.lab.stop();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function installation(files: Record<string, string | Buffer>): string {
  const folder = build(files);
  folders.push(folder);
  return folder;
}

function reader() {
  const learned: string[] = [];
  const clock = { now: () => 1_000_000, sleep: () => Promise.resolve() };
  const reaches = new Reaches(() => Promise.resolve(null), bareSurroundings(home));
  return { learned, installations: new Installations(clock, reaches, (secret) => learned.push(secret)) };
}
const readOver = (folder: string, target: Partial<SshTarget> = {}): Promise<InstallationReading> =>
  reader().installations.readOver({ folder, target: place.target(target) });
const notesOf = async (folder: string) => (await readOver(folder)).review?.notes;

describe('an installation over SSH', () => {
  it.each([
    ['10.5', linux105()],
    ['10.15', linux1015()],
  ])('%s says what it says on its own machine', async (_, files) => {
    const folder = installation(files);
    const { installations, learned } = reader();
    const [over, here] = [
      await installations.readOver({ folder, target: place.target() }),
      await installations.read({ folder }),
    ];
    expect(over).toMatchObject({ trust: 'pinned', error: null, hostKey: wireKey(place.hostKey) });
    const { addresses, passwordHandle, ...rest } = over.review!;
    expect(here).toMatchObject(rest);
    expect(passwordHandle === null).toBe(here.passwordHandle === null);
    expect(new Set(learned)).toEqual(new Set(learned.length === 0 ? [] : ['s3cret: #1']));
    // What a machine calls localhost is itself.
    expect(addresses?.value).toEqual(
      here.addresses?.value.map((one) => one.replace('localhost', '127.0.0.1')),
    );
    expect(place.lab.commands).toEqual([]);
  });

  it('is found from a folder inside of it', async () => {
    const folder = installation(linux105());
    const { review } = await readOver(path.join(folder, 'IntegrationServer', 'instances'));
    expect(review).toMatchObject({ folder, tenant: { value: 'default' } });
    expect(await readOver(temporary())).toMatchObject({
      review: null,
      error: { code: 'installation-missing' },
    });
    expect(await readOver(path.join(folder, 'absent'))).toMatchObject({ review: { folder } });
  });

  it('with files that are too long, no text or no file: each is a note, and the rest is read', async () => {
    const folder = installation({
      ...linux105(),
      [CONFIG]: Buffer.alloc(5 * 1024 * 1024, '#'),
      'InternalDataStore/config/elasticsearch.yml': Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2]),
    });
    rmSync(path.join(folder, `${BEANS}/gateway-es-store.xml`));
    execFileSync('/bin/sh', ['-c', 'mkfifo "$0"', path.join(folder, `${BEANS}/gateway-es-store.xml`)]);
    // In a circle: to OpenSSH that is a file that is not there.
    symlinkSync('gateway-core.xml', path.join(folder, `${BEANS}/gateway-core.xml`));
    const { review } = await readOver(folder);
    expect(review?.notes.map(({ file, text }) => `${path.basename(file)}: ${text}`)).toEqual([
      'config.properties: It cannot be read: It is larger than 4 MB.',
      'gateway-es-store.xml: It cannot be read: It is not a file.',
      'elasticsearch.yml: It is damaged: it is no text, but bytes of another kind',
    ]);
    expect(review).toMatchObject({ release: { value: '10.5' }, store: { pathRepo: [] } });
  });

  it.runIf(isRoot())('that the user may not read says so, file by file', async () => {
    place.lab.options = { ...place.lab.options, runAs: { uid: NOBODY, gid: NOBODY } };
    const folder = installation(linux105());
    chmodSync(folder, 0o755);
    chmodSync(path.join(folder, CONFIG), 0o600);
    const [note] = (await notesOf(folder)) ?? [];
    expect(note).toEqual({ file: CONFIG, text: 'It cannot be read: The user may not read or write it.' });
    chmodSync(folder, 0o700);
    expect(await readOver(folder)).toMatchObject({
      review: null,
      error: { code: 'installation-file', cause: 'The user may not read or write it.' },
    });
  });

  it('with names that mean something to a shell is read by name and nothing is run', async () => {
    const folder = installation({
      [`IntegrationServer/instances/$(touch x);'&|/packages/WmAPIGateway/manifest.v3`]: '',
    });
    expect(await readOver(folder)).toMatchObject({ review: { instance: "$(touch x);'&|" } });
    expect(place.lab.commands).toEqual([]);
  });

  it('behind a link as its top is read, and a folder that is a file is none', async () => {
    const folder = installation(linux105());
    const link = path.join(temporary(), 'softwareag');
    symlinkSync(folder, link);
    expect(await readOver(link)).toMatchObject({ review: { folder: link, tenant: { value: 'default' } } });
    mkdirSync(path.join(home, 'plain'));
    writeFileSync(path.join(home, 'plain', 'file'), '');
    expect((await readOver(path.join(home, 'plain', 'file'))).error?.code).toMatch(/^installation-/);
  });
});

describe('promise 39: a host whose files are read', () => {
  it('shows its key first, and nobody signs in before it is confirmed', async () => {
    const reading = await readOver(installation(linux105()), { hostKey: undefined });
    expect(reading).toMatchObject({
      trust: 'new',
      hostKey: wireKey(place.hostKey),
      review: null,
      error: { code: 'host-key-unknown' },
    });
    expect(place.lab.signIns).toBe(0);
  });

  it('that shows another type of key than known_hosts has is told apart from one that nobody knows', async () => {
    const other = newKey('rsa');
    writeFileSync(path.join(home, 'known_hosts'), knownLine(`[127.0.0.1]:${place.lab.port}`, other));
    const reading = await readOver(installation(linux105()), { hostKey: undefined });
    expect(reading).toMatchObject({ trust: 'new-type', review: null, error: { code: 'host-key-unknown' } });
    expect(reading.error?.cause).toContain(wireKey(other).sha256);
    expect(reading.error?.cause).toContain(wireKey(place.hostKey).sha256);
    expect(place.lab.signIns).toBe(0);
  });

  it('that shows another key than the confirmed one is refused', async () => {
    const reading = await readOver(installation(linux105()), { hostKey: wireKey(newKey()) });
    expect(reading).toMatchObject({ trust: 'refused', review: null, error: { code: 'host-key-changed' } });
    expect(place.lab.signIns).toBe(0);
  });

  it('that goes away, or offers no files, is told', async () => {
    const folder = installation(linux105());
    for (const cutsFilesAfter of [0, 20, 600, 2_000]) {
      place.lab.options = { ...place.lab.options, cutsFilesAfter };
      expect(await readOver(folder)).toMatchObject({ review: null, error: { code: 'host-lost' } });
    }
    place.lab.options = { ...place.lab.options, withoutSftp: true };
    expect(await readOver(folder)).toMatchObject({ review: null, error: { code: 'host-unreachable' } });
    expect(await readOver(folder, { user: 'nobody-else' })).toMatchObject({
      error: { code: 'host-sign-in-refused' },
    });
  });
});
