import type { Client } from 'ssh2';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { hostPathOf, sftpPathOf } from '../hosts/remote-files.ts';
import { isAbsent, Sftp } from '../hosts/sftp.ts';
import { openSsh, type SshAccess, whereOf } from '../hosts/ssh-connection.ts';
import type { Trust } from '../hosts/trust.ts';
import { explaining, type FileReplacement, type InstallationFiles, LONGEST_FILE } from './files.ts';

const { unusable, explained, absentAs } = explaining({ isAbsent, detailOf: wordsOf, shown: hostPathOf });

/**
 * The files of an installation on a host, over SFTP. Beside what the port says, everything rejects with `host-lost`
 * once the connection is gone.
 */
function sshFiles(sftp: Sftp, root: string): InstallationFiles {
  const top = sftpPathOf(root).replace(/(?<=.)\/+$/, '');
  const full = (relative: string): string => (relative === '' ? top : `${top}/${relative}`);
  return {
    root,
    read: (relative) => absentAs(null, full(relative), () => sftp.read(full(relative), LONGEST_FILE)),
    list: (relative) =>
      absentAs<string[]>([], full(relative), async () => (await sftp.names(full(relative))).sort()),
    replace: async (relative, change) => {
      const file = await insideOf(sftp, top, full(relative));
      await explained(file, () => replace(sftp, file, change));
    },
  };
}

/**
 * A copy of the former file and the whole new one are written beside it, and only then does the new one take its
 * place: whatever is lost before that leaves the file as it was.
 */
async function replace(sftp: Sftp, file: string, { before, bytes, copy }: FileReplacement): Promise<void> {
  const owned = await sftp.lstat(file);
  if (owned === null) throw new Error('It is not there.');
  const mode = owned.mode & 0o7777;
  const copied = `${file.slice(0, file.lastIndexOf('/'))}/${copy}`;
  const fresh = `${copied}.new`;
  let step: Step = 'copy';
  try {
    await sftp.writeNew(copied, before, mode);
    step = 'write';
    await sftp.writeNew(fresh, bytes, mode);
    await sameOwner(sftp, fresh, owned);
    if (!(await sftp.read(file, LONGEST_FILE)).equals(before))
      throw new AppFailure(appError('setup-outdated', { what: hostPathOf(file) }));
    step = 'move';
    await sftp.moveOver(fresh, file, `${copied}.former`);
  } catch (thrown) {
    const gone = thrown instanceof AppFailure && thrown.value.code === 'host-lost';
    if (gone) throw lost(thrown, step, copy);
    // A copy that was there before is not ours, and one of what is still there would only be in the way.
    if (step !== 'copy') await sftp.remove(fresh).catch(() => undefined);
    if (step === 'write') await sftp.remove(copied).catch(() => undefined);
    throw thrown;
  }
}

/** What was going on when something failed. */
type Step = 'copy' | 'write' | 'move';

function lost({ value }: AppFailure, step: Step, copy: string): AppFailure {
  const changed =
    step === 'move'
      ? `Whether the file was replaced is not known: look at it before the data store starts again. The former content is in ${copy} beside it.`
      : `The file is as it was. What was written beside it begins with ${copy} and can be removed.`;
  return new AppFailure({ ...value, changed });
}

/** The data store must be able to read the new file just as it could the former one. */
async function sameOwner(
  sftp: Sftp,
  fresh: string,
  owned: { uid: number; gid: number; mode: number },
): Promise<void> {
  const isSame = async (): Promise<boolean> => {
    const found = await sftp.lstat(fresh);
    return found?.uid === owned.uid && found.gid === owned.gid && found.mode === owned.mode;
  };
  if (await isSame()) return;
  await sftp.giveTo(fresh, owned.uid, owned.gid).catch((thrown: unknown) => {
    if (thrown instanceof AppFailure) throw thrown;
  });
  if (await isSame()) return;
  const detail =
    'The file belongs to another user or group than the one who signs in, and a new one could not be given to them.';
  throw new AppFailure(appError('setup-by-hand', { detail }));
}

/** The real path of a file, if it is inside the installation; a link that leads out of it is not followed. */
async function insideOf(sftp: Sftp, top: string, file: string): Promise<string> {
  const [root, real] = [await sftp.realPath(top), await sftp.realPath(file)];
  if (root === null || real === null) throw unusable(file, 'It is not there, or the user may not see it.');
  if (!real.startsWith(`${root.replace(/\/+$/, '')}/`))
    throw unusable(file, 'It is a link that leads out of the installation.');
  return real;
}

/** A host says no more than a word or two. */
function wordsOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return 'It cannot be read.';
  const { message } = thrown;
  if (/permission denied/i.test(message)) return 'The user may not read or write it.';
  return /^failure$/i.test(message) ? 'The host refused it without a reason.' : message;
}

/** A host whose files are read and changed. */
export interface SshFilesHost {
  /** "apigw-eu-a:22". */
  where: string;
  client: Client;
  sftp: Sftp;
  filesAt: (root: string) => InstallationFiles;
  close: () => void;
}

/** Connects to a host for its files; whoever does closes it. Rejects as `openSsh` does. */
export async function openSshFiles(
  access: SshAccess,
  judged?: (trust: Trust) => void,
): Promise<SshFilesHost> {
  const where = whereOf(access.target);
  const { client, close } = await openSsh(access, judged);
  try {
    const sftp = await Sftp.open(client, where, () => {
      const detail = 'It let this program in and offers no SFTP, so its files cannot be reached.';
      return new AppFailure(appError('host-unreachable', { where, detail }));
    });
    return { where, client, sftp, filesAt: (root) => sshFiles(sftp, root), close };
  } catch (thrown) {
    close();
    throw thrown;
  }
}
