import { never } from '../errors/never.ts';
import type { RepositoryPlace, S3Place } from '../model/repository-place.ts';

export type Settings = Record<string, unknown>;

/** A place in S3 of which nothing is said yet. */
export const NO_BUCKET: S3Place = {
  kind: 's3',
  bucket: '',
  basePath: '',
  region: '',
  endpoint: '',
  protocol: '',
  pathStyle: false,
  client: '',
  encrypted: false,
};

/** Which settings of S3 a data store knows: all of them up to 5.x, later only those that are not the client's. */
export type KeysIn = 'settings' | 'keystore';

/** Reads settings that were typed as JSON. Never throws; a problem is told in words. */
export function parseSettings(text: string): { settings: Settings } | { problem: string } {
  let value: unknown;
  try {
    value = JSON.parse(text.trim() === '' ? '{}' : text);
  } catch {
    return { problem: 'it is not JSON' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { problem: 'it is not an object in braces' };
  return { settings: value as Settings };
}

/** Settings of a type that is not known here, of which any value may be a key: by their names only. */
export const hiddenSettings = (settings: Settings): Settings =>
  Object.fromEntries(Object.entries(settings).map(([key, value]) => [key, hiddenValue(value)]));

function hiddenValue(value: unknown): unknown {
  if (typeof value === 'boolean' || value === null) return value;
  return typeof value === 'object' && !Array.isArray(value) ? hiddenSettings({ ...value }) : '***';
}

/** The same of a place, for what needs none of them. */
export function hiddenPlace(place: RepositoryPlace): RepositoryPlace {
  if (place.kind !== 'other') return place;
  const parsed = parseSettings(place.settings);
  const settings = 'problem' in parsed ? {} : hiddenSettings(parsed.settings);
  return { ...place, settings: JSON.stringify(settings) };
}

/** Where a repository is, for people; settings of other types are not known here, and may be anything. */
export function placeWords(place: RepositoryPlace): string {
  switch (place.kind) {
    case 'fs':
      return `Folder ${place.location}`;
    case 's3':
      return `Bucket ${place.bucket}${place.basePath === '' ? '' : `, below ${place.basePath}`}`;
    case 'other':
      return `Type ${place.type}`;
    default:
      return never(place);
  }
}

/**
 * The settings of a place, as the data store takes them. Those that were left empty are null: where a
 * repository is registered anew, they are taken away.
 */
export function settingsOf(place: Exclude<RepositoryPlace, { kind: 'other' }>, keysIn: KeysIn): Settings {
  if (place.kind === 'fs') return { location: place.location };
  const set = (text: string): string | null => (text === '' ? null : text);
  const always = {
    bucket: place.bucket,
    base_path: set(place.basePath.replace(/^\/+|\/+$/g, '')),
    server_side_encryption: place.encrypted ? true : null,
  };
  // From 6.0 on the rest is ignored without a word: not sent, so that nobody believes in it.
  if (keysIn === 'keystore') return { ...always, client: set(place.client) };
  return {
    ...always,
    region: set(place.region),
    endpoint: set(place.endpoint),
    protocol: set(place.protocol),
    path_style_access: place.pathStyle ? true : null,
  };
}

/** The place in settings as a data store tells them; settings that the form has no field for are left out. */
export function placeOfSettings(type: string, settings: Settings): RepositoryPlace {
  const text = (key: string): string => {
    const value = settings[key];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  };
  const on = (key: string): boolean => String(settings[key]) === 'true';
  if (type === 'fs' && text('location') !== '') return { kind: 'fs', location: text('location') };
  if (type !== 's3' || text('bucket') === '')
    return { kind: 'other', type, settings: JSON.stringify(settings, null, 2) };
  const protocol = text('protocol').toLowerCase();
  return {
    kind: 's3',
    bucket: text('bucket'),
    basePath: text('base_path'),
    region: text('region'),
    endpoint: text('endpoint'),
    protocol: protocol === 'http' || protocol === 'https' ? protocol : '',
    pathStyle: on('path_style_access'),
    client: text('client'),
    encrypted: on('server_side_encryption'),
  };
}
