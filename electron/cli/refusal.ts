/** A command that cannot be carried out as it was given, in one line for people. */
export class Refusal extends Error {
  constructor(text: string) {
    super(text);
    this.name = 'Refusal';
  }
}
