import type { AppError } from '#shared/errors/app-error.ts';
import { AppFailure } from '#shared/errors/app-failure.ts';

/** A command that cannot be carried out as it was given, in one line for people. */
export class Refusal extends Error {
  constructor(text: string) {
    super(text);
    this.name = 'Refusal';
  }
}

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
