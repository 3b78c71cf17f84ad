import type { Client, ClientChannel } from 'ssh2';
import { LAST_WORDS_MS, type ScriptEnd } from './host.ts';
import { lostOn } from './sftp.ts';

export interface RemoteRun {
  /** The host, for people. */
  where: string;
  deadlineMs: number;
  /** The end of this program. */
  stop?: AbortSignal;
  /** The most of the output that is kept; its end. */
  longest: number;
  /** Goes to the standard input, where no list of processes shows it. */
  input?: string;
}

/**
 * Runs a command that was checked before on a host. Resolves with how it ended, as far as that is known. Rejects with
 * `host-lost` when the connection was gone before, so that it was not sent.
 */
export function runOnHost(client: Client, command: string, run: RemoteRun): Promise<ScriptEnd> {
  return new Promise((resolve, reject) => {
    const { stop } = run;
    let output = '';
    const settle = (): void => {
      clearTimeout(timer);
      stop?.removeEventListener('abort', stopped);
    };
    const over = (end: ScriptEnd): void => {
      settle();
      resolve(end);
    };
    const lost = (detail: string): void => over({ end: 'lost', detail });
    const stopped = (): void => lost('This program ends.');
    const timer = setTimeout(() => over({ end: 'overdue' }), run.deadlineMs);
    stop?.addEventListener('abort', stopped, { once: true });
    client.once('close', () => lost('The connection was cut.'));
    const taken = (error: Error | undefined, channel: ClientChannel): void => {
      if (error !== undefined) {
        lost(`The command was not taken: ${error.message}.`);
        return;
      }
      // What has to start something was sent all the same; nobody waits for it any more.
      if (stop?.aborted === true) stopped();
      const hear = (part: Buffer): void => {
        output = (output + part.toString('utf8')).slice(-run.longest);
      };
      channel.on('data', hear);
      channel.stderr.on('data', hear);
      // What ends before it has read everything is told by its code, not by this.
      channel.on('error', () => undefined);
      if (run.input !== undefined) channel.end(run.input);
      // Not its closing: what a script leaves behind may hold the channel for ever.
      channel.on('exit', (code: number | null) => {
        const ended = (): void => over({ end: 'exited', code, output });
        channel.once('close', ended);
        setTimeout(ended, LAST_WORDS_MS);
      });
      channel.on('close', () =>
        setImmediate(() => lost('The channel was closed without a word on how it ended.')),
      );
    };
    try {
      client.exec(command, { pty: false }, taken);
    } catch (thrown) {
      // The library throws where the connection is gone already.
      settle();
      reject(lostOn(run.where, `${thrown instanceof Error ? thrown.message : String(thrown)}.`));
    }
  });
}
