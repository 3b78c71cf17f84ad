import { mkdirSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import path from 'node:path';
import { app, type BrowserWindow, session } from 'electron';
import { dataFolder } from '#core/files/data-folder.ts';
import { createEmit } from './ipc/event-hub.ts';
import { createHandlers } from './ipc/handlers/index.ts';
import { listenToRequests } from './ipc/router.ts';
import { fileLogger } from './platform/logger.ts';
import { electronPorts } from './platform/ports.ts';
import { createScrubber } from './platform/scrubber.ts';
import { readChosenFile } from './shell/choose-file.ts';
import { mayClose } from './shell/close-question.ts';
import { restrictContents } from './shell/contents-rules.ts';
import { endOnFault, endWithLastWindow, showOnSecondStart } from './shell/lifecycle.ts';
import { setMenu } from './shell/menu.ts';
import { pickFolder } from './shell/pick-folder.ts';
import { declareScheme, servePage } from './shell/protocol.ts';
import { restrictSession } from './shell/session-rules.ts';
import { openWindow } from './shell/window.ts';

const out = path.join(import.meta.dirname, '..');
const folder = dataFolder(process.env, process.platform, homedir());
const isTest = process.env.GATEWAY_VAULT_TEST === '1';
const withDevTools = !app.isPackaged;
const checked = isTest || !app.isPackaged;

mkdirSync(folder, { recursive: true, mode: 0o700 });
// Inside the data folder, so that the single instance and everything Chromium keeps belong to it.
app.setPath('userData', path.join(folder, 'desktop'));
const scrubber = createScrubber();
const logger = fileLogger(folder, scrubber, !app.isPackaged);

let window: BrowserWindow | null = null;

if (app.requestSingleInstanceLock()) start();
else app.exit(0);

function start(): void {
  endOnFault(app, logger, isTest, path.join(folder, 'logs'));
  // Without a sandbox of the system the children of a sandboxed app die at once.
  if (process.env.GATEWAY_VAULT_NO_SANDBOX !== '1') app.enableSandbox();
  declareScheme();
  restrictContents(app, logger);
  showOnSecondStart(app, () => window);
  void app.whenReady().then(open);
}

function open(): void {
  restrictSession(session.defaultSession, logger, withDevTools);
  servePage(session.defaultSession, path.join(out, 'renderer'));
  setMenu(process.platform, withDevTools);

  // The window and the engine start side by side; early requests of the page wait for the engine.
  const engine = startEngine();
  const handlers = engine.then(({ handlers }) => handlers);
  engine.catch((thrown: unknown) => logger.error(`the engine did not start: ${String(thrown)}`));
  handlers.catch(() => undefined);
  listenToRequests(
    { handlers, logger, scrub: scrubber.scrub, checkOutputs: checked },
    (id) => window?.webContents.id === id,
  );
  endWithLastWindow(app, async () => (await engine).engine.stop(), logger);

  const opened = openWindow({
    preload: path.join(out, 'preload', 'preload.cjs'),
    withDevTools,
    logger,
    confirmClose: async (closing) => {
      if (isTest) return true;
      const operations = await (await engine).engine.operations.list({});
      const running = operations.filter(({ status, elsewhere }) => status === 'running' && !elsewhere);
      return running.length === 0 || mayClose(closing, running);
    },
  });
  opened.once('closed', () => (window = null));
  window = opened;
}

async function startEngine() {
  const emit = createEmit({
    pages: () => (window === null || window.isDestroyed() ? [] : [window.webContents]),
    logger,
    checkPayloads: checked,
  });
  const { username: user } = userInfo();
  const ports = await electronPorts({ folder, logger, scrubber, user, emit });
  const { createEngine } = await import('#core/engine.ts');
  const engine = createEngine(ports);
  await engine.start();
  const runtime = `Electron ${process.versions.electron}, Node ${process.versions.node}`;
  logger.info(
    `Gateway Vault ${app.getVersion()}, ${runtime}, secrets: ${ports.vault.backend}, kept: ${ports.vault.persistent}`,
  );
  const facts = {
    version: app.getVersion(),
    user,
    platform: process.platform,
    runtime,
    dataFolder: folder,
    secretsPersist: ports.vault.persistent,
    secretBackend: ports.vault.backend,
    notices: ports.vault.notice === null ? [] : [ports.vault.notice],
  };
  const shell = { pickFolder: () => pickFolder(window), readChosenFile: () => readChosenFile(window) };
  return { engine, handlers: createHandlers(engine, facts, scrubber.register, shell) };
}
