import type { Engine } from '#core/engine-api.ts';
import type { DispatchParts } from '../../../electron/ipc/dispatch.ts';
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

/** Everything a request needs, over the given engine, with what was logged and which secrets were learned. */
export function partsOver(engine: Engine, changes: Partial<DispatchParts> = {}): NotedParts {
  const log: string[] = [];
  const learned: string[] = [];
  const note = (text: string): void => void log.push(text);
  return {
    handlers: createHandlers(engine, FACTS, (secret) => learned.push(secret), {
      pickFolder: () => Promise.resolve('/opt/softwareag'),
      pickFile: (kind) => Promise.resolve(`/home/admin/${kind}`),
      readChosenFile: () => Promise.resolve(null),
    }),
    logger: { info: note, warn: note, error: note },
    scrub: (text) => text.replaceAll('hunter22', '***'),
    checkOutputs: false,
    ...changes,
    log,
    learned,
  };
}
