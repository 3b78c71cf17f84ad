import type { Engine } from '#core/engine-api.ts';
import { DEFAULT_SETTINGS, type Settings } from '#shared/model/settings.ts';
import type { DispatchParts } from '../../../electron/ipc/dispatch.ts';
import type { ShellActions } from '../../../electron/ipc/handlers/app.ts';
import { createHandlers } from '../../../electron/ipc/handlers/index.ts';

export const FACTS = {
  version: '0.1.0',
  user: 'admin',
  platform: 'linux',
  runtime: 'Electron 45',
  dataFolder: '/data',
  secretsPersist: true,
  secretBackend: 'gnome_libsecret',
  notices: [],
};

export interface NotedParts extends DispatchParts {
  log: string[];
  learned: string[];
}

/** A shell whose answers can be told from each other. */
function shellAnswering(): ShellActions {
  let settings: Settings = DEFAULT_SETTINGS;
  return {
    pickFolder: () => Promise.resolve('/opt/softwareag'),
    pickFile: (kind) => Promise.resolve(`/home/admin/${kind}`),
    readChosenFile: () => Promise.resolve(null),
    saveHistory: (format) => Promise.resolve(`/home/admin/history.${format}`),
    showFolder: () => Promise.resolve(),
    licences: () => Promise.resolve([]),
    settings: {
      get: () => settings,
      set: (next) => {
        settings = next;
        return Promise.resolve(settings);
      },
    },
    diagnostics: {
      gather: () => Promise.resolve({ id: 'b1', madeAt: 1, files: [] }),
      text: (bundleId, name) => Promise.resolve(`${name} of ${bundleId}`),
      save: (bundleId) => Promise.resolve(`/home/admin/${bundleId}.zip`),
    },
  };
}

/** Everything a request needs, over the given engine, with what was logged and which secrets were learned. */
export function partsOver(engine: Engine, changes: Partial<DispatchParts> = {}): NotedParts {
  const log: string[] = [];
  const learned: string[] = [];
  const note = (text: string): void => void log.push(text);
  return {
    handlers: createHandlers(
      engine,
      FACTS,
      { register: (secret) => learned.push(secret), scrub: (text) => text.replaceAll('hunter22', '***') },
      shellAnswering(),
    ),
    logger: { info: note, warn: note, error: note },
    scrub: (text) => text.replaceAll('hunter22', '***'),
    checkOutputs: false,
    ...changes,
    log,
    learned,
  };
}
