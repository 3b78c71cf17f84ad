/** Two letters for a name: of its first two words, or the first two of its only one. */
export function shortMark(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
  const [first = name.trim(), ...more] = words;
  const letters = more.length > 0 ? words.flatMap((word) => lettersOf(word).slice(0, 1)) : lettersOf(first);
  return letters.slice(0, 2).join('');
}

const lettersOf = (word: string): string[] => Array.from(word);
