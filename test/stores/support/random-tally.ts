/** What must be zero after every command. */
export const ZEROS = [
  'lostDocuments',
  'foreignIndices',
  'closedIndices',
  'headlessFamilies',
  'throttles',
  'leftOvers',
] as const;
export type Zero = (typeof ZEROS)[number];

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

export function newTally(version: string, seed: number): Tally {
  const zeros = Object.fromEntries(ZEROS.map((zero) => [zero, 0])) as Record<Zero, number>;
  return {
    version,
    seed,
    sequences: 0,
    commands: {},
    restores: 0,
    crashes: {},
    documents: 0,
    checks: 0,
    zeros,
    seconds: 0,
    failure: null,
  };
}

export function count(counts: Record<string, number>, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}
