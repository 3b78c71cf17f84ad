import type { App, Event, WebContents } from 'electron';
import type { Logger } from '#core/ports.ts';
import { openDocumentation } from './links.ts';
import { isOwnUrl } from './origin.ts';

/** For every page that is ever made: it stays where it is, opens nothing and embeds nothing. */
export function restrictContents(app: App, logger: Logger): void {
  app.on('web-contents-created', (_event, contents) => restrict(contents, logger));
}

function restrict(contents: WebContents, logger: Logger): void {
  const stay = (event: Event<{ url: string }>): void => {
    if (isOwnUrl(event.url)) return;
    event.preventDefault();
    logger.warn('a navigation of the page was refused');
  };
  contents.on('will-navigate', stay);
  contents.on('will-redirect', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    void openDocumentation(url)
      .then((opened) => {
        if (!opened) logger.warn('opening a window was refused');
      })
      .catch((thrown: unknown) => logger.warn(`documentation was not opened: ${String(thrown)}`));
    return { action: 'deny' };
  });
}
