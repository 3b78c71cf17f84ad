import { userInfo } from 'node:os';
import path from 'node:path';
import { app, type BrowserWindow } from 'electron';
import { nodeFileStore } from '#core/files/node-file-store.ts';
import type { EnginePorts, Logger } from '#core/ports.ts';
import type { Envelope } from '#shared/ipc/envelope.ts';
import type { Operation } from '#shared/model/operation.ts';
import type { Place } from '#shared/model/place.ts';
import type { PickedFile } from '#shared/model/primitives.ts';
import { DEFAULT_SETTINGS, Settings } from '#shared/model/settings.ts';
import { dispatch } from './ipc/dispatch.ts';
import { createEmit } from './ipc/event-hub.ts';
import type { ShellActions } from './ipc/handlers/app.ts';
import { createHandlers } from './ipc/handlers/index.ts';
import { diagnosticFacts } from './platform/diagnostic-facts.ts';
import { createDiagnostics } from './platform/diagnostics.ts';
import { keptJson } from './platform/kept-json.ts';
import { readLicences } from './platform/licences.ts';
import type { Scrubber } from './platform/scrubber.ts';
import { callAttention } from './shell/call-attention.ts';
import { readChosenFile } from './shell/choose-file.ts';
import { mayClose } from './shell/close-question.ts';
import { keepWindowState } from './shell/kept-window.ts';
import { endWithLastWindow } from './shell/lifecycle.ts';
import { setMenu } from './shell/menu.ts';
import { showOwnFolder } from './shell/own-folders.ts';
import { pickFile, pickFolder } from './shell/pick-path.ts';
import { openSettings, type ProgramSettings } from './shell/program-settings.ts';
import { saveBundle, saveHistory } from './shell/save-file.ts';
import { FIRST_STATE, WindowState } from './shell/window-state.ts';

interface Surroundings {
  window: BrowserWindow;
  out: string;
  folder: string;
  scrubber: Scrubber;
  logger: Logger;
  isTest: boolean;
  withDevTools: boolean;
}

export interface Program {
  /** Answers a request of the page; one that is earlier than the engine waits for it. */
  answer: (name: unknown, input: unknown) => Promise<Envelope<unknown>>;
  /** Asked before the window closes. */
  mayClose: (window: BrowserWindow) => Promise<boolean>;
}

/** Composes the program around its window. Resolves when the window has its place and its theme. */
export async function runProgram(around: Surroundings): Promise<Program> {
  const { folder, scrubber, logger, isTest } = around;
  // Loaded while its files are read.
  const parts = loadEngine();
  parts.catch(() => undefined);
  const files = nodeFileStore(folder);
  const checked = isTest || !app.isPackaged;
  const window = (): BrowserWindow | null => (around.window.isDestroyed() ? null : around.window);

  const tell = createEmit({
    pages: () => (around.window.isDestroyed() ? [] : [around.window.webContents]),
    logger,
    checkPayloads: checked,
  });
  const show = (place: Place): void => tell('show', place);
  const place = keptJson({ files, logger }, 'window.json', WindowState, FIRST_STATE);
  const [settings, state] = await Promise.all([
    openSettings(keptJson({ files, logger }, 'settings.json', Settings, DEFAULT_SETTINGS)),
    place.read(),
  ]);
  const placeKept = keepWindowState(around.window, state, place.write, logger);
  const attention = callAttention({
    window,
    mayNotify: () => settings.get().notifications,
    show,
  });
  around.window.on('focus', attention.seen);
  const emit: EnginePorts['emit'] = (name, payload) => {
    tell(name, payload);
    if (name === 'operation') attention.operation(payload as Operation);
  };

  const engine = startEngine(around, { parts, files, settings, emit, window });
  const handlers = engine.then(({ handlers }) => handlers);
  engine.catch((thrown: unknown) => logger.error(`the engine did not start: ${String(thrown)}`));
  handlers.catch(() => undefined);
  const requests = { handlers, logger, scrub: scrubber.scrub, checkOutputs: checked };
  setMenu({ platform: process.platform, withDevTools: around.withDevTools, show });
  const stop = async (): Promise<void> => {
    await placeKept();
    await (await engine).engine.stop();
  };
  endWithLastWindow(app, stop, logger);
  return {
    answer: (name, input) => dispatch(requests, name, input),
    mayClose: async (closing) => {
      if (isTest) return true;
      const unfinished = (await engine).engine.operations.unfinished();
      return unfinished.length === 0 || mayClose(closing, unfinished);
    },
  };
}

const loadEngine = () => Promise.all([import('./platform/ports.ts'), import('#core/engine.ts')]);

interface EngineParts {
  parts: ReturnType<typeof loadEngine>;
  files: ReturnType<typeof nodeFileStore>;
  settings: ProgramSettings;
  emit: EnginePorts['emit'];
  window: () => BrowserWindow | null;
}

async function startEngine(around: Surroundings, { parts, files, settings, emit, window }: EngineParts) {
  const { out, folder, scrubber, logger } = around;
  const { username: user } = userInfo();
  const [{ electronPorts }, { createEngine }] = await parts;
  const ports = await electronPorts({ folder, logger, scrubber, user, emit });
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
    pickFolder: () => pickFolder(window()),
    pickFile: (kind: PickedFile) => pickFile(window(), kind),
    readChosenFile: () => readChosenFile(window()),
    saveHistory: (format, pieces) => saveHistory(window(), format, pieces),
    showFolder: (which) => showOwnFolder(folder, which),
    licences: () => readLicences(path.join(out, 'licences')),
    settings,
    diagnostics: { ...diagnostics, save: async (id) => saveBundle(window(), await diagnostics.zip(id)) },
  };
  return { engine, handlers: createHandlers(engine, facts, scrubber, shell) };
}
