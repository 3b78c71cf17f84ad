import { spawn } from 'node:child_process';
import { endGroup, localCommand } from './command.ts';
import { LAST_WORDS_MS, type ScriptEnd } from './host.ts';

export interface ScriptSpawn {
  file: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  folder: string;
  /** Goes to the standard input, where no list of processes shows it. */
  input?: string | undefined;
  /** The user it runs as; only for a program that may choose. */
  user?: { uid: number; gid: number } | undefined;
  /**
   * `start`: it leaves a process behind, so it gets no pipes and is never ended from here. `stop`: it has ended with
   * its own process, whoever still holds its output. `tool`: it has ended when all of its output is there.
   */
  kind: 'start' | 'stop' | 'tool';
  /** So much of the end of its output is kept. */
  keep: number;
}

/**
 * Runs a script of this computer without a shell, in a process group of its own. After the deadline it is ended with
 * everything it started, unless it starts something. One that the system did not start has ended with 126. Rejects
 * only where the command itself is refused.
 */
export function spawned(
  call: ScriptSpawn,
  deadlineMs: number,
  stop?: AbortSignal,
): Promise<{ end: ScriptEnd; output: string }> {
  return new Promise((resolve) => {
    const { kind, input, keep } = call;
    const { command, args, verbatim } = localCommand(call.file, call.args, call.env);
    const child = spawn(command, args, {
      cwd: call.folder,
      env: call.env,
      shell: false,
      detached: kind === 'start' || process.platform !== 'win32',
      windowsHide: true,
      windowsVerbatimArguments: verbatim,
      // What a start script leaves behind keeps its output open: with a pipe it would die of our end.
      stdio: kind === 'start' ? 'ignore' : [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
      ...(call.user ?? {}),
    });
    let output = '';
    let isOverdue = false;
    const hear = (part: Buffer): void => {
      output = (output + part.toString('utf8')).slice(-keep);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    // A script that ends before it has read everything is told by its code, not by this.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
    const over = (end: ScriptEnd): void => {
      clearTimeout(timer);
      stop?.removeEventListener('abort', stopped);
      child.stdout?.destroy();
      child.stderr?.destroy();
      child.unref();
      resolve({ end: isOverdue ? { end: 'overdue' } : end, output });
    };
    const stopped = (): void => over({ end: 'lost', detail: 'This program ends.' });
    const timer = setTimeout(() => {
      const { exitCode, signalCode } = child;
      const hasEnded = exitCode !== null || signalCode !== null;
      isOverdue = !hasEnded;
      if (kind !== 'start' && child.pid !== undefined) endGroup(child.pid);
      // A process that left the group may hold the pipes for ever.
      if (kind !== 'tool') over({ end: 'overdue' });
      else setTimeout(() => over({ end: 'exited', code: exitCode, output }), LAST_WORDS_MS);
    }, deadlineMs);
    stop?.addEventListener('abort', stopped, { once: true });
    if (stop?.aborted === true) stopped();
    child.once('error', (error) => over({ end: 'exited', code: 126, output: error.message }));
    child.once('exit', (code) => {
      const ended = (): void => over({ end: 'exited', code, output });
      child.once('close', ended);
      // A process that was left behind may hold the pipes for ever.
      if (kind !== 'tool') setTimeout(ended, LAST_WORDS_MS);
    });
  });
}
