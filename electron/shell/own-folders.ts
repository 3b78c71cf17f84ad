import path from 'node:path';
import { shell } from 'electron';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { OwnFolder } from '#shared/model/settings.ts';

/** Shows a folder of this program in the file manager. The page names which, never a path. */
export async function showOwnFolder(dataFolder: string, which: OwnFolder): Promise<void> {
  const folder = which === 'data' ? dataFolder : path.join(dataFolder, 'logs');
  const problem = await shell.openPath(folder);
  if (problem !== '')
    throw new AppFailure(appError('folder-not-shown', { what: folder, detail: `${problem}.` }));
}
