import { appendFileSync } from 'node:fs';

/** Where a command writes to. A reader that has gone away ends no work: lines are then written nowhere. */
export interface Io {
  readonly env: NodeJS.ProcessEnv;
  /** A line of the result. */
  readonly out: (line: string) => void;
  /** A line about a problem, or about what goes on. */
  readonly err: (line: string) => void;
  /** A line of detail for whoever asked for it. */
  readonly detail: (line: string) => void;
}

export interface LogChoice {
  debug: boolean;
  file: string | null;
  level: string;
}

/** This process as a place to write to, with a copy in a file where one is asked for. */
export function processIo(choice: LogChoice = { debug: false, file: null, level: 'info' }): Io {
  for (const stream of [process.stdout, process.stderr]) {
    if (stream.listenerCount('error') === 0) stream.on('error', () => undefined);
  }
  const detailed = choice.level === 'debug' || choice.level === 'trace';
  const quiet = choice.level === 'warning' || choice.level === 'error';
  const log = (level: string, line: string): void => {
    if (choice.file !== null)
      appendFileSync(choice.file, `${new Date().toISOString()} [${level}] ${line}\n`, { mode: 0o600 });
  };
  return {
    env: process.env,
    out: (line) => {
      if (!quiet) log('info', line);
      process.stdout.write(`${line}\n`);
    },
    err: (line) => {
      log('error', line);
      process.stderr.write(`${line}\n`);
    },
    detail: (line) => {
      if (detailed) log('debug', line);
      if (choice.debug) process.stderr.write(`${line}\n`);
    },
  };
}

/** Resolves when what was written has left this process, or cannot leave it. */
export async function flushed(): Promise<void> {
  await Promise.all(
    [process.stdout, process.stderr].map(
      (stream) =>
        new Promise<void>((resolve) => {
          if (stream.destroyed || !stream.writable) resolve();
          else stream.write('', () => resolve());
        }),
    ),
  );
}
