/** What was measured of one row, before it is put beside its budget. */
export interface Figure {
  row: string;
  /** Medians. */
  value: number;
  /** Null where nothing is there to compare with. */
  reference: number | null;
  /** The most that `value` may be. */
  budget: number;
  unit: 's' | 'ms' | 'requests' | 'requests/s' | 'MB' | '%';
  /** Whether the server's own limit of copying was in force; null where nothing is copied. */
  throttled: boolean | null;
  pairs: number;
  /** Further figures of the same runs, for people. */
  beside: Record<string, string>;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** Runs both by turns, so that what slows the machine down for a while slows both; who begins changes too. */
export async function inTurns<Measured>(
  count: number,
  ours: () => Promise<Measured>,
  reference: () => Promise<Measured>,
): Promise<{ ours: Measured[]; reference: Measured[] }> {
  const measured: { ours: Measured[]; reference: Measured[] } = { ours: [], reference: [] };
  for (let at = 0; at < count; at += 1) {
    const pair = [
      async () => void measured.reference.push(await reference()),
      async () => void measured.ours.push(await ours()),
    ];
    for (const one of at % 2 === 0 ? pair : pair.reverse()) await one();
  }
  return measured;
}

/** Milliseconds that some work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
