/** What must be zero after every command, with the words for it. */
export const ZEROS = {
  lostDocuments: 'lost or wrong documents',
  foreignIndices: 'changes to another tenant',
  closedIndices: 'indices left closed',
  headlessFamilies: 'families without one write index',
  throttles: 'limits left changed',
  leftOvers: 'other things left behind',
} as const;
export type Zero = keyof typeof ZEROS;
export const ZERO_NAMES = Object.keys(ZEROS) as Zero[];

/** What a random run did and found. */
export interface Tally {
  version: string;
  seed: number;
  sequences: number;
  commands: Record<string, number>;
  restores: number;
  /** By the step that the journal named, or the backup's record. */
  crashes: Record<string, number>;
  documents: number;
  checks: number;
  zeros: Record<Zero, number>;
  seconds: number;
  /** Why it failed, in one line; null when it did not. */
  failure: string | null;
}

export const noneFound = (): Tally['zeros'] =>
  Object.fromEntries(ZERO_NAMES.map((zero) => [zero, 0])) as Tally['zeros'];

export function newTally(version: string, seed: number): Tally {
  return {
    version,
    seed,
    sequences: 0,
    commands: {},
    restores: 0,
    crashes: {},
    documents: 0,
    checks: 0,
    zeros: noneFound(),
    seconds: 0,
    failure: null,
  };
}

export function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
