/**
 * Paths of the data store's machine, which may be another system than this one: both separators are
 * understood, nothing is resolved against this computer.
 */
const isAbsolute = (path: string): boolean => /^([/\\]|[A-Za-z]:[/\\])/.test(path);
const parts = (path: string): string[] => path.split(/[/\\]+/).filter((part) => part !== '' && part !== '.');
const separatorOf = (path: string): string => (path.includes('\\') && !path.includes('/') ? '\\' : '/');

/** Where a location is on the node: a relative one lies below the first entry of `path.repo`. */
export function absoluteLocation(location: string, pathRepo: readonly string[]): string | null {
  if (isAbsolute(location)) return location;
  const base = pathRepo[0];
  return base === undefined ? null : join(base, location);
}

export function join(folder: string, name: string): string {
  const separator = separatorOf(folder);
  return folder.replace(/[/\\]+$/, '') + separator + name;
}

export function parentOf(path: string): string {
  const cut = path.replace(/[/\\]+$/, '').replace(/[/\\]+[^/\\]+$/, '');
  return cut === '' ? '/' : cut;
}

/** True when `inner` is `outer` or lies below it. Windows folders are compared without case. */
export function isInside(inner: string, outer: string): boolean {
  const windows = /^[A-Za-z]:|\\/.test(inner) || /^[A-Za-z]:|\\/.test(outer);
  const fold = (path: string): string[] => parts(windows ? path.toLowerCase() : path);
  const [innerParts, outerParts] = [fold(inner), fold(outer)];
  return outerParts.every((part, i) => innerParts[i] === part);
}
