import { type AppError, AppFailure } from '#shared/errors/app-error.ts';
import { problemLine, refusedJson } from './entry.ts';
import { Refusal } from './refusal.ts';

/** What went wrong, what was and was not changed, and what to do next, line by line. */
export function problemLines(thrown: unknown): string[] {
  if (thrown instanceof Refusal) return [thrown.message];
  if (thrown instanceof AppFailure) return errorLines(thrown.value);
  return [
    `Something in this program went wrong. ${thrown instanceof Error ? thrown.message : String(thrown)}`,
  ];
}

/** An explained error, line by line; the words of the server come last. */
export function errorLines(error: AppError): string[] {
  const raw = error.raw === null ? '' : `Raw: ${error.raw.type} ${error.raw.reason}`.trim();
  return [error.title, error.cause, error.changed, error.next, raw].filter((line) => line !== '');
}

/** A problem for programs: its code where it is one of the catalogue. */
export function problemJson(thrown: unknown): string {
  return thrown instanceof AppFailure
    ? problemLine({ error: thrown.value })
    : refusedJson(problemLines(thrown).join(' '));
}
