import { describe, expect, it } from 'vitest';
import { assetOf } from '../../../electron/shell/assets.ts';
import { contentSecurityPolicy, newNonce } from '../../../electron/shell/csp.ts';
import { isDocumentation } from '../../../electron/shell/documentation.ts';

describe('files of the page', () => {
  it.each([
    ['/', '/app/out/renderer/index.html'],
    ['/index.html', '/app/out/renderer/index.html'],
    ['/g/1/backups', '/app/out/renderer/index.html'],
    ['/assets/index-1.js', '/app/out/renderer/assets/index-1.js'],
    ['/../../etc/passwd', '/app/out/renderer/index.html'],
    ['/assets/../../x.js', '/app/out/renderer/x.js'],
    ['/%2e%2e/%2e%2e/x.js', '/app/out/renderer/x.js'],
  ])('%s is %s', (pathname, file) => {
    expect(assetOf('/app/out/renderer', pathname)?.file).toBe(file);
  });

  it.each(['/..%5c..%5cx.js', '/a%00.js', '/%E0%A4%A', '/main.map', '/.env.txt', '/a.exe'])(
    '%s is nothing',
    (pathname) => {
      expect(assetOf('/app/out/renderer', pathname)).toBeNull();
    },
  );
});

describe('the content security policy', () => {
  it('is the strict one, with the nonce for styles only', () => {
    expect(contentSecurityPolicy('abc')).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-abc'; img-src 'self' data:; font-src 'self'; connect-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    );
  });

  it('never uses a nonce twice', () => {
    expect(new Set(Array.from({ length: 1_000 }, newNonce)).size).toBe(1_000);
  });
});

describe('links to documentation', () => {
  it.each(['https://www.elastic.co/guide/en/elasticsearch/', 'https://www.ibm.com/docs/en/webmethods'])(
    '%s',
    (url) => {
      expect(isDocumentation(url)).toBe(true);
    },
  );

  it.each([
    'http://www.elastic.co/',
    'https://www.elastic.co.example.com/',
    'https://elastic.co@example.com/',
    'https://user@www.elastic.co/',
    'https://www.elastic.co:8443/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'https://example.com/',
    '',
  ])('not %s', (url) => {
    expect(isDocumentation(url)).toBe(false);
  });
});
