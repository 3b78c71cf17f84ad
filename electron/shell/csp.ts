import { randomBytes } from 'node:crypto';

/** What `index.html` holds in place of the nonce. */
export const NONCE_PLACE = '__CSP_NONCE__';

/** A fresh nonce for each load of the page. */
export function newNonce(): string {
  return randomBytes(18).toString('base64');
}

/** Nothing but our own files; style elements made at run time need the nonce; no connection anywhere. */
export function contentSecurityPolicy(nonce: string): string {
  return [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data:`,
    `font-src 'self'`,
    `connect-src 'none'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}
