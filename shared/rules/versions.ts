/** A version of the data store, compared as numbers, never as text. */
export interface Version {
  major: number;
  minor: number;
  patch: number;
  text: string;
}

/**
 * Reads `7.13.0`; null for anything else. Servers from 8.12 on write `8500010` where a product version is
 * expected, which is therefore not read as one.
 */
export function parseVersion(text: string): Version | null {
  const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?:[-+].*)?$/.exec(text);
  if (match === null) return null;
  return { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3]), text };
}

/**
 * Reads the numeric id in `index.version.created`. Up to 8.11 it is the product version in digits:
 * 7130099 is 7.13.0. Later ids (8500010 and up) only grow; of them the major alone is telling.
 */
export function parseVersionId(id: number): Version | null {
  if (!Number.isInteger(id) || id < 1_000_000) return null;
  const major = Math.floor(id / 1_000_000);
  const counting = id >= 8_500_000;
  const minor = counting ? 0 : Math.floor(id / 10_000) % 100;
  const patch = counting ? 0 : Math.floor(id / 100) % 100;
  return { major, minor, patch, text: counting ? `${major}.x` : `${major}.${minor}.${patch}` };
}

export function atLeast(version: Version, major: number, minor = 0, patch = 0): boolean {
  if (version.major !== major) return version.major > major;
  if (version.minor !== minor) return version.minor > minor;
  return version.patch >= patch;
}

/** Whether a data store opens an index made by `created`: its own major and the one before, never a newer one. */
export function canRead(store: Version, created: Version): 'yes' | 'too-old' | 'too-new' {
  if (created.major > store.major) return 'too-new';
  // There was no 3 and no 4: 5.x opens what 2.x made.
  const before = store.major === 5 ? 2 : store.major - 1;
  if (created.major < before) return 'too-old';
  // 8.0 to 8.12 count on in `created`; comparing minors across that change would say nonsense.
  if (created.major === store.major && !created.text.endsWith('.x') && created.minor > store.minor)
    return 'too-new';
  return 'yes';
}

/** Whether nodes of this release of API Gateway can be quiesced: from 10.7 on. */
export const canQuiesce = (release: string): boolean => releaseAtLeast(release, 10, 7);

/** Releases of API Gateway are compared in their own order; 10.5 is older than 10.11. */
export function releaseAtLeast(release: string, major: number, minor: number): boolean {
  const [a = 0, b = 0] = release.split('.').map(Number);
  return a !== major ? a > major : b >= minor;
}
