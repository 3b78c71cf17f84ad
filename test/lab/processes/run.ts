import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

export interface RunResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end and collects what it printed; a deadline kills it. Never throws for its exit code. */
export async function run(
  file: string,
  args: string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; timeoutMs?: number } = {},
): Promise<RunResult> {
  const child = spawn(file, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: options.env ?? process.env,
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    ...(options.timeoutMs === undefined
      ? {}
      : { timeout: options.timeoutMs, killSignal: 'SIGKILL' as const }),
  });
  const failed = new Promise<string>((resolve) => child.once('error', (error) => resolve(error.message)));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const output = Promise.all([text(child.stdout), text(child.stderr), ended]);
  const outcome = await Promise.race([failed, output]);
  if (typeof outcome === 'string') return { code: null, stdout: '', stderr: outcome };
  return { stdout: outcome[0], stderr: outcome[1], code: outcome[2] };
}

/** Like `run`, but a failure throws with the end of what the program printed. */
export async function runOrThrow(
  file: string,
  args: string[],
  options: Parameters<typeof run>[2] = {},
): Promise<string> {
  const result = await run(file, args, options);
  if (result.code === 0) return result.stdout;
  const said = `${result.stdout}\n${result.stderr}`.trim().slice(-2_000);
  throw new Error(`${[file, ...args].join(' ')} ended with ${String(result.code)}:\n${said}`);
}

/** One line of progress; standard error, so that results on standard output stay clean. */
export function progress(message: string): void {
  process.stderr.write(`lab: ${message}\n`);
}
