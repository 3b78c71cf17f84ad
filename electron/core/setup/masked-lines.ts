import { isSecretName, withoutUsers } from '../errors/mask.ts';

/** A key whose value is hidden: where it stands, and whether it is commented out. */
interface Hidden {
  column: number;
  isComment: boolean;
}

/**
 * The lines of a YAML text without what stands under a telling name, however many lines that takes, and without users in
 * addresses; also where it is commented out. Each line stays in its place.
 */
export function maskedLines(lines: readonly string[]): string[] {
  let hidden: Hidden | null = null;
  return lines.map((line) => {
    if (hidden !== null && goesOn(line, hidden))
      return line.replace(hidden.isComment ? /[^\s#].*/ : /\S.*/, '***');
    const found = secretIn(line);
    hidden = found === null ? null : { column: found.column, isComment: /^\s*#/.test(line) };
    return withoutUsers(found === null ? line : found.shown);
  });
}

/** A value goes on in deeper lines; a list may also stand right below its key. */
function goesOn(line: string, { column, isComment }: Hidden): boolean {
  const bare = isComment ? withoutMark(line) : line;
  const indent = bare.search(/\S/);
  return indent === -1 || indent > column || (indent === column && /^\s*-(\s|$)/.test(bare));
}

const withoutMark = (line: string): string => line.replace(/^\s*#+/, (mark) => ' '.repeat(mark.length));

/** Only from where a word begins: on a long word every other start would be tried to its end in vain. */
const NAMED = /(?<![\w.-])([\w.-]+)["']?\s*:(?=\s|$)/g;

function secretIn(line: string): { column: number; shown: string } | null {
  for (const key of line.matchAll(NAMED)) {
    if (!isSecretName(key[1] ?? '')) continue;
    const value = key.index + key[0].length;
    const shown = line.slice(0, value) + line.slice(value).replace(/\S.*/, '***');
    return { column: key.index, shown };
  }
  return null;
}
