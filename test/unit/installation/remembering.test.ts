import { rmSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import { remembering } from '#core/installation/files.ts';
import { localFiles } from '#core/installation/local-files.ts';
import { isInstallation } from '#core/installation/places.ts';
import { readInstallation } from '#core/installation/read.ts';
import { build, linux105 } from './build.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

describe('one reading', () => {
  it('asks for each file and each folder once', async () => {
    const folder = build(linux105());
    folders.push(folder);
    const asked: string[] = [];
    const local = localFiles(folder);
    const files = remembering({
      ...local,
      list: (name) => (asked.push(`list ${name}`), local.list(name)),
      read: (name) => (asked.push(`read ${name}`), local.read(name)),
    });
    expect(await isInstallation(files)).toBe(true);
    const { review } = await readInstallation(files, undefined);
    expect(review.release?.value).toBe('10.5');
    expect(asked).toEqual([...new Set(asked)]);
    expect(asked.length).toBeGreaterThan(10);
  });
});
