import type { AppError } from '#shared/errors/app-error.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { errorLines, problemLines } from '../problem.ts';
import type { Finding } from '../results/results.ts';

/** What was looked at, before it is said of what. */
export type Look = Omit<Finding, 'about'>;

export const passed = (title: string, detail: string): Look => ({
  state: 'passed',
  title,
  detail,
  error: null,
});
export const warning = (title: string, detail: string): Look => ({
  state: 'warning',
  title,
  detail,
  error: null,
});

/** Something that is in the way. */
export function failed(title: string, error: AppError): Look {
  return { state: 'failed', title, detail: error.title, error };
}

/** The same of what was thrown. */
export function failedBy(title: string, thrown: unknown): Look {
  if (thrown instanceof AppFailure) return failed(title, thrown.value);
  return { state: 'failed', title, detail: problemLines(thrown).join(' '), error: null };
}

/** A finding for people. */
export function linesOf({ state, title, detail, error }: Finding): string[] {
  const problem = error === null || state === 'passed' ? [] : errorLines(error).slice(1);
  return [`${state.padEnd(7)}  ${title}: ${detail}`, ...problem.map((line) => `         ${line}`)];
}
