import { spawn } from 'node:child_process';
import { REPOSITORY } from '#lab/electron/runtime.ts';

export interface Command {
  file: string;
  args: string[];
}

/** Runs a program with our output as its own; a deadline or our own end takes its whole group along. */
export async function runVisibly(command: Command, deadlineMs: number): Promise<number> {
  const child = spawn(command.file, command.args, {
    cwd: REPOSITORY,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  const kill = (): void => {
    if (child.pid === undefined) return;
    try {
      process.kill(-child.pid, 'SIGKILL');
    } catch {
      // It ended in the meantime.
    }
  };
  const end = (): never => {
    kill();
    process.exit(130);
  };
  const timer = setTimeout(() => {
    console.error(`Ended after ${deadlineMs / 1000} s: ${command.args.join(' ')}`);
    kill();
  }, deadlineMs);
  process.on('SIGINT', end).on('SIGTERM', end).on('SIGHUP', end).on('exit', kill);
  const code = await new Promise<number>((resolve) => {
    child.once('error', (error) => {
      console.error(error.message);
      resolve(127);
    });
    child.once('exit', (exit) => resolve(exit ?? 1));
  });
  clearTimeout(timer);
  // Whatever it left running in its group ends with it.
  kill();
  process.off('SIGINT', end).off('SIGTERM', end).off('SIGHUP', end).off('exit', kill);
  return code;
}
