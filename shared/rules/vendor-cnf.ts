import type { S3Place } from '../model/repository-place.ts';

/** What the vendor's `gateway-s3-repo.cnf` says. */
export interface VendorRepository {
  place: S3Place;
  keys: { accessKey: string; secretKey: string } | null;
  /** Names of lines that mean nothing here. */
  ignored: string[];
}

const KNOWN = new Set([
  'type',
  'bucket',
  'region',
  'access_key',
  'secret_key',
  'base_path',
  'endpoint',
  'protocol',
  'path_style_access',
  'client',
  'server_side_encryption',
]);

/**
 * Reads a file of the vendor's utility: `name=value` lines, comments with `#` or `!`, any line end. Names may carry
 * the backslashes that they have in printed instructions (`access\_key`). Never throws; the problem of a file that
 * cannot be used names no value, which may be a key.
 */
export function readVendorCnf(text: string): VendorRepository | { problem: string } {
  const lines = linesOf(text);
  const get = (name: string): string => lines.get(name) ?? '';
  const type = get('type').toLowerCase();
  if (type === '') return { problem: 'it has no line type=s3' };
  if (type !== 's3') return { problem: 'its type is not s3' };
  if (get('bucket') === '') return { problem: 'it names no bucket' };
  const [accessKey, secretKey] = [get('access_key'), get('secret_key')];
  if ((accessKey === '') !== (secretKey === ''))
    return { problem: `it has no ${accessKey === '' ? 'access_key' : 'secret_key'}` };
  const protocol = get('protocol').toLowerCase();
  return {
    place: {
      kind: 's3',
      bucket: get('bucket'),
      basePath: get('base_path'),
      region: get('region'),
      endpoint: get('endpoint'),
      protocol: protocol === 'http' || protocol === 'https' ? protocol : '',
      pathStyle: get('path_style_access').toLowerCase() === 'true',
      client: get('client'),
      encrypted: get('server_side_encryption').toLowerCase() === 'true',
    },
    keys: accessKey === '' ? null : { accessKey, secretKey },
    ignored: [...lines.keys()].filter((name) => !KNOWN.has(name)).map((name) => name.slice(0, 60)),
  };
}

function linesOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/)) {
    const entry = line.trim();
    const cut = entry.search(/[=:]/);
    // Without a separator it may be anything, a key among it: it is not even named.
    if (cut < 1 || /^[#!]/.test(entry)) continue;
    const name = entry.slice(0, cut).trim().replaceAll('\\', '').toLowerCase();
    if (name !== '') found.set(name, valueOf(entry.slice(cut + 1).trim()));
  }
  return found;
}

/** A value that still is the placeholder of the instructions, such as `<s3-bucket-name>`, is none. */
function valueOf(text: string): string {
  if (/^<[^<>]*>$/.test(text)) return '';
  return text.replaceAll(/\\([_=:#! \\])/g, '$1');
}
