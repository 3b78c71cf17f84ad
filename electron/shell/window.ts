import { BrowserWindow, Menu, nativeTheme } from 'electron';
import type { Logger } from '#core/ports.ts';
import { contextTemplate } from './context-menu.ts';
import { APP_URL } from './origin.ts';
import { SHELL_STRINGS } from './strings.ts';

/** The surface colours of the two themes, shown before the first paint. */
const BACKGROUND = { light: '#ffffff', dark: '#15181e' };
/** A page that crashes again within this time is not loaded again. */
const CRASH_PAUSE_MS = 10_000;

interface WindowParts {
  preload: string;
  withDevTools: boolean;
  logger: Logger;
  /** Resolves when the window has its place and its theme; it is not shown before. */
  mayShow: () => Promise<unknown>;
  /** Asked before the window closes; resolves with true when it may. */
  confirmClose: (window: BrowserWindow) => Promise<boolean>;
}

/** Opens the one window of the program, without Node, isolated and sandboxed. */
export function openWindow(parts: WindowParts): BrowserWindow {
  const window = new BrowserWindow({
    title: SHELL_STRINGS.product,
    width: 1280,
    height: 800,
    minWidth: 1024,
    minHeight: 640,
    useContentSize: true,
    show: false,
    autoHideMenuBar: true,
    backgroundColor: background(),
    webPreferences: {
      preload: parts.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInSubFrames: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      disableBlinkFeatures: 'Auxclick',
      devTools: parts.withDevTools,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => void showWhenPlaced(window, parts));
  const follow = (): void => window.setBackgroundColor(background());
  nativeTheme.on('updated', follow);
  window.once('closed', () => nativeTheme.off('updated', follow));
  reloadAfterCrash(window, parts.logger);
  askBeforeClosing(window, parts);
  offerContextMenu(window);
  void window.loadURL(APP_URL).catch((thrown: unknown) => parts.logger.error(`page: ${String(thrown)}`));
  return window;
}

async function showWhenPlaced(window: BrowserWindow, { mayShow, logger }: WindowParts): Promise<void> {
  try {
    await mayShow();
  } catch {
    // What kept it is told elsewhere, and ends the program.
    return;
  }
  if (window.isDestroyed()) return;
  window.show();
  logger.info('window shown');
}

const background = (): string => (nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light);

function reloadAfterCrash(window: BrowserWindow, logger: Logger): void {
  let last = Number.NEGATIVE_INFINITY;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    logger.error(`the page ended: ${reason}`);
    const now = Date.now();
    if (reason !== 'clean-exit' && now - last > CRASH_PAUSE_MS) window.webContents.reload();
    last = now;
  });
}

function offerContextMenu(window: BrowserWindow): void {
  window.webContents.on('context-menu', (_event, spot) => {
    const template = contextTemplate(spot);
    if (template.length > 0) Menu.buildFromTemplate(template).popup({ window });
  });
}

function askBeforeClosing(window: BrowserWindow, parts: WindowParts): void {
  let asking = false;
  window.on('close', (event) => {
    event.preventDefault();
    if (asking) return;
    asking = true;
    void parts
      .confirmClose(window)
      .catch(() => true)
      .then((may) => {
        asking = false;
        if (may && !window.isDestroyed()) window.destroy();
      });
  });
}
