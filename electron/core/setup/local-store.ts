import { chmod, chown, copyFile, mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { InstallationPlace } from '#shared/model/gateway.ts';
import { runScript, type ScriptResult } from '../hosts/run-script.ts';
import { insideOf, localFiles } from '../installation/local-files.ts';
import { readInstallation } from '../installation/read.ts';
import type { ReachedStore, ToolCall } from './reached-store.ts';

/** What a script of Java needs of this program's environment, and nothing more. */
const KEPT = [
  'PATH',
  'JAVA_HOME',
  'ES_JAVA_HOME',
  'ES_JAVA_OPTS',
  'CLI_JAVA_OPTS',
  'SystemRoot',
  'TEMP',
  'TMP',
];

interface Owner {
  uid: number;
  gid: number;
}

/** The data store of an installation on this computer. `null`, when there is none or it cannot be read. */
export async function openLocalStore(place: InstallationPlace): Promise<ReachedStore | null> {
  try {
    const files = localFiles(place.folder);
    const { review } = await readInstallation(files, place.instance);
    const { store } = review;
    if (store === null) return null;
    const home = await realpath(path.join(place.folder, ...store.folder.split('/')));
    return {
      where: 'this computer',
      files,
      store,
      home,
      isHome: async (folder) => (await realpath(folder).catch(() => null)) === home,
      isMachineOf: ({ ip }) => Promise.resolve(isOwnAddress(ip)),
      run: (call) => run(place.folder, home, call),
      lend: (file, use) => lend(home, file, use),
      close: () => undefined,
    };
  } catch {
    return null;
  }
}

async function run(root: string, home: string, call: ToolCall): Promise<ScriptResult> {
  const name = process.platform === 'win32' ? `${call.tool}.bat` : call.tool;
  const script = await insideOf(root, path.join(home, 'bin', name));
  const user = await userOf(home);
  return runScript({
    file: script,
    args: call.args,
    env: await environment(root, home),
    folder: home,
    timeoutMs: call.timeoutMs,
    ...(call.input === undefined ? {} : { input: call.input }),
    ...(user === null ? {} : { user }),
  });
}

/** In a folder of its own: where the administrator has it, the user of the data store may not be let in. */
async function lend<Result>(
  home: string,
  file: string,
  use: (url: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(path.join(await realpath(tmpdir()), 'gateway-vault-plugin-'));
  try {
    const copy = path.join(folder, 'plugin.zip');
    await copyFile(file, copy);
    await chmod(copy, 0o600);
    const user = await userOf(home);
    if (user !== null) for (const one of [copy, folder]) await chown(one, user.uid, user.gid);
    return await use(pathToFileURL(copy).href);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** As the user of the data store: files of another one could not be read by it, and it would not start. */
async function userOf(home: string): Promise<Owner | null> {
  // On Windows rights are inherited from the folder.
  if (process.platform === 'win32') return null;
  const { uid, gid } = await stat(path.join(home, 'config'));
  const own = process.getuid?.();
  if (own === undefined || own === uid) return null;
  if (own === 0) return { uid, gid };
  const detail =
    'This program runs as another user than the data store, which could not read what is written.';
  throw new AppFailure(appError('setup-by-hand', { detail }));
}

async function environment(root: string, home: string): Promise<Record<string, string>> {
  const kept = KEPT.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const shipped = path.join(root, 'jvm', 'jvm');
  const java = await stat(shipped).then(
    () => ({ JAVA_HOME: shipped }),
    () => ({}),
  );
  return { ...java, ...Object.fromEntries(kept), HOME: home, ES_PATH_CONF: path.join(home, 'config') };
}

function isOwnAddress(ip: string): boolean {
  if (ip.startsWith('127.') || ip === '::1') return true;
  return Object.values(networkInterfaces()).some(
    (addresses) => addresses?.some((one) => one.address === ip) === true,
  );
}
