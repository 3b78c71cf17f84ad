import { spawn } from 'node:child_process';
import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Installation } from '#shared/model/reach.ts';
import { isWorking } from '../files/alive.ts';
import { errorCode } from '../files/safe-path.ts';
import { endGroup, localCommand } from './command.ts';
import {
  type Host,
  LAST_WORDS_MS,
  LONGEST_OUTPUT,
  refuseIfOver,
  type ScriptEnd,
  type ScriptRun,
} from './host.ts';
import {
  pathOf,
  placesOf,
  type ScriptName,
  type ScriptPlace,
  scriptRefused,
  startsSomething,
} from './scripts.ts';

/** Scripts of an installation on this computer, run without a shell. */
export class LocalHost implements Host {
  readonly where = 'this computer';
  readonly #installation: Installation;
  readonly #env: NodeJS.ProcessEnv;

  constructor(installation: Installation, env: NodeJS.ProcessEnv) {
    this.#installation = installation;
    this.#env = env;
  }

  async find(script: ScriptName): Promise<string> {
    let refused: unknown;
    for (const place of placesOf(this.#installation, script)) {
      try {
        return await checkedPath(place);
      } catch (thrown) {
        refused ??= thrown;
      }
    }
    throw refused;
  }

  isRunning(pid: number): Promise<boolean> {
    return isWorking(pid);
  }

  async run(script: ScriptName, deadlineMs: number, stop: AbortSignal): Promise<ScriptRun> {
    const file = await this.find(script);
    refuseIfOver(script, stop);
    return { path: file, end: await spawned(file, this.#env, startsSomething(script), deadlineMs, stop) };
  }
}

/** The real path of a script. The root may be a link, as `/opt/softwareag` often is; nothing below it may. */
async function checkedPath(place: ScriptPlace): Promise<string> {
  const shown = pathOf(place);
  try {
    const root = await realpath(place.root);
    const expected = path.join(root, ...place.parts);
    if ((await realpath(expected)) !== expected)
      throw scriptRefused(shown, 'A part of its path is a link, so it may lead out of the installation.');
    const found = await lstat(expected);
    if (!found.isFile()) throw scriptRefused(shown, 'It is not a file.');
    if (process.platform !== 'win32' && (found.mode & 0o002) !== 0)
      throw scriptRefused(shown, 'Everybody may write to it, so nobody knows what it does.');
    return expected;
  } catch (thrown) {
    const code = errorCode(thrown);
    if (code === null) throw thrown;
    throw scriptRefused(shown, code === 'ENOENT' ? 'It is not there.' : `It cannot be read: ${code}.`);
  }
}

function spawned(
  file: string,
  env: NodeJS.ProcessEnv,
  starts: boolean,
  deadlineMs: number,
  stop: AbortSignal,
): Promise<ScriptEnd> {
  return new Promise((resolve) => {
    const { command, args, verbatim } = localCommand(file, [], env);
    const child = spawn(command, args, {
      cwd: path.dirname(file),
      env,
      shell: false,
      detached: true,
      windowsHide: true,
      windowsVerbatimArguments: verbatim,
      // What a start script leaves behind keeps its output open: with a pipe it would die of our end.
      stdio: starts ? 'ignore' : ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const hear = (part: Buffer): void => {
      output = (output + part.toString('utf8')).slice(-LONGEST_OUTPUT);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    const over = (end: ScriptEnd): void => {
      clearTimeout(timer);
      stop.removeEventListener('abort', stopped);
      child.stdout?.destroy();
      child.stderr?.destroy();
      child.unref();
      resolve(end);
    };
    const stopped = (): void => over({ end: 'lost', detail: 'This program ends.' });
    const timer = setTimeout(() => {
      if (!starts && child.pid !== undefined) endGroup(child.pid);
      over({ end: 'overdue' });
    }, deadlineMs);
    stop.addEventListener('abort', stopped, { once: true });
    if (stop.aborted) stopped();
    child.once('error', (error) => over({ end: 'exited', code: 126, output: error.message }));
    // Not `close` alone: a process that was left behind may hold the pipes for ever.
    child.once('exit', (code) => {
      const ended = (): void => over({ end: 'exited', code, output });
      child.once('close', ended);
      setTimeout(ended, LAST_WORDS_MS);
    });
  });
}
