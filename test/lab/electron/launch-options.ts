import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { isRoot } from '#lab/processes/debian.ts';
import { linkTree } from '#lab/processes/link-tree.ts';
import { run } from '#lab/processes/run.ts';
import { plainEnvironment } from '#lab/processes/supervised.ts';
import { electronExecutable } from './runtime.ts';

const NOBODY = 65534;
/** Folder of the lab's own things in the home of a test. */
const OURS = '.lab';
const AS_NOBODY = [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups'];

export interface LaunchRequest {
  /** Folder with the program's package.json and out/. */
  appDir: string;
  /** A folder of the test: HOME and the data of the program; given to the user that runs it. */
  home: string;
  /** More command line arguments, after the program's folder. */
  args?: string[];
  env?: Record<string, string>;
  display?: string;
  /** Under a name of its own, by which Electron takes it for an installed program: without what only developers need. */
  asInstalled?: boolean;
}

/** What Playwright's `_electron.launch` takes. */
export interface LaunchOptions {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
  /** True when the real sandbox is on; Playwright adds --no-sandbox otherwise. */
  chromiumSandbox: boolean;
}

/**
 * Options that keep the real sandbox on. Chromium refuses to sandbox root, so as root the executable is a
 * wrapper that becomes an unprivileged user, with links or copies of whatever that user could not read.
 * Where the kernel gives that user no sandbox the program is told so by GATEWAY_VAULT_NO_SANDBOX=1.
 */
export async function electronLaunchOptions(request: LaunchRequest): Promise<LaunchOptions> {
  const runtime = await electronExecutable();
  const chromiumSandbox = await canSandbox();
  const env = environmentOf(request);
  if (!chromiumSandbox) env.GATEWAY_VAULT_NO_SANDBOX = '1';
  const { executable: readable, appDir } = isRoot()
    ? readableByNobody(runtime.path, request)
    : { executable: runtime.path, appDir: request.appDir };
  const executable = request.asInstalled === true ? renamed(readable, request.home) : readable;
  const executablePath = writeWrapper(request.home, executable);
  if (isRoot()) giveAway(request.home);
  return { executablePath, args: [appDir, ...(request.args ?? [])], env, chromiumSandbox };
}

function readableByNobody(
  executable: string,
  request: LaunchRequest,
): { executable: string; appDir: string } {
  if (!isOpenToAll(request.home)) throw new Error(`No other user may enter a folder above ${request.home}`);
  const readable = path.join(request.home, OURS);
  return {
    executable: isOpenToAll(executable) ? executable : linkRuntime(executable, readable),
    appDir: isOpenToAll(request.appDir) ? request.appDir : copyApp(request.appDir, readable),
  };
}

// Everything that the test put there, but not our links: those are the cache's own files.
function giveAway(file: string): void {
  chownSync(file, NOBODY, NOBODY);
  if (!statSync(file).isDirectory()) return;
  for (const entry of readdirSync(file, { withFileTypes: true })) {
    if (entry.name !== OURS && !entry.isSymbolicLink()) giveAway(path.join(file, entry.name));
  }
}

// Chromium's sandbox needs user namespaces for the user it runs as.
async function canSandbox(): Promise<boolean> {
  const probe = ['unshare', '--user', 'true'];
  const [file = '', ...args] = isRoot() ? ['setpriv', ...AS_NOBODY, ...probe] : probe;
  return (await run(file, args)).code === 0;
}

function environmentOf(request: LaunchRequest): Record<string, string> {
  const config = path.join(request.home, '.config');
  const run = path.join(request.home, '.run');
  mkdirSync(config, { recursive: true });
  mkdirSync(run, { recursive: true });
  chmodSync(run, 0o700);
  const display = request.display ?? process.env.DISPLAY;
  return plainEnvironment({
    HOME: request.home,
    XDG_CONFIG_HOME: config,
    XDG_RUNTIME_DIR: run,
    TMPDIR: '/tmp',
    LANG: 'C.UTF-8',
    ...(display === undefined ? {} : { DISPLAY: display }),
    ...request.env,
  });
}

/** May any user reach the file: is every folder above it open to all? */
function isOpenToAll(file: string): boolean {
  for (let folder = path.dirname(path.resolve(file)); ; folder = path.dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === path.dirname(folder)) break;
  }
  return true;
}

function linkRuntime(executable: string, readable: string): string {
  const folder = path.join(readable, 'electron');
  if (!existsSync(folder)) linkTree(path.dirname(executable), folder);
  return path.join(folder, path.basename(executable));
}

function renamed(executable: string, home: string): string {
  const name = path.join(
    path.dirname(linkRuntime(executable, path.join(home, OURS, 'installed'))),
    'installed',
  );
  if (!existsSync(name)) linkSync(executable, name);
  return name;
}

function copyApp(appDir: string, readable: string): string {
  const folder = path.join(readable, 'app');
  mkdirSync(folder, { recursive: true });
  for (const part of ['package.json', 'out']) {
    const source = path.join(appDir, part);
    if (existsSync(source)) cpSync(source, path.join(folder, part), { recursive: true });
  }
  return folder;
}

// The kernel ends the program together with the test that started it.
function writeWrapper(home: string, executable: string): string {
  if (process.platform !== 'linux') return executable;
  const wrapper = path.join(home, OURS, 'electron.sh');
  mkdirSync(path.dirname(wrapper), { recursive: true });
  const user = isRoot() ? `${AS_NOBODY.join(' ')} ` : '';
  writeFileSync(wrapper, `#!/bin/sh\nexec setpriv ${user}--pdeathsig KILL '${executable}' "$@"\n`);
  chmodSync(wrapper, 0o755);
  return wrapper;
}
