import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { nodeFileStore } from '#core/files/node-file-store.ts';
import type { FileStore } from '#core/ports.ts';
import { temporaryFolders } from './temporary-folder.ts';

const newFolder = temporaryFolders();
let folder: string;
let files: FileStore;

beforeEach(() => {
  folder = path.join(newFolder(), 'data');
  files = nodeFileStore(folder);
});

const modeOf = (name: string): number => statSync(path.join(folder, name)).mode & 0o777;
const failed = { value: { code: 'file-failed' } };

/** Reads again and again until the work is done, and once more. */
async function whilst<Read>(work: Promise<unknown>, read: () => Promise<Read>): Promise<Read[]> {
  const state = { done: false };
  const finished = work.finally(() => (state.done = true));
  const all: Read[] = [];
  while (!state.done) all.push(await read());
  await finished;
  return [...all, await read()];
}

describe('reading', () => {
  it('finds nothing where nothing is', async () => {
    expect(await files.read('a/b.json')).toBeNull();
    expect(await files.list('a')).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  });

  it('is an explained failure where a folder stands in the place of a file', async () => {
    mkdirSync(path.join(folder, 'a'), { recursive: true });
    await expect(files.read('a')).rejects.toMatchObject(failed);
  });
});

describe('writing', () => {
  it('replaces the whole file, for this account only, and leaves nothing else behind', async () => {
    await files.write('journals/j.json', 'a longer first text');
    await files.write('journals/j.json', 'second');
    expect(await files.read('journals/j.json')).toBe('second');
    expect(readdirSync(path.join(folder, 'journals'))).toEqual(['j.json']);
    expect([modeOf('journals/j.json'), modeOf('journals'), modeOf('.')]).toEqual([0o600, 0o700, 0o700]);
  });

  it('narrows the rights of a file that was open to others', async () => {
    mkdirSync(folder);
    writeFileSync(path.join(folder, 'a.json'), 'old', { mode: 0o644 });
    await files.write('a.json', 'new');
    expect(modeOf('a.json')).toBe(0o600);
  });

  it('never shows a reader a mix of two contents', async () => {
    const texts = ['a'.repeat(200_000), 'b'.repeat(150_000)];
    await files.write('x', texts[0]!);
    const writing = Promise.all(Array.from({ length: 20 }, (_, at) => files.write('x', texts[at % 2]!)));
    const read = await whilst(writing, () => files.read('x'));
    for (const text of read) expect(texts).toContain(text);
    await writing;
    expect(await files.list('')).toEqual(['x']);
  });

  it('keeps the old content when the new one cannot be written', async () => {
    await files.write('a/b', 'old');
    mkdirSync(path.join(folder, 'a', 'c'));
    await expect(files.write('a/c', 'new')).rejects.toMatchObject(failed);
    expect(await files.read('a/b')).toBe('old');
    expect(await files.list('a')).toEqual(['b', 'c']);
    expect(readdirSync(path.join(folder, 'a'))).toEqual(['b', 'c']);
  });
});

describe('adding lines', () => {
  it('keeps their order', async () => {
    await files.append('operations/m.jsonl', 'one');
    await files.append('operations/m.jsonl', 'two');
    expect(await files.read('operations/m.jsonl')).toBe('one\ntwo\n');
    expect(modeOf('operations/m.jsonl')).toBe(0o600);
  });

  it('does not spoil a line by a half one that a crash left before it', async () => {
    await files.append('m.jsonl', 'one');
    writeFileSync(path.join(folder, 'm.jsonl'), '{"half', { flag: 'a' });
    await files.append('m.jsonl', 'three');
    expect(await files.read('m.jsonl')).toBe('one\n{"half\nthree\n');
  });
});

describe('creating exclusively', () => {
  it('succeeds once, however many try', async () => {
    const tries = await Promise.all(
      Array.from({ length: 20 }, (_, at) => files.createExclusive('locks/l.json', `holder ${at}`)),
    );
    expect(tries.filter(Boolean)).toHaveLength(1);
    expect(await files.read('locks/l.json')).toBe(`holder ${tries.indexOf(true)}`);
    expect(readdirSync(path.join(folder, 'locks'))).toEqual(['l.json']);
    expect(modeOf('locks/l.json')).toBe(0o600);
  });

  it('never shows an empty file to those who look while it is made', async () => {
    const names = Array.from({ length: 30 }, (_, at) => `l${at}`);
    const making = (async () => {
      for (const name of names) await files.createExclusive(name, 'whole');
    })();
    const seen = (await whilst(making, () => Promise.all(names.map((name) => files.read(name))))).flat();
    expect(seen).toContain('whole');
    expect(seen.filter((text) => text !== null && text !== 'whole')).toEqual([]);
  });
});

describe('removing and setting aside', () => {
  it('removes, and does not mind what is gone already', async () => {
    await files.write('a/b', 'x');
    await files.remove('a/b');
    await files.remove('a/b');
    await files.remove('never/was');
    expect(await files.list('a')).toEqual([]);
  });

  it('keeps every unreadable file under a name of its own', async () => {
    const names: string[] = [];
    for (const text of ['first', 'second', 'third']) {
      await files.write('a/b.json', text);
      names.push(await files.setAside('a/b.json'));
    }
    expect(await files.read('a/b.json')).toBeNull();
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name).toMatch(/^a\/b\.json\.unreadable-\d{8}T\d{9}Z/);
    expect(await Promise.all(names.map((name) => files.read(name)))).toEqual(['first', 'second', 'third']);
  });

  it('is an explained failure when there is nothing to set aside', async () => {
    await expect(files.setAside('absent')).rejects.toMatchObject(failed);
  });
});

describe('paths', () => {
  const outside = ['../x', 'a/../../x', '/etc/passwd', '..', 'a\0b', 'a/../../data2/x'];

  it.each(outside)('refuses %j for every work', async (bad) => {
    mkdirSync(folder, { recursive: true });
    const works = [
      files.read(bad),
      files.write(bad, 'x'),
      files.append(bad, 'x'),
      files.createExclusive(bad, 'x'),
      files.list(bad),
      files.remove(bad),
      files.setAside(bad),
    ];
    for (const work of works) await expect(work).rejects.toMatchObject(failed);
    expect(readdirSync(path.dirname(folder))).toEqual(['data']);
  });

  it('never writes outside the folder, whatever the path is', async () => {
    const part = fc.constantFrom('..', '.', 'a', '', ' ', '...', '..a', '%2e%2e', '\\', '~');
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 6 }), async (parts) => {
        const parent = path.dirname(folder);
        await files.write(parts.join('/'), 'x').catch(() => undefined);
        expect(readdirSync(parent).filter((name) => name !== 'data')).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

it('a failure names the file and the reason of the system', async () => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'a'), 'a file');
  chmodSync(path.join(folder, 'a'), 0o600);
  await expect(files.write('a/b', 'x')).rejects.toMatchObject({
    value: { code: 'file-failed', cause: expect.stringMatching(/^a\/b: .*(ENOTDIR|EEXIST)/) as string },
  });
  expect(readFileSync(path.join(folder, 'a'), 'utf8')).toBe('a file');
});

describe('removing', () => {
  it('takes along what a process that is gone left half-written of this file, and nothing else', async () => {
    await files.write('journals/a.json', 'a');
    const gone = spawnSync(process.execPath, ['-e', '0']).pid;
    const left = [
      `.a.json.${gone}-0a0b.tmp`,
      `.a.json.${process.pid}-0a0b.tmp`,
      `.b.json.${gone}-0a0b.tmp`,
      '.a.json.old.tmp',
    ];
    for (const name of left) writeFileSync(path.join(folder, 'journals', name), 'half');
    await files.remove('journals/a.json');
    expect(readdirSync(path.join(folder, 'journals')).sort()).toEqual(left.slice(1).sort());
  });
});
