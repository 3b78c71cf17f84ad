import type { Client, ClientChannel } from 'ssh2';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { Installation } from '#shared/model/reach.ts';
import { inTime } from '../operations/in-time.ts';
import { remoteCommand } from './command.ts';
import {
  type Host,
  LAST_WORDS_MS,
  LONGEST_OUTPUT,
  refuseIfOver,
  type ScriptEnd,
  type ScriptRun,
} from './host.ts';
import { checkedRemotePath, isRemoteProcess } from './remote-files.ts';
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
      return await inTime(isRemoteProcess(client, pid), LOOK_MS, () => lateOn(this.where));
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
      return { path, end: await executed(client, command, deadlineMs, stop) };
    } finally {
      close();
    }
  }

  #look(client: Client, places: readonly ScriptPlace[]): Promise<string> {
    return inTime(checkedRemotePath(client, places), LOOK_MS, () => lateOn(this.where));
  }
}

function lateOn(where: string): AppFailure {
  const detail = 'It let this program in and then did not answer in time.';
  return new AppFailure(appError('host-unreachable', { where, detail }));
}

function executed(
  client: Client,
  command: string,
  deadlineMs: number,
  stop: AbortSignal,
): Promise<ScriptEnd> {
  return new Promise((resolve) => {
    let output = '';
    const over = (end: ScriptEnd): void => {
      clearTimeout(timer);
      stop.removeEventListener('abort', stopped);
      resolve(end);
    };
    const lost = (detail: string): void => over({ end: 'lost', detail });
    const stopped = (): void => lost('This program ends.');
    const timer = setTimeout(() => over({ end: 'overdue' }), deadlineMs);
    stop.addEventListener('abort', stopped, { once: true });
    client.once('close', () => lost('The connection was cut.'));
    client.exec(command, { pty: false }, (error, channel: ClientChannel) => {
      if (error !== undefined) {
        lost(`The command was not taken: ${error.message}.`);
        return;
      }
      // What has to start something was sent all the same; nobody waits for it any more.
      if (stop.aborted) stopped();
      const hear = (part: Buffer): void => {
        output = (output + part.toString('utf8')).slice(-LONGEST_OUTPUT);
      };
      channel.on('data', hear);
      channel.stderr.on('data', hear);
      // Not its closing: what a script leaves behind may hold the channel for ever.
      channel.on('exit', (code: number | null) => {
        const ended = (): void => over({ end: 'exited', code, output });
        channel.once('close', ended);
        setTimeout(ended, LAST_WORDS_MS);
      });
      channel.on('close', () =>
        setImmediate(() => lost('The channel was closed without a word on how it ended.')),
      );
    });
  });
}
