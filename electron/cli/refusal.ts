/** Of a command that was refused, or not carried out. */
export const FAILED = 1;

/** A command that cannot be carried out as it was given, in one line for people, with its exit code. */
export class Refusal extends Error {
  readonly code: number;

  constructor(text: string, code: number = FAILED) {
    super(text);
    this.code = code;
    this.name = 'Refusal';
  }
}

/** The exit code of what was thrown. */
export const failureCode = (thrown: unknown): number => (thrown instanceof Refusal ? thrown.code : FAILED);
