import type { Session } from 'electron';
import type { Logger } from '#core/ports.ts';
import { isOwnUrl } from './origin.ts';

/** Writing text after a click on "copy"; reading the clipboard and everything else is refused. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write';

/** The page may load our own files and write to the clipboard. Nothing else, whatever asks. */
export function restrictSession(session: Session, logger: Logger, withDevTools: boolean): void {
  session.setPermissionRequestHandler((_contents, permission, decide, details) =>
    decide(permission === ALLOWED_PERMISSION && details.isMainFrame && isOwnUrl(details.requestingUrl)),
  );
  session.setPermissionCheckHandler(
    (_contents, permission, origin, details) =>
      permission === ALLOWED_PERMISSION && details.isMainFrame && isOwnUrl(origin),
  );
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, decide) => {
    const allowed = isOwnUrl(details.url) || (withDevTools && details.url.startsWith('devtools://'));
    if (!allowed) logger.warn(`a request of the page was refused: ${schemeOf(details.url)}`);
    decide({ cancel: !allowed });
  });
}

// The rest of a foreign address may hold anything, so it is not logged.
function schemeOf(url: string): string {
  return URL.canParse(url) ? new URL(url).protocol : 'not an address';
}
