import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
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
  output.write(question);
  // The echo of a terminal goes through the output of readline: into nothing.
  const nowhere = new Writable({ write: (_, __, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: true, historySize: 0 });
  try {
    return await new Promise<string>((resolve, reject) => {
      const none = (): void => reject(new Refusal('No password was given. Nothing was changed.'));
      lines.once('line', resolve);
      lines.once('SIGINT', none);
      lines.once('close', none);
    });
  } finally {
    lines.close();
    output.write('\n');
  }
}
