import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { CODES } from './interrupts.ts';
import { Refusal } from './refusal.ts';

/** A terminal where somebody can be asked: what is typed, and where questions are shown. */
export interface Asked {
  input: NodeJS.ReadableStream;
  output: NodeJS.WritableStream;
}

/** The terminal of this process; null where there is none. Questions go to stderr: stdout is for results. */
export function ownTerminal(): Asked | null {
  const { stdin: input, stderr: output } = process;
  return input.isTTY && output.isTTY ? { input, output } : null;
}

/** Asks for something that is not shown while it is typed. Rejects with a Refusal when it is not given. */
export async function askHidden({ input, output }: Asked, question: string): Promise<string> {
  // The echo of a terminal goes through the output of readline: into nothing.
  const nowhere = new Writable({ write: (_, __, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
  // Asked once the terminal shows nothing by itself any more: an answer may come at once.
  output.write(question);
  try {
    return await new Promise<string>((resolve, reject) => {
      const none = (code?: number): void =>
        reject(new Refusal('No password was given. Nothing was changed.', code));
      lines.once('line', resolve);
      // The terminal sends a key here and no signal.
      lines.once('SIGINT', () => none(CODES.SIGINT));
      lines.once('close', () => none());
    });
  } finally {
    lines.close();
    output.write('\n');
  }
}
