import { chunkNames } from '#shared/rules/chunks.ts';

const NEVER = new Set(['', '.', '..', '_all']);

/**
 * One part of a path, percent-encoded. Throws on anything a server could read as more than one thing (E3):
 * it is the last gate before a destructive request, so it does not rely on what was checked before.
 */
export function pathPart(name: string): string {
  if (NEVER.has(name) || /[*,]/.test(name)) throw new RangeError(`refused as part of a path: "${name}"`);
  return encodeURIComponent(name);
}

/** `/a/b/c` of checked parts. Parts that begin with `_` are endpoints and come from this program. */
export function pathOf(...parts: string[]): string {
  return `/${parts.map(pathPart).join('/')}`;
}

/** Paths for a list of index names in chunks under the limit of a request line; an empty list is refused (E1). */
export function indexPaths(names: readonly string[], endpoint = ''): { names: string[]; path: string }[] {
  if (names.length === 0) throw new RangeError('an empty list of indices means all of them');
  return chunkNames(names).map((chunk) => ({
    names: chunk,
    path: `/${chunk.map(pathPart).join(',')}${endpoint === '' ? '' : `/${endpoint}`}`,
  }));
}
