import type { Client } from 'ssh2';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { Installation } from '#shared/model/reach.ts';
import { inTime } from '../operations/in-time.ts';
import { remoteCommand } from './command.ts';
import { type Host, LONGEST_OUTPUT, refuseIfOver, type ScriptRun } from './host.ts';
import { checkedRemotePath, isRemoteProcess } from './remote-files.ts';
import { runOnHost } from './remote-run.ts';
import { placesOf, type ScriptName, type ScriptPlace, startsSomething } from './scripts.ts';
import { openSsh, type SshAccess, whereOf } from './ssh-connection.ts';
import type { Trust } from './trust.ts';

/** Longer than a look at some files ever takes; a host that hangs is given up then. */
const LOOK_MS = 20_000;

/** Scripts of an installation on a host that is reached over SSH. Each call is a connection of its own. */
export class SshHost implements Host {
  readonly where: string;
  readonly #access: SshAccess;
  readonly #installation: Installation;
  readonly #judged: ((trust: Trust) => void) | undefined;

  /** `judged` hears what was thought of the key of the host, whenever it is connected to. */
  constructor(access: SshAccess, installation: Installation, judged?: (trust: Trust) => void) {
    this.where = whereOf(access.target);
    this.#access = access;
    this.#installation = installation;
    this.#judged = judged;
  }

  async find(script: ScriptName): Promise<string> {
    const places = placesOf(this.#installation, script);
    const { client, close } = await openSsh(this.#access, this.#judged);
    try {
      return await this.#look(client, places);
    } finally {
      close();
    }
  }

  async isRunning(pid: number): Promise<boolean | null> {
    const { client, close } = await openSsh(this.#access, this.#judged);
    try {
      return await inTime(isRemoteProcess(client, this.where, pid), LOOK_MS, () => lateOn(this.where));
    } finally {
      close();
    }
  }

  async run(script: ScriptName, deadlineMs: number, stop: AbortSignal): Promise<ScriptRun> {
    const places = placesOf(this.#installation, script);
    const { client, close } = await openSsh(this.#access, this.#judged);
    try {
      const path = await this.#look(client, places);
      refuseIfOver(script, stop);
      const command = remoteCommand(path, startsSomething(script));
      const run = { where: this.where, deadlineMs, stop, longest: LONGEST_OUTPUT };
      return { path, end: await runOnHost(client, command, run) };
    } finally {
      close();
    }
  }

  #look(client: Client, places: readonly ScriptPlace[]): Promise<string> {
    return inTime(checkedRemotePath(client, this.where, places), LOOK_MS, () => lateOn(this.where));
  }
}

function lateOn(where: string): AppFailure {
  const detail = 'It let this program in and then did not answer in time.';
  return new AppFailure(appError('host-unreachable', { where, detail }));
}
