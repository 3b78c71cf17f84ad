import { execFileSync } from 'node:child_process';
import { on } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { text as textOf } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Entry, fromBuffer, type Options, type ZipFile } from 'yauzl';
import { nodeFileStore } from '#core/files/node-file-store.ts';
import type { FileStore } from '#core/ports.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { DEFAULT_SETTINGS, Settings } from '#shared/model/settings.ts';
import { createDiagnostics, type Diagnostics } from '../../../electron/platform/diagnostics.ts';
import { keptJson } from '../../../electron/platform/kept-json.ts';
import { createScrubber, type Scrubber } from '../../../electron/platform/scrubber.ts';
import { temporaryFolders } from './temporary-folder.ts';

const CANARY = 'correct/horse+9240';
const newFolder = temporaryFolders();
let files: FileStore;
let scrubber: Scrubber;

beforeEach(() => {
  files = nodeFileStore(newFolder());
  scrubber = createScrubber();
  scrubber.register(CANARY);
  mkdirSync(path.join(files.folder, 'logs'));
  mkdirSync(path.join(files.folder, 'desktop'));
  writeFileSync(path.join(files.folder, 'logs', 'main.log'), `signed in with ${CANARY}\n`);
  writeFileSync(path.join(files.folder, 'desktop', 'Cookies'), 'of Chromium');
  writeFileSync(path.join(files.folder, 'secrets.json'), '{"sealed":"AAAA"}');
});

const diagnosticsWith = (facts: string, uses: Pick<Scrubber, 'scrub' | 'finds'> = scrubber): Diagnostics =>
  createDiagnostics({
    files,
    scrubber: uses,
    facts: () => Promise.resolve([{ name: 'program.json', about: 'Facts', text: facts }]),
    now: () => Date.UTC(2026, 10, 24),
  });

/** What another program finds in the archive. */
async function unzipped(bytes: Uint8Array): Promise<Map<string, string>> {
  const zip = await promisify<Buffer, Options, ZipFile>(fromBuffer)(Buffer.from(bytes), {
    lazyEntries: true,
  });
  const texts = new Map<string, string>();
  zip.readEntry();
  for await (const [entry] of on(zip, 'entry', { close: ['end'] }) as AsyncIterable<[Entry]>) {
    const stream = await promisify<Entry, Readable>(zip.openReadStream.bind(zip))(entry);
    texts.set(entry.fileName, await textOf(stream));
    zip.readEntry();
  }
  return texts;
}

describe('the diagnostics bundle', () => {
  it('holds no secret in any form, and is saved exactly as it was looked at', async () => {
    const base64 = Buffer.from(`elastic:${CANARY}`).toString('base64');
    const diagnostics = diagnosticsWith(`{"where":"http://a/${encodeURIComponent(CANARY)}","x":"${base64}"}`);
    const bundle = await diagnostics.gather();
    expect(bundle.files.map(({ name }) => name)).toEqual(['program.json', 'data-folder.txt', 'main.log']);
    const texts = new Map<string, string>();
    for (const { name, bytes } of bundle.files) {
      const text = await diagnostics.text(bundle.id, name);
      expect(Buffer.byteLength(text)).toBe(bytes);
      expect(scrubber.finds(text)).toBe(false);
      texts.set(name, text);
    }
    expect(texts.get('main.log')).toBe('signed in with ***\n');
    // What is written after it was looked at does not get into the archive.
    writeFileSync(path.join(files.folder, 'logs', 'main.log'), 'later');
    expect(await unzipped(await diagnostics.zip(bundle.id))).toEqual(texts);
  });

  it('names the files of the data folder, without their content and without those of Chromium', async () => {
    const diagnostics = diagnosticsWith('{}');
    const bundle = await diagnostics.gather();
    const listing = await diagnostics.text(bundle.id, 'data-folder.txt');
    expect(listing).toMatch(/^secrets\.json\t17\t/m);
    expect(listing).not.toMatch(/AAAA|Cookies/);
  });

  it('is made although folders cannot be read, and looks into none of Chromium', async () => {
    // Deeper than a path may be long, so that who walks into it fails as with one that goes away meanwhile.
    const deep = `d=$(printf 'x%.0s' $(seq 200)); for i in $(seq 30); do mkdir $d && cd $d || exit 1; done`;
    for (const name of ['desktop', 'logs'])
      execFileSync('bash', ['-c', deep], { cwd: path.join(files.folder, name) });
    await files.write('desktop.json', '{}');
    try {
      const diagnostics = diagnosticsWith('{}');
      const listing = await diagnostics.text((await diagnostics.gather()).id, 'data-folder.txt');
      expect(listing.split('\n').map((line) => line.split('\t')[0])).toEqual([
        'desktop.json',
        'logs/main.log',
        'secrets.json',
      ]);
    } finally {
      execFileSync('rm', ['-rf', files.folder]);
    }
  });

  it('is not made when a secret is still in it', async () => {
    const blind = { scrub: (text: string): string => text, finds: scrubber.finds };
    const diagnostics = diagnosticsWith('{}', blind);
    await expect(diagnostics.gather()).rejects.toMatchObject({ value: { code: 'bundle-unsafe' } });
  });

  it('is gone once another one was gathered', async () => {
    const diagnostics = diagnosticsWith('{}');
    const first = await diagnostics.gather();
    await diagnostics.gather();
    const gone = { value: { code: 'bundle-gone' } };
    await expect(diagnostics.text(first.id, 'main.log')).rejects.toMatchObject(gone);
    await expect(diagnostics.zip(first.id)).rejects.toMatchObject(gone);
    await expect(diagnostics.text('another', 'main.log')).rejects.toMatchObject(gone);
  });
});

describe('settings in a file', () => {
  const log: string[] = [];
  const note = (text: string): void => void log.push(text);
  const kept = () =>
    keptJson(
      { files, logger: { info: note, warn: note, error: note } },
      'settings.json',
      Settings,
      DEFAULT_SETTINGS,
    );

  it('are the usual ones at first, then those that were written', async () => {
    expect(await kept().read()).toEqual(DEFAULT_SETTINGS);
    await kept().write({ theme: 'dark', notifications: false });
    expect(await kept().read()).toEqual({ theme: 'dark', notifications: false });
  });

  it('that are a folder, or cannot be read or set aside, stop nothing', async () => {
    await files.remove('settings.json');
    mkdirSync(path.join(files.folder, 'settings.json'));
    expect(await kept().read()).toEqual(DEFAULT_SETTINGS);
    expect(log.at(-1)).toContain('set aside as settings.json.unreadable');
    await kept().write({ theme: 'dark', notifications: false });
    expect(await kept().read()).toEqual({ theme: 'dark', notifications: false });
    const refuse = () => Promise.reject(new AppFailure(appError('file-failed')));
    const shut = { ...files, read: refuse, setAside: refuse };
    const logger = { info: note, warn: note, error: note };
    expect(await keptJson({ files: shut, logger }, 'window.json', Settings, DEFAULT_SETTINGS).read()).toEqual(
      DEFAULT_SETTINGS,
    );
    expect(log.at(-1)).toContain('window.json is unreadable and could not be set aside');
  });

  it.each(['{"half', '{"theme":"pink","notifications":true}', '[]'])(
    'that are %s are set aside and not lost',
    async (text) => {
      await files.write('settings.json', text);
      expect(await kept().read()).toEqual(DEFAULT_SETTINGS);
      const aside = (await files.list('.')).find((name) => name.startsWith('settings.json.unreadable'));
      expect(await files.read(aside!)).toBe(text);
      expect(log.at(-1)).toContain(aside);
    },
  );
});
