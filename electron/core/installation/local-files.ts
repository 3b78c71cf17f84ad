import { constants } from 'node:fs';
import { copyFile, open, readdir, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { errorCode } from '../files/safe-path.ts';
import { explaining, type InstallationFiles, LONGEST_FILE } from './files.ts';

const ABSENT = new Set(['ENOENT', 'ENOTDIR']);
const { unusable, explained, absentAs } = explaining({
  isAbsent: (thrown) => ABSENT.has(errorCode(thrown) ?? ''),
  detailOf: (thrown) =>
    errorCode(thrown) ?? (thrown instanceof Error ? thrown.message : 'It cannot be read.'),
  shown: (file) => file,
});

/** The files of an installation on this computer. */
export function localFiles(root: string): InstallationFiles {
  const full = (relative: string): string => path.join(root, ...relative.split('/'));
  return {
    root,
    read: (relative) => absentAs(null, full(relative), () => readSmall(full(relative))),
    list: (relative) =>
      absentAs<string[]>([], full(relative), async () => (await readdir(full(relative))).sort()),
    replace: async (relative, { before, bytes, copy }) => {
      const file = await insideOf(root, full(relative));
      await explained(file, async () => {
        if (!(await readSmall(file)).equals(before))
          throw new AppFailure(appError('setup-outdated', { what: relative }));
        await copyFile(file, path.join(path.dirname(file), copy), constants.COPYFILE_EXCL);
        await overwrite(file, bytes);
      });
    },
  };
}

/** The real path of a file, if it is inside the installation; a link that leads out of it is not followed. */
export async function insideOf(root: string, file: string): Promise<string> {
  const [realRoot, real] = await explained(file, () => Promise.all([realpath(root), realpath(file)]));
  const relative = path.relative(realRoot, real);
  if (relative === '' || relative.startsWith('..') || path.isAbsolute(relative)) {
    throw unusable(file, 'It is a link that leads out of the installation.');
  }
  return real;
}

/** In place: a new file would belong to whoever runs this program, and the data store could not read it. */
async function overwrite(file: string, bytes: Buffer): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.write(bytes, 0, bytes.length, 0);
    await handle.truncate(bytes.length);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function readSmall(file: string): Promise<Buffer> {
  const facts = await stat(file);
  if (!facts.isFile()) throw new Error('It is not a file.');
  if (facts.size > LONGEST_FILE) throw new Error('It is larger than 4 MB.');
  const handle = await open(file, 'r');
  try {
    return await handle.readFile();
  } finally {
    await handle.close();
  }
}
