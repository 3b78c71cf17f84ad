import type { AppError } from './app-error.ts';

/** Carries an AppError up a call stack. It never crosses a process border; its value does. */
export class AppFailure extends Error {
  readonly value: AppError;
  constructor(value: AppError, options?: ErrorOptions) {
    super(`${value.code}: ${value.title}`, options);
    this.name = 'AppFailure';
    this.value = value;
  }
}
