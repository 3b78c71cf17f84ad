import { mkdirSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import path from 'node:path';
import { app, type BrowserWindow, session } from 'electron';
import { dataFolder } from '#core/files/data-folder.ts';
import { nodeFileStore } from '#core/files/node-file-store.ts';
import type { EnginePorts } from '#core/ports.ts';
import type { Operation } from '#shared/model/operation.ts';
import type { Place } from '#shared/model/place.ts';
import type { PickedFile } from '#shared/model/primitives.ts';
import { DEFAULT_SETTINGS, Settings } from '#shared/model/settings.ts';
import { createEmit } from './ipc/event-hub.ts';
import type { ShellActions } from './ipc/handlers/app.ts';
import { createHandlers } from './ipc/handlers/index.ts';
import { listenToRequests } from './ipc/router.ts';
import { diagnosticFacts } from './platform/diagnostic-facts.ts';
import { createDiagnostics } from './platform/diagnostics.ts';
import { keptJson } from './platform/kept-json.ts';
import { readLicences } from './platform/licences.ts';
import { fileLogger } from './platform/logger.ts';
import { createScrubber } from './platform/scrubber.ts';
import { callAttention } from './shell/call-attention.ts';
import { readChosenFile } from './shell/choose-file.ts';
import { mayClose } from './shell/close-question.ts';
import { restrictContents } from './shell/contents-rules.ts';
import { keepWindowState } from './shell/kept-window.ts';
import { endOnFault, endWithLastWindow, showOnSecondStart } from './shell/lifecycle.ts';
import { setMenu } from './shell/menu.ts';
import { showOwnFolder } from './shell/own-folders.ts';
import { pickFile, pickFolder } from './shell/pick-path.ts';
import { openSettings, type ProgramSettings } from './shell/program-settings.ts';
import { declareScheme, servePage } from './shell/protocol.ts';
import { saveBundle, saveHistory } from './shell/save-file.ts';
import { restrictSession } from './shell/session-rules.ts';
import { openWindow } from './shell/window.ts';
import { FIRST_STATE, WindowState } from './shell/window-state.ts';

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

const files = nodeFileStore(folder);

let window: BrowserWindow | null = null;
let settings: ProgramSettings;

const tell = createEmit({
  pages: () => (window === null || window.isDestroyed() ? [] : [window.webContents]),
  logger,
  checkPayloads: checked,
});
const show = (place: Place): void => tell('show', place);
const attention = callAttention({
  window: () => window,
  mayNotify: () => settings.get().notifications,
  show,
});
const emit: EnginePorts['emit'] = (name, payload) => {
  tell(name, payload);
  if (name === 'operation') attention.operation(payload as Operation);
};

if (app.requestSingleInstanceLock()) start();
else app.exit(0);

function start(): void {
  // Windows shows a notification only of a program that has told its name.
  app.setAppUserModelId('io.github.gateway-vault');
  endOnFault(app, logger, isTest, path.join(folder, 'logs'));
  // Without a sandbox of the system the children of a sandboxed app die at once.
  if (process.env.GATEWAY_VAULT_NO_SANDBOX !== '1') app.enableSandbox();
  declareScheme();
  restrictContents(app, logger);
  showOnSecondStart(app, () => window);
  void app.whenReady().then(open);
}

async function open(): Promise<void> {
  restrictSession(session.defaultSession, logger, withDevTools);
  servePage(session.defaultSession, path.join(out, 'renderer'));
  setMenu({ platform: process.platform, withDevTools, show });
  const place = keptJson({ files, logger }, 'window.json', WindowState, FIRST_STATE);
  const [opened, state] = await Promise.all([
    openSettings(keptJson({ files, logger }, 'settings.json', Settings, DEFAULT_SETTINGS)),
    place.read(),
  ]);
  settings = opened;

  // The window and the engine start side by side; early requests of the page wait for the engine.
  const engine = startEngine();
  const handlers = engine.then(({ handlers }) => handlers);
  engine.catch((thrown: unknown) => logger.error(`the engine did not start: ${String(thrown)}`));
  handlers.catch(() => undefined);
  listenToRequests(
    { handlers, logger, scrub: scrubber.scrub, checkOutputs: checked },
    (id) => window?.webContents.id === id,
  );
  const shown = openWindow({
    preload: path.join(out, 'preload', 'preload.cjs'),
    withDevTools,
    logger,
    confirmClose: async (closing) => {
      if (isTest) return true;
      const unfinished = (await engine).engine.operations.unfinished();
      return unfinished.length === 0 || mayClose(closing, unfinished);
    },
  });
  const placeKept = keepWindowState(shown, state, place.write, logger);
  const stop = async (): Promise<void> => {
    await placeKept();
    await (await engine).engine.stop();
  };
  endWithLastWindow(app, stop, logger);
  shown.on('focus', attention.seen);
  shown.once('closed', () => (window = null));
  window = shown;
}

async function startEngine() {
  const { username: user } = userInfo();
  // The window does not wait for what it is not made of.
  const { electronPorts } = await import('./platform/ports.ts');
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
  const diagnostics = createDiagnostics({
    files,
    scrubber,
    facts: () => diagnosticFacts(engine, facts, settings.get()),
    now: Date.now,
  });
  const shell: ShellActions = {
    pickFolder: () => pickFolder(window),
    pickFile: (kind: PickedFile) => pickFile(window, kind),
    readChosenFile: () => readChosenFile(window),
    saveHistory: (format, pieces) => saveHistory(window, format, pieces),
    showFolder: (which) => showOwnFolder(folder, which),
    licences: () => readLicences(path.join(out, 'licences')),
    settings,
    diagnostics: { ...diagnostics, save: async (id) => saveBundle(window, await diagnostics.zip(id)) },
  };
  return { engine, handlers: createHandlers(engine, facts, scrubber, shell) };
}
