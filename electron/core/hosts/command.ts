import { spawn } from 'node:child_process';
import path from 'node:path';
import { isWindowsPath } from '#shared/model/reach.ts';
import { scriptRefused } from './scripts.ts';

export interface LocalCommand {
  command: string;
  args: string[];
  /** The arguments are already as the system wants them (Windows). */
  verbatim: boolean;
}

const KEPT = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'USER', 'LOGNAME', 'SHELL', 'TMPDIR', 'JAVA_HOME'];
const KEPT_ON_WINDOWS = ['SystemRoot', 'SystemDrive', 'ComSpec', 'PATHEXT', 'TEMP', 'TMP', 'USERPROFILE'];
const KEPT_NAMES = new Set(
  [...KEPT, ...KEPT_ON_WINDOWS, 'ProgramData', 'windir'].map((name) => name.toUpperCase()),
);

/** What a script sees of the environment: nothing of this program or of what debugs it. */
export function scriptEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => KEPT_NAMES.has(name.toUpperCase())));
}

/** What a part of a command may hold; anything else might mean something to who reads it. */
const PLAIN = {
  posix: /^[\p{L}\p{N} _.+@,=~:/-]*$/u,
  /** Within quotes that the interpreter of batch files takes as they are. */
  quoted: /^[\p{L}\p{N} _.+@,=~:()/\\-]*$/u,
  /** Within quotes that it may take away: at `@`, `,` and `=` the path would be cut then. */
  windows: /^[\p{L}\p{N} _.+~:\\-]*$/u,
};

/** The last gate before an interpreter; what comes here was checked before, piece by piece. */
function refuseSigns(parts: readonly string[], plain: RegExp): void {
  const [file = ''] = parts;
  if (!parts.every((part) => plain.test(part)))
    throw scriptRefused(file, 'Its path has signs that a command cannot carry.');
}

/**
 * How a checked script is started without a shell. A batch file needs its interpreter, which reads its line once more:
 * a path or an argument with a sign that means something there is refused. Rejects with `script-refused`.
 */
export function localCommand(file: string, given: readonly string[], env: NodeJS.ProcessEnv): LocalCommand {
  if (!isWindowsPath(file)) return { command: file, args: [...given], verbatim: false };
  refuseSigns([file, ...given], PLAIN.quoted);
  const root =
    Object.entries(env).find(([name]) => name.toUpperCase() === 'SYSTEMROOT')?.[1] ?? 'C:\\Windows';
  const command = path.win32.join(root, 'System32', 'cmd.exe');
  const line = [file, ...given].map((part) => `"${part}"`).join(' ');
  return { command, args: ['/d', '/s', '/c', `"${line}"`], verbatim: true };
}

/**
 * The command for a checked script on a host, as one text for the shell of its user. A script that starts something
 * is given no pipes: what it leaves behind must outlive the connection.
 */
export function remoteCommand(file: string, starts: boolean): string {
  const isWindows = isWindowsPath(file);
  refuseSigns([file], isWindows ? PLAIN.windows : PLAIN.posix);
  if (isWindows) return `cmd.exe /d /c "${file}"`;
  const folder = path.posix.dirname(file);
  const script = `./${path.posix.basename(file)}`;
  const run = starts ? `nohup '${script}' </dev/null >/dev/null 2>&1` : `'${script}' </dev/null`;
  return `cd '${folder}' && ${run}`;
}

/** What an argument of a script of the data store is made of: names, switches, a file as a URL. */
const PLAIN_ARGUMENT = /^[A-Za-z0-9_.:~/-]+$/;

/**
 * The command for a checked script of the data store on a host, with its arguments and surroundings, as one text for
 * the shell of its user. `env` counts on Linux only. Throws `script-refused`.
 */
export function remoteToolCommand(
  file: string,
  given: readonly string[],
  env: Readonly<Record<string, string>>,
): string {
  if (given.some((one) => !PLAIN_ARGUMENT.test(one)))
    throw scriptRefused(file, 'One of its arguments has signs that a command cannot carry.');
  if (isWindowsPath(file)) {
    refuseSigns([file], PLAIN.windows);
    return `cmd.exe /d /c "${file}" ${given.join(' ')}`;
  }
  refuseSigns([file, ...Object.values(env)], PLAIN.posix);
  const surroundings = Object.entries(env).map(([name, value]) => `${name}='${value}'`);
  const words = [`'./${path.posix.basename(file)}'`, ...given.map((one) => `'${one}'`)];
  return `cd '${path.posix.dirname(file)}' && ${['env', ...surroundings, ...words].join(' ')}`;
}

/** Ends a script and its children, which share its process group. Never for a script that starts something. */
export function endGroup(pid: number): void {
  try {
    if (process.platform === 'win32')
      spawn('taskkill', ['/pid', String(pid), '/t', '/f'], { stdio: 'ignore', windowsHide: true });
    else process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself meanwhile.
  }
}
