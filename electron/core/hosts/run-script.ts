import { type ScriptSpawn, spawned } from './spawned.ts';

/** The last of what a script says is what matters; more is not kept. */
const LONGEST_OUTPUT = 64 * 1024;

export interface ScriptCall extends Omit<ScriptSpawn, 'kind' | 'keep'> {
  timeoutMs: number;
}

export interface ScriptResult {
  /** `null` when it was ended by its deadline or by a signal; 126 when the system did not start it. */
  code: number | null;
  output: string[];
  timedOut: boolean;
}

/**
 * Runs a tool with a list of arguments and without a shell. Resolves with what it said, however it ended; after its
 * deadline it is ended with everything it started. Rejects only where the command itself is refused.
 */
export async function runScript({ timeoutMs, ...call }: ScriptCall): Promise<ScriptResult> {
  const { end, output } = await spawned({ ...call, kind: 'tool', keep: LONGEST_OUTPUT }, timeoutMs);
  const text = end.end === 'exited' ? end.output : output;
  const lines = text.split(/\r?\n/).map((line) => line.trimEnd());
  return {
    code: end.end === 'exited' ? end.code : null,
    output: lines.filter((line) => line !== ''),
    timedOut: end.end === 'overdue',
  };
}
