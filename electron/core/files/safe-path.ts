import path from 'node:path';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';

/** The full path of a file of the data folder. Throws for anything that would leave the folder. */
export function insideFolder(folder: string, relativePath: string): string {
  const full = path.resolve(folder, relativePath);
  const back = path.relative(folder, full);
  const leaves = back === '..' || back.startsWith(`..${path.sep}`) || path.isAbsolute(back);
  if (leaves || relativePath.includes('\0') || path.isAbsolute(relativePath)) {
    throw new AppFailure(
      appError('file-failed', { detail: 'The path leads out of the data folder and was refused.' }),
    );
  }
  return full;
}

/** The failure of a file operation, as the user is told about it. */
export function fileFailure(relativePath: string, thrown: unknown): AppFailure {
  if (thrown instanceof AppFailure) return thrown;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppFailure(appError('file-failed', { detail: `${relativePath}: ${reason}.` }), {
    cause: thrown,
  });
}

/** The system's word for a failure, such as ENOENT. */
export function errorCode(thrown: unknown): string | null {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : null;
}
