import type { Client } from 'ssh2';
import { isWindowsPath } from '#shared/model/reach.ts';
import { pathOf, type ScriptPlace, scriptRefused } from './scripts.ts';
import { Sftp } from './sftp.ts';

/** A path of a host as SFTP names it: OpenSSH for Windows has `C:\folder` as `/C:/folder`. */
export function sftpPathOf(path: string): string {
  return isWindowsPath(path) ? `/${path.replaceAll('\\', '/')}` : path;
}

/** A path of SFTP as the host itself writes it. */
export function hostPathOf(path: string): string {
  return /^\/[A-Za-z]:/.test(path) ? path.slice(1).replaceAll('/', '\\') : path;
}

/**
 * The real path of a script on a host, looked at over SFTP. The root may be a link; nothing below it may. Rejects with
 * `script-refused`, also where SFTP is not offered: a script that cannot be looked at is not run.
 */
export async function checkedRemotePath(
  client: Client,
  where: string,
  places: readonly ScriptPlace[],
): Promise<string> {
  const shown = places[0] === undefined ? 'of the installation' : pathOf(places[0]);
  const files = await Sftp.open(client, where, () =>
    scriptRefused(shown, 'The host offers no SFTP, so the script cannot be looked at first.'),
  );
  let refused: unknown;
  for (const place of places) {
    try {
      return await checkedScript(files, place);
    } catch (thrown) {
      refused ??= thrown;
    }
  }
  throw refused;
}

/** Whether a process runs on a host of Linux, by the folder that the system has for it. `null` where it cannot be told. */
export async function isRemoteProcess(client: Client, where: string, pid: number): Promise<boolean | null> {
  const files = await Sftp.open(client, where, () =>
    scriptRefused('of the data store', 'The host offers no SFTP, so its process cannot be looked at.'),
  );
  if ((await files.lstat('/proc/self')) === null) return null;
  return files.exists(`/proc/${pid}`);
}

/** The real path of one script, as the host writes it. Rejects with `script-refused`. */
export async function checkedScript(files: Sftp, place: ScriptPlace): Promise<string> {
  const shown = pathOf(place);
  const isWindows = place.separator === '\\';
  const root = (await files.realPath(sftpPathOf(place.root)))?.replace(/\/+$/, '') ?? null;
  if (root === null) throw scriptRefused(shown, `The folder ${place.root} is not there.`);
  const expected = [root, ...place.parts].join('/');
  const stats = await files.lstat(expected);
  if (stats === null) throw scriptRefused(shown, 'It is not there, or the user may not see it.');
  const real = await files.realPath(expected);
  const same = isWindows ? real?.toLowerCase() === expected.toLowerCase() : real === expected;
  if (!same || stats.isSymbolicLink())
    throw scriptRefused(shown, 'A part of its path is a link, so it may lead out of the installation.');
  if (!stats.isFile()) throw scriptRefused(shown, 'It is not a file.');
  if (!isWindows && (stats.mode & 0o002) !== 0)
    throw scriptRefused(shown, 'Everybody may write to it, so nobody knows what it does.');
  return hostPathOf(expected);
}
