import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { app, type BrowserWindow, session } from 'electron';
import { dataFolder } from '#core/files/data-folder.ts';
import { listenToRequests } from './ipc/router.ts';
import { fileLogger } from './platform/logger.ts';
import { createScrubber } from './platform/scrubber.ts';
import type { Program } from './program.ts';
import { restrictContents } from './shell/contents-rules.ts';
import { followGraphics } from './shell/graphics.ts';
import { endOnFault, showOnSecondStart } from './shell/lifecycle.ts';
import { declareScheme, loadWebClasses, servePage } from './shell/protocol.ts';
import { restrictSession } from './shell/session-rules.ts';
import { openWindow } from './shell/window.ts';

// What there must be before a window, and no more: a start waits for every file that is loaded here. The rest is
// program.ts, loaded while the page begins.
const out = path.join(import.meta.dirname, '..');
const folder = dataFolder(process.env, process.platform, homedir());
const isTest = process.env.GATEWAY_VAULT_TEST === '1';
const withDevTools = !app.isPackaged;
/** A page that fetches nothing must not keep the program from its work for longer. */
const PAGE_PATIENCE_MS = 1_000;

mkdirSync(folder, { recursive: true, mode: 0o700 });
// Inside the data folder, so that the single instance and everything Chromium keeps belong to it.
app.setPath('userData', path.join(folder, 'desktop'));
const scrubber = createScrubber();
const logger = fileLogger(folder, scrubber, !app.isPackaged);

let window: BrowserWindow | null = null;

if (app.requestSingleInstanceLock()) start();
else app.exit(0);

function start(): void {
  // Windows shows a notification only of a program that has told its name.
  app.setAppUserModelId('io.github.gateway-vault');
  endOnFault(app, logger, isTest, path.join(folder, 'logs'));
  // Without a sandbox of the system the children of a sandboxed app die at once.
  if (process.env.GATEWAY_VAULT_NO_SANDBOX !== '1') app.enableSandbox();
  declareScheme();
  followGraphics(app, {
    file: path.join(folder, 'desktop', 'graphics.json'),
    electron: process.versions.electron,
    logger,
    now: Date.now,
  });
  restrictContents(app, logger);
  showOnSecondStart(app, () => window);
  void app.whenReady().then(open);
  loadWebClasses();
}

function open(): void {
  restrictSession(session.defaultSession, logger, withDevTools);
  const fetched = servePage(session.defaultSession, path.join(out, 'renderer'));
  const opened = openWindow({
    preload: path.join(out, 'preload', 'preload.cjs'),
    withDevTools,
    logger,
    mayShow: () => program,
    confirmClose: async (closing) => (await program).mayClose(closing),
  });
  opened.once('closed', () => (window = null));
  window = opened;
  const program = loadProgram(opened, fetched);
  listenToRequests(
    { logger, answer: async (name, input) => (await program).answer(name, input) },
    (id) => window?.webContents.id === id,
  );
}

/** This thread hands the page its files: what is loaded before it has them would keep them back. */
async function loadProgram(opened: BrowserWindow, fetched: Promise<void>): Promise<Program> {
  try {
    await Promise.race([fetched, sleep(PAGE_PATIENCE_MS, undefined, { ref: false })]);
    const { runProgram } = await import('./program.ts');
    return await runProgram({ window: opened, out, folder, scrubber, logger, isTest, withDevTools });
  } catch (thrown) {
    // A fault like any that nobody caught: without its program the window is nothing.
    setImmediate(() => {
      throw thrown;
    });
    throw thrown;
  }
}
