/** One line of JSON from the runner to a supervisor. */
export type SupervisorCommand = SpawnCommand | { do: 'signal'; signal: NodeJS.Signals };

export interface SpawnCommand {
  do: 'spawn';
  file: string;
  args: string[];
  cwd: string;
  env: Record<string, string>;
  log: string;
  uid?: number;
}

/** One line of JSON from a supervisor to the runner. */
export type SupervisorEvent =
  | { event: 'spawned'; pid: number }
  | { event: 'exit'; code: number | null; signal: string | null; error?: string };
