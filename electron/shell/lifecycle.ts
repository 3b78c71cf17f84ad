import { type App, type BrowserWindow, dialog } from 'electron';
import type { Logger } from '#core/ports.ts';
import { SHELL_STRINGS } from './strings.ts';

const PATIENCE_MS = 5_000;

/** A second start shows the window of the first. The lock is kept in the user data folder. */
export function showOnSecondStart(app: App, window: () => BrowserWindow | null): void {
  app.on('second-instance', () => bringToFront(window()));
}

/** Shows the window wherever it was, minimized or behind others. */
export function bringToFront(window: BrowserWindow | null): void {
  if (window === null) return;
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

/** When the last window is closed the engine is stopped, and then the program ends. */
export function endWithLastWindow(app: App, stop: () => Promise<void>, logger: Logger): void {
  let stopping = false;
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (stopping) return;
    stopping = true;
    const patience = new Promise<void>((resolve) => setTimeout(resolve, PATIENCE_MS));
    void Promise.race([stop(), patience])
      .catch((thrown: unknown) => logger.error(`stopping failed: ${String(thrown)}`))
      .then(() => app.exit(0));
  });
}

/**
 * A fault that nobody caught: noted, told and then the end, because what goes on after it cannot be trusted.
 * Open journals bring the work back at the next start.
 */
export function endOnFault(app: App, logger: Logger, quiet: boolean, logFolder: string): void {
  process.on('unhandledRejection', (reason) => logger.error(`unhandled: ${traceOf(reason)}`));
  process.on('uncaughtException', (error) => {
    logger.error(`fault: ${traceOf(error)}`);
    const { title, detail } = SHELL_STRINGS.fault;
    if (!quiet) dialog.showErrorBox(title, `${detail}\n${logFolder}`);
    app.exit(1);
  });
}

function traceOf(thrown: unknown): string {
  return thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown);
}
