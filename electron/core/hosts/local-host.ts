import { lstat, realpath } from 'node:fs/promises';
import path from 'node:path';
import type { Installation } from '#shared/model/reach.ts';
import { isWorking } from '../files/alive.ts';
import { errorCode } from '../files/safe-path.ts';
import { type Host, LONGEST_OUTPUT, refuseIfOver, type ScriptRun } from './host.ts';
import {
  pathOf,
  placesOf,
  type ScriptName,
  type ScriptPlace,
  scriptRefused,
  startsSomething,
} from './scripts.ts';
import { type ScriptSpawn, spawned } from './spawned.ts';

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
    const call: ScriptSpawn = {
      file,
      args: [],
      env: this.#env,
      folder: path.dirname(file),
      kind: startsSomething(script) ? 'start' : 'stop',
      keep: LONGEST_OUTPUT,
    };
    return { path: file, end: (await spawned(call, deadlineMs, stop)).end };
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
