import { readFile } from 'node:fs/promises';
import { protocol, type Session } from 'electron';
import { type Asset, assetOf } from './assets.ts';
import { contentSecurityPolicy, NONCE_PLACE, newNonce } from './csp.ts';
import { APP_SCHEME, isOwnUrl } from './origin.ts';

/** Before the app is ready. Standard and secure, so that it has an origin like any site. */
export function declareScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, codeCache: true } },
  ]);
}

/**
 * Files are handed out in classes of the web, which Node loads when one is used first: 40 ms of this thread, that the page
 * would wait for. Called while the program waits for what else begins with it.
 */
export function loadWebClasses(): void {
  new Response(null);
}

/**
 * Serves the built page, and nothing outside its folder. Resolves when the page has the files that it begins with:
 * nothing that it asked for is on its way.
 */
export function servePage(session: Session, root: string): Promise<void> {
  session.protocol.handle(APP_SCHEME, async (request) => {
    const asset = isOwnUrl(request.url) ? assetOf(root, new URL(request.url).pathname) : null;
    if (asset === null || request.method !== 'GET') return new Response(null, { status: 404 });
    try {
      return await answer(asset);
    } catch {
      return new Response(null, { status: 404 });
    }
  });
  return new Promise((resolve) => {
    const { webRequest } = session;
    const onTheirWay = new Set<number>();
    webRequest.onSendHeaders(({ id }) => onTheirWay.add(id));
    const over = ({ id, resourceType }: { id: number; resourceType: string }): void => {
      onTheirWay.delete(id);
      if (onTheirWay.size > 0 || resourceType === 'mainFrame') return;
      // Nobody counts what is asked for later.
      webRequest.onSendHeaders(null);
      webRequest.onCompleted(null);
      webRequest.onErrorOccurred(null);
      resolve();
    };
    webRequest.onCompleted(over);
    webRequest.onErrorOccurred(over);
  });
}

const isPage = ({ type }: Asset): boolean => type.startsWith('text/html');

async function answer(asset: Asset): Promise<Response> {
  const bytes = await readFile(asset.file);
  const nonce = newNonce();
  const body = isPage(asset) ? bytes.toString('utf8').replaceAll(NONCE_PLACE, nonce) : new Uint8Array(bytes);
  return new Response(body, {
    headers: {
      'content-type': asset.type,
      'content-security-policy': contentSecurityPolicy(nonce),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      ...(isPage(asset) ? { 'cache-control': 'no-store' } : {}),
    },
  });
}
