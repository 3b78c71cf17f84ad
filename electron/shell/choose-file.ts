import { open } from 'node:fs/promises';
import type { BrowserWindow } from 'electron';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { askForPath } from './pick-path.ts';
import { SHELL_STRINGS } from './strings.ts';

/** A file of settings has some lines; anything larger is another file. */
const MOST_BYTES = 100_000;

/**
 * Lets the user choose a file of settings. Resolves with its text, or null where none was chosen; the page never
 * names a path. Rejects with `repository-import-refused` for what cannot be read as one.
 */
export async function readChosenFile(window: BrowserWindow | null): Promise<string | null> {
  const path = await askForPath(window, {
    title: SHELL_STRINGS.importTitle,
    properties: ['openFile'],
    filters: [
      { name: SHELL_STRINGS.importFilter, extensions: ['cnf', 'conf', 'properties', 'txt'] },
      { name: SHELL_STRINGS.importAll, extensions: ['*'] },
    ],
  });
  return path === null ? null : readSmall(path);
}

async function readSmall(path: string): Promise<string> {
  const refuse = (detail: string): AppFailure =>
    new AppFailure(appError('repository-import-refused', { detail }));
  const file = await open(path, 'r').catch(() => {
    throw refuse('it cannot be opened');
  });
  try {
    // A device or a pipe may never end; what is read is bounded whatever the file says about itself.
    if (!(await file.stat()).isFile()) throw refuse('it is not a file');
    const { bytesRead, buffer } = await file.read(Buffer.alloc(MOST_BYTES + 1), 0, MOST_BYTES + 1, 0);
    if (bytesRead > MOST_BYTES) throw refuse('it is too large');
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
