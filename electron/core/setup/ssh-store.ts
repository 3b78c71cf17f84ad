import { randomUUID } from 'node:crypto';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { InstallationPlace } from '#shared/model/gateway.ts';
import { isWindowsPath, type SshTarget } from '#shared/model/reach.ts';
import { remoteToolCommand } from '../hosts/command.ts';
import { isMachineOf } from '../hosts/machine.ts';
import { checkedScript, hostPathOf, sftpPathOf } from '../hosts/remote-files.ts';
import { runOnHost } from '../hosts/remote-run.ts';
import type { ScriptResult } from '../hosts/run-script.ts';
import { lostOn } from '../hosts/sftp.ts';
import type { SshAccess } from '../hosts/ssh-connection.ts';
import { readInstallation } from '../installation/read.ts';
import { openSshFiles, type SshFilesHost } from '../installation/ssh-files.ts';
import type { ReachedStore, ToolCall } from './reached-store.ts';

const LONGEST_OUTPUT = 64 * 1024;
const ASK_MS = 20_000;
const SEND_MS = 600_000;

/**
 * The data store of an installation on a host, over one connection that lasts until it is closed. `null` where there
 * is none. Rejects as `openSsh` does, and with what the files say.
 */
export async function openSshStore(
  place: InstallationPlace,
  access: SshAccess,
): Promise<ReachedStore | null> {
  const host = await openSshFiles(access);
  try {
    const files = host.filesAt(place.folder);
    const { review } = await readInstallation(files, place.instance, access.target.host);
    await host.sftp.isThere();
    const { store } = review;
    const top = store === null ? null : [place.folder, store.folder].filter((part) => part !== '').join('/');
    const home = top === null ? null : await host.sftp.realPath(sftpPathOf(top));
    if (store !== null && home !== null) return reachedStore(host, place, access.target, { store, home });
    host.close();
    return null;
  } catch (thrown) {
    host.close();
    throw thrown;
  }
}

function reachedStore(
  host: SshFilesHost,
  { folder }: InstallationPlace,
  target: SshTarget,
  { store, home }: Pick<ReachedStore, 'store' | 'home'>,
): ReachedStore {
  const isWindows = isWindowsPath(folder);
  const plain = (path: string): string => (isWindows ? path.toLowerCase() : path);
  return {
    where: host.where,
    files: host.filesAt(folder),
    store,
    home: hostPathOf(home),
    isHome: async (other) => {
      const real = await host.sftp.realPath(sftpPathOf(other));
      return real !== null && plain(real) === plain(home);
    },
    isMachineOf: (node) => isMachineOf(target.host, node),
    run: (call) => run(host, folder, home, call),
    lend: (file, use) => lend(host, isWindows, file, use),
    close: host.close,
  };
}

async function run(
  host: SshFilesHost,
  folder: string,
  home: string,
  { tool, args, timeoutMs, input }: ToolCall,
): Promise<ScriptResult> {
  const isWindows = isWindowsPath(folder);
  const place = {
    root: hostPathOf(home),
    parts: ['bin', isWindows ? `${tool}.bat` : tool],
    separator: isWindows ? ('\\' as const) : ('/' as const),
  };
  const script = await checkedScript(host.sftp, place);
  if (!isWindows) await refuseOtherUser(host, home);
  const command = remoteToolCommand(script, args, await environment(host, folder, home));
  const ended = await runOnHost(host.client, command, {
    where: host.where,
    deadlineMs: timeoutMs,
    longest: LONGEST_OUTPUT,
    input: input ?? '',
  });
  if (ended.end === 'lost') {
    const changed = `What became of ${tool} is not known; the check shows what is there now.`;
    throw new AppFailure({ ...lostOn(host.where, ended.detail).value, changed });
  }
  if (ended.end === 'overdue') return { code: null, output: [], timedOut: true };
  const lines = ended.output.split(/\r?\n/).map((line) => line.trimEnd());
  return { code: ended.code, output: lines.filter((line) => line !== ''), timedOut: false };
}

/** As the user of the data store: files of another one could not be read by it, and it would not start. */
async function refuseOtherUser(host: SshFilesHost, home: string): Promise<void> {
  const owner = (await host.sftp.lstat(`${home}/config`))?.uid;
  const asked = await runOnHost(host.client, 'id -u', {
    where: host.where,
    deadlineMs: ASK_MS,
    longest: 100,
  });
  if (asked.end === 'lost') throw lostOn(host.where, asked.detail);
  const own = asked.end === 'exited' ? asked.output.trim() : '';
  if (owner !== undefined && own === String(owner)) return;
  const detail = `The user who signs in to ${host.where} is not the one of the data store, which could not read what is written. Sign in as that user.`;
  throw new AppFailure(appError('setup-by-hand', { detail }));
}

async function environment(
  host: SshFilesHost,
  folder: string,
  home: string,
): Promise<Record<string, string>> {
  const shipped = `${folder.replace(/\/+$/, '')}/jvm/jvm`;
  const java = (await host.sftp.lstat(sftpPathOf(shipped))) === null ? {} : { JAVA_HOME: shipped };
  return { ...java, ES_PATH_CONF: `${home}/config` };
}

/** In a folder that nobody else may look into, which goes away with it. */
async function lend<Result>(
  host: SshFilesHost,
  isWindows: boolean,
  file: string,
  use: (url: string) => Promise<Result>,
): Promise<Result> {
  const { sftp } = host;
  const base = isWindows ? await sftp.realPath('.') : '/tmp';
  const folder = `${(base ?? '').replace(/\/+$/, '')}/gateway-vault-${randomUUID()}`;
  const copy = `${folder}/plugin.zip`;
  await sftp.makeFolder(folder).catch((thrown: unknown) => {
    if (thrown instanceof AppFailure) throw thrown;
    const detail = `A folder in ${hostPathOf(base ?? '')} of ${host.where} could not be made.`;
    throw new AppFailure(appError('setup-by-hand', { detail }));
  });
  try {
    await sftp.put(file, copy, SEND_MS);
    return await use(`file://${copy}`);
  } catch (thrown) {
    if (!(thrown instanceof AppFailure)) throw unsent(host.where, thrown);
    if (thrown.value.code !== 'host-lost') throw thrown;
    const changed = `${thrown.value.changed} The folder ${hostPathOf(folder)} may be left there.`;
    throw new AppFailure({ ...thrown.value, changed });
  } finally {
    await sftp.remove(copy).catch(() => undefined);
    await sftp.removeFolder(folder).catch(() => undefined);
  }
}

function unsent(where: string, thrown: unknown): AppFailure {
  const detail = thrown instanceof Error ? thrown.message : 'no reason';
  return new AppFailure(appError('setup-failed', { what: `Sending the zip to ${where}`, detail }));
}
