import type { Client, SFTPWrapper, Stats } from 'ssh2';
import { pathOf, type ScriptPlace, scriptRefused } from './scripts.ts';

/** What SFTP answers for a file that is not there. */
const NO_SUCH_FILE = 2;

/** The few questions about files of a host that are asked over SFTP. */
class RemoteFiles {
  readonly #sftp: SFTPWrapper;

  constructor(sftp: SFTPWrapper) {
    this.#sftp = sftp;
  }

  realPath(path: string): Promise<string | null> {
    return new Promise((resolve) =>
      this.#sftp.realpath(path, (error, real) => resolve(error === undefined ? real : null)),
    );
  }

  stats(path: string): Promise<Stats | null> {
    return new Promise((resolve) =>
      this.#sftp.lstat(path, (error, stats) => resolve(error === undefined ? stats : null)),
    );
  }

  /** `null` when it cannot be told: only a clear answer says that something is not there. */
  isThere(path: string): Promise<boolean | null> {
    return new Promise((resolve) =>
      this.#sftp.lstat(path, (error: (Error & { code?: unknown }) | undefined) =>
        resolve(error === undefined ? true : error.code === NO_SUCH_FILE ? false : null),
      ),
    );
  }
}

/**
 * The real path of a script on a host, looked at over SFTP. The root may be a link; nothing below it may. Rejects with
 * `script-refused`, also where SFTP is not offered: a script that cannot be looked at is not run.
 */
export async function checkedRemotePath(client: Client, places: readonly ScriptPlace[]): Promise<string> {
  const files = await openFiles(client, places);
  let refused: unknown;
  for (const place of places) {
    try {
      return await checkedPlace(files, place);
    } catch (thrown) {
      refused ??= thrown;
    }
  }
  throw refused;
}

/** Whether a process runs on a host of Linux, by the folder that the system has for it. `null` where it cannot be told. */
export async function isRemoteProcess(client: Client, pid: number): Promise<boolean | null> {
  const files = await openFiles(client, []);
  return (await files.isThere('/proc/self')) === true ? files.isThere(`/proc/${pid}`) : null;
}

async function checkedPlace(files: RemoteFiles, place: ScriptPlace): Promise<string> {
  const shown = pathOf(place);
  const isWindows = place.separator === '\\';
  // OpenSSH for Windows names `C:\folder` as `/C:/folder` here.
  const told = isWindows ? `/${place.root.replaceAll('\\', '/')}` : place.root;
  const root = (await files.realPath(told))?.replace(/\/+$/, '') ?? null;
  if (root === null) throw scriptRefused(shown, `The folder ${place.root} is not there.`);
  const expected = [root, ...place.parts].join('/');
  const stats = await files.stats(expected);
  if (stats === null) throw scriptRefused(shown, 'It is not there, or the user may not see it.');
  const real = await files.realPath(expected);
  const same = isWindows ? real?.toLowerCase() === expected.toLowerCase() : real === expected;
  if (!same || stats.isSymbolicLink())
    throw scriptRefused(shown, 'A part of its path is a link, so it may lead out of the installation.');
  if (!stats.isFile()) throw scriptRefused(shown, 'It is not a file.');
  if (!isWindows && (stats.mode & 0o002) !== 0)
    throw scriptRefused(shown, 'Everybody may write to it, so nobody knows what it does.');
  return isWindows ? expected.replace(/^\//, '').replaceAll('/', '\\') : expected;
}

function openFiles(client: Client, places: readonly ScriptPlace[]): Promise<RemoteFiles> {
  return new Promise((resolve, reject) =>
    client.sftp((error, sftp) => {
      if (error === undefined) {
        resolve(new RemoteFiles(sftp));
        return;
      }
      const shown = places[0] === undefined ? 'of the installation' : pathOf(places[0]);
      reject(scriptRefused(shown, 'The host offers no SFTP, so the script cannot be looked at first.'));
    }),
  );
}
