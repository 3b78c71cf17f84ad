/** Two letters for a name: of its first two words, or the first two of its only one. */
export function shortMark(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const letters = words.length > 1 ? words.map((word) => [...word][0] ?? '') : [...(words[0] ?? name.trim())];
  return letters.slice(0, 2).join('');
}
