/** The candidate that takes the fewest single changes to become `word`; null when none is near. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  let best: { name: string; changes: number } | null = null;
  for (const name of candidates) {
    const changes = distance(word.toLowerCase(), name.toLowerCase());
    if (best === null || changes < best.changes) best = { name, changes };
  }
  if (best === null) return null;
  return best.changes <= Math.max(2, Math.ceil(best.name.length / 2)) ? best.name : null;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
