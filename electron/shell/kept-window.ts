import { type BrowserWindow, screen } from 'electron';
import type { Logger } from '#core/ports.ts';
import { boundsOnScreen, type WindowState } from './window-state.ts';

const PAUSE_MS = 500;

/**
 * Puts the window where it was before it is shown, and keeps where it is from then on. Returns what waits until the
 * last place is in the file: a program that ends before would come back somewhere else.
 */
export function keepWindowState(
  window: BrowserWindow,
  saved: WindowState,
  save: (state: WindowState) => Promise<void>,
  logger: Logger,
): () => Promise<void> {
  const bounds = boundsOnScreen(
    saved.bounds,
    screen.getAllDisplays().map(({ workArea }) => workArea),
  );
  if (bounds !== null) window.setBounds(bounds);
  if (saved.maximized) window.maximize();
  if (saved.fullScreen) window.setFullScreen(true);
  let last = saved;
  const zoom = (): void => window.webContents.setZoomLevel(last.zoomLevel);
  window.webContents.on('did-finish-load', zoom);
  if (!window.webContents.isLoading()) zoom();
  let timer: NodeJS.Timeout | null = null;
  let writing = Promise.resolve();
  const note = (): void => {
    timer = null;
    if (window.isDestroyed()) return;
    const now = stateOf(window);
    if (JSON.stringify(now) === JSON.stringify(last)) return;
    last = now;
    writing = writing
      .then(() => save(now))
      .catch((thrown: unknown) => logger.warn(`the place of the window was not kept: ${String(thrown)}`));
  };
  const later = (): void => {
    timer ??= setTimeout(note, PAUSE_MS);
  };
  for (const event of ['resize', 'move', 'maximize', 'unmaximize', 'enter-full-screen', 'leave-full-screen'])
    window.on(event as 'resize', later);
  // Zoom has no event of its own for the keys of the menu; what it is at the end counts.
  window.on('blur', later);
  window.on('close', note);
  window.on('closed', () => timer !== null && clearTimeout(timer));
  return () => writing;
}

function stateOf(window: BrowserWindow): WindowState {
  const { x, y, width, height } = window.getNormalBounds();
  return {
    bounds: { x, y, width, height },
    maximized: window.isMaximized(),
    fullScreen: window.isFullScreen(),
    zoomLevel: window.webContents.getZoomLevel(),
  };
}
