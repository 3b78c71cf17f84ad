import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { type ScriptName, startsSomething } from './scripts.ts';

/** How the run of a script ended, as far as it can be told from here. */
export type ScriptEnd =
  | { end: 'exited'; code: number | null; output: string }
  /** The deadline passed. A script that stops something was ended then; one that starts something goes on. */
  | { end: 'overdue' }
  /** The connection was lost, or this program ends: what became of it is not known. */
  | { end: 'lost'; detail: string };

export interface ScriptRun {
  /** What was run, for people: the path on the host. */
  path: string;
  end: ScriptEnd;
}

/** A computer with an installation of the gateway, on which scripts of an allow-list can be run. */
export interface Host {
  /** For people: "this computer", "apigw-eu-a:22". */
  readonly where: string;
  /**
   * Runs one script without arguments, once. Rejects with an AppFailure of a `host-…` or `script-refused` code when
   * it was not run. What it achieved is never told by its end: that is for the health of what it stops or starts.
   */
  run(script: ScriptName, deadlineMs: number, stop: AbortSignal): Promise<ScriptRun>;
  /** Looks whether a script is there and may be run, and resolves with its path. Rejects with `script-refused`. */
  find(script: ScriptName): Promise<string>;
  /**
   * Whether a process of this number runs there, whoever owns it. `null` where the host does not tell. Rejects with an
   * AppFailure of a `host-…` or `script-refused` code when it could not be asked.
   */
  isRunning(pid: number): Promise<boolean | null>;
}

/** Once this program ends nothing is stopped any more: nobody would start it again. Throws `cancelled`. */
export function refuseIfOver(script: ScriptName, stop: AbortSignal): void {
  if (stop.aborted && !startsSomething(script))
    throw new AppFailure(appError('cancelled', { changed: `The script ${script} was not run.` }));
}

/** The longest output of a script that is kept. */
export const LONGEST_OUTPUT = 4_096;

/** So long the output of a script that has ended is waited for. */
export const LAST_WORDS_MS = 250;

/** The last words of an output, on one line, without control characters; they are shown and logged. */
export function lastWords(output: string): string {
  const plain = output
    .replaceAll(/\p{Cc}\[[0-9;]*[A-Za-z]/gu, '')
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  return plain.length <= 300 ? plain : `…${plain.slice(-300)}`;
}
