import { appendFileSync } from 'node:fs';
import type { Terminal } from './following/bar.ts';
import { Refusal } from './refusal.ts';

/** Where a command writes to. A reader that has gone away ends no work: lines are then written nowhere. */
export interface Io {
  readonly env: NodeJS.ProcessEnv;
  /** A line of the result. */
  readonly out: (line: string) => void;
  /** A line about a problem, or about what goes on. */
  readonly err: (line: string) => void;
  /** A line of detail for whoever asked for it. */
  readonly detail: (line: string) => void;
  /** Where a line can be drawn over; null where nobody looks at a terminal. */
  readonly terminal: Terminal | null;
}

export interface LogChoice {
  debug: boolean;
  file: string | null;
  level: string;
}

/**
 * This process as a place to write to, with a copy in a file where one is asked for. Throws a Refusal when that
 * cannot be written.
 */
export function processIo(choice: LogChoice = { debug: false, file: null, level: 'info' }): Io {
  for (const stream of [process.stdout, process.stderr]) {
    if (stream.listenerCount('error') === 0) stream.on('error', () => undefined);
  }
  let { file } = choice;
  if (file !== null) refuseUnwritable(file);
  const detailed = choice.level === 'debug' || choice.level === 'trace';
  const quiet = choice.level === 'warning' || choice.level === 'error';
  const log = (level: string, line: string): void => {
    if (file === null) return;
    try {
      appendFileSync(file, `${new Date().toISOString()} [${level}] ${line}\n`, { mode: 0o600 });
    } catch {
      // A copy that cannot be kept any more ends no restore half way; the output itself goes on.
      file = null;
    }
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
    terminal: terminalOf(process.stdout, process.env),
  };
}

/** Of a terminal that does not tell its width, such as one behind a serial line. */
const USUAL_COLUMNS = 80;
const CLEARED = '\r\u001B[2K';

/** The terminal behind a stream; null for a pipe or a file, and for one that cannot draw over its lines. */
export function terminalOf(
  stream: Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>,
  env: NodeJS.ProcessEnv,
): Terminal | null {
  if (!stream.isTTY || env.TERM === 'dumb') return null;
  let isDrawn = false;
  return {
    columns: () => (stream.columns > 0 ? stream.columns : USUAL_COLUMNS),
    draw: (text) => {
      if (text !== '' || isDrawn) stream.write(`${CLEARED}${text}`);
      isDrawn = text !== '';
    },
  };
}

function refuseUnwritable(file: string): void {
  try {
    appendFileSync(file, '', { mode: 0o600 });
  } catch {
    throw new Refusal(`The file ${file} cannot be written. Nothing was changed.`);
  }
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
