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

/** Besides what a path may hold over SSH: signs that mean nothing to the interpreter of batch files within quotes. */
const NOT_IN_QUOTES = /[^\p{L}\p{N} _.+@,=~:()\\-]/u;

/**
 * How a checked script is started without a shell. A batch file needs its interpreter, which reads its line once more:
 * a path or an argument with a sign that means something there is refused. Rejects with `script-refused`.
 */
export function localCommand(file: string, given: readonly string[], env: NodeJS.ProcessEnv): LocalCommand {
  if (!isWindowsPath(file)) return { command: file, args: [...given], verbatim: false };
  if ([file, ...given].some((part) => NOT_IN_QUOTES.test(part)))
    throw scriptRefused(file, 'Its path has signs that a command cannot carry.');
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
  refuseSigns(file);
  if (isWindowsPath(file)) {
    // Here the quotes do not hold everything: at these the path would be cut.
    if (/[@,=]/.test(file)) throw scriptRefused(file, 'Its path has signs that a command cannot carry.');
    return `cmd.exe /d /c "${file}"`;
  }
  const folder = path.posix.dirname(file);
  const script = `./${path.posix.basename(file)}`;
  const run = starts ? `nohup '${script}' </dev/null >/dev/null 2>&1` : `'${script}' </dev/null`;
  return `cd '${folder}' && ${run}`;
}

/** The last gate before a shell; what comes here was checked before, piece by piece. */
function refuseSigns(file: string): void {
  const signs = isWindowsPath(file) ? /[^\p{L}\p{N} _.+@,=~:\\-]/u : /[^\p{L}\p{N} _.+@,=~:/-]/u;
  if (signs.test(file)) throw scriptRefused(file, 'Its path has signs that a command cannot carry.');
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
