/** The server takes request lines of 4,096 bytes; 2.3 cuts a longer one without a reply (E3). */
export const LONGEST_PATH = 3_500;

/**
 * Splits names into groups whose comma-joined, percent-encoded form stays within `limit` bytes.
 * The groups together are exactly the names, in order. A name longer than the limit gets a group of its own.
 */
export function chunkNames(names: readonly string[], limit: number = LONGEST_PATH): string[][] {
  const chunks: string[][] = [];
  let current: string[] = [];
  let length = 0;
  for (const name of names) {
    const size = encodeURIComponent(name).length + 1;
    if (current.length > 0 && length + size > limit) {
      chunks.push(current);
      current = [];
      length = 0;
    }
    current.push(name);
    length += size;
  }
  if (current.length > 0) chunks.push(current);
  return chunks;
}
