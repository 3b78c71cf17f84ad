import { spawn } from 'node:child_process';
import { endGroup, localCommand } from './command.ts';

/** The last of what a script says is what matters; more is not kept. */
const LONGEST_OUTPUT = 64 * 1024;

export interface ScriptCall {
  script: string;
  args: readonly string[];
  env: Record<string, string>;
  folder: string;
  /** Goes to the standard input, where no list of processes shows it. */
  input?: string;
  /** The user it runs as; only for a program that may choose. */
  user?: { uid: number; gid: number };
  timeoutMs: number;
}

export interface ScriptResult {
  /** `null` when it was ended by its deadline or could not be started. */
  code: number | null;
  output: string[];
  timedOut: boolean;
}

/**
 * Runs a script with a list of arguments and without a shell. Resolves with what it said, however it ended; after its
 * deadline it is ended with everything it started. Rejects only where the command itself is refused.
 */
export async function runScript(call: ScriptCall): Promise<ScriptResult> {
  const { command, args, verbatim } = localCommand(call.script, call.args, call.env);
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: call.folder,
      env: call.env,
      shell: false,
      windowsHide: true,
      windowsVerbatimArguments: verbatim,
      // A group of its own, so that its deadline ends what it started and nothing else.
      detached: process.platform !== 'win32',
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(call.user ?? {}),
    });
    let text = '';
    let timedOut = false;
    const hear = (chunk: Buffer): void => {
      text = (text + chunk.toString('utf8')).slice(-LONGEST_OUTPUT);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    // A script that ends before it has read everything is told by its code, not by this.
    child.stdin.on('error', () => undefined);
    child.stdin.end(call.input ?? '');
    const deadline = setTimeout(() => {
      timedOut = true;
      if (child.pid !== undefined) endGroup(child.pid);
    }, call.timeoutMs);
    const end = (code: number | null): void => {
      clearTimeout(deadline);
      const lines = text.split(/\r?\n/).map((line) => line.trimEnd());
      resolve({ code: timedOut ? null : code, output: lines.filter((line) => line !== ''), timedOut });
    };
    child.once('error', (thrown) => {
      text += thrown.message;
      end(null);
    });
    child.once('close', end);
  });
}
