import path from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface Asset {
  file: string;
  type: string;
}

/**
 * The file of the page that an address stands for, or `null` when there is none that may be served. An
 * address without an extension is a route of the page, so that a reload stays where it was.
 */
export function assetOf(root: string, pathname: string): Asset | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(pathname);
  } catch {
    return null;
  }
  if (decoded.includes('\0') || decoded.includes('\\')) return null;
  const full = path.resolve(root, `.${path.posix.join('/', decoded)}`);
  const inside = path.relative(root, full);
  if (inside.startsWith('..') || path.isAbsolute(inside)) return null;
  const extension = path.extname(full);
  if (extension === '') return { file: path.join(root, 'index.html'), type: TYPES['.html'] ?? '' };
  const type = TYPES[extension];
  return type === undefined ? null : { file: full, type };
}
