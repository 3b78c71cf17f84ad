import { accessSync, chmodSync, chownSync, constants, cpSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isRoot } from '#lab/processes/debian.ts';
import { linkTree } from '#lab/processes/link-tree.ts';
import { plainEnvironment } from '#lab/processes/supervised.ts';
import { electronExecutable } from './runtime.ts';

const NOBODY = 65534;

export interface LaunchRequest {
  /** Folder with the program's package.json and out/. */
  appDir: string;
  /** A folder of the test: HOME and the data of the program; given to the user that runs it. */
  home: string;
  /** More command line arguments, after the program's folder. */
  args?: string[];
  env?: Record<string, string>;
  display?: string;
}

/** What Playwright's `_electron.launch` takes. */
export interface LaunchOptions {
  executablePath: string;
  args: string[];
  env: Record<string, string>;
}

/**
 * Options that keep the real sandbox on. Chromium refuses to sandbox root, so as root the executable is a
 * wrapper that becomes an unprivileged user, with links or copies of whatever that user could not read.
 */
export async function electronLaunchOptions(request: LaunchRequest): Promise<LaunchOptions> {
  const runtime = await electronExecutable();
  const env = environmentOf(request);
  const more = request.args ?? [];
  if (!isRoot()) return { executablePath: runtime.path, args: [request.appDir, ...more], env };
  const readable = path.join(request.home, 'runtime');
  const executable = isOpenToAll(runtime.path) ? runtime.path : linkRuntime(runtime.path, readable);
  const appDir = isOpenToAll(request.appDir) ? request.appDir : copyApp(request.appDir, readable);
  for (const folder of [request.home, env.XDG_CONFIG_HOME, env.XDG_RUNTIME_DIR]) {
    if (folder !== undefined) chownSync(folder, NOBODY, NOBODY);
  }
  return { executablePath: writeWrapper(request.home, executable), args: [appDir, ...more], env };
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

/** May a user without any right open the file: is every folder above it open to all? */
function isOpenToAll(file: string): boolean {
  for (let folder = path.dirname(path.resolve(file)); ; folder = path.dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === path.dirname(folder)) break;
  }
  return (statSync(file).mode & 0o004) !== 0;
}

function linkRuntime(executable: string, readable: string): string {
  const folder = path.join(readable, 'electron');
  if (!existsSync(folder)) linkTree(path.dirname(executable), folder);
  return path.join(folder, path.basename(executable));
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

// Playwright's loader (`-r file`) may lie where the user cannot read: the wrapper, still root, copies it.
function writeWrapper(home: string, executable: string): string {
  accessSync('/usr/bin/setpriv', constants.X_OK);
  const wrapper = path.join(home, 'electron-as-nobody.sh');
  const lines = [
    '#!/bin/sh',
    'if [ "$1" = "-r" ] && [ -f "$2" ]; then',
    `  cp "$2" '${home}/loader.js' && chmod 644 '${home}/loader.js'`,
    '  shift 2',
    `  set -- -r '${home}/loader.js' "$@"`,
    'fi',
    `exec /usr/bin/setpriv --reuid=${NOBODY} --regid=${NOBODY} --clear-groups '${executable}' "$@"`,
    '',
  ];
  writeFileSync(wrapper, lines.join('\n'));
  chmodSync(wrapper, 0o755);
  return wrapper;
}
