import type { Engine } from '#core/engine-api.ts';
import type { Handlers, RequestOutput } from '#shared/ipc/contract.ts';
import type { Bundle } from '#shared/model/diagnostics.ts';
import type { Licence } from '#shared/model/licence.ts';
import type { PickedFile } from '#shared/model/primitives.ts';
import type { OwnFolder, Settings } from '#shared/model/settings.ts';

/** What the shell knows about itself; the engine adds its notices. */
export type AppFacts = RequestOutput<'app.info'>;

/** What only a shell can do. */
export interface ShellActions {
  /** Opens the system's own dialog; resolves with `null` when nothing was picked. */
  pickFolder: () => Promise<string | null>;
  pickFile: (kind: PickedFile) => Promise<string | null>;
  /** Asks the user for a file and resolves with its text; null where none was chosen. */
  readChosenFile: () => Promise<string | null>;
  /** Asks where the history goes and writes it there; null where no place was chosen. */
  saveHistory: (format: 'csv' | 'json', pieces: AsyncIterable<string>) => Promise<string | null>;
  showFolder: (folder: OwnFolder) => Promise<void>;
  licences: () => Promise<Licence[]>;
  settings: { get: () => Settings; set: (settings: Settings) => Promise<Settings> };
  diagnostics: {
    gather: () => Promise<Bundle>;
    text: (bundleId: string, name: string) => Promise<string>;
    /** Asks where it goes and writes it there; null where no place was chosen. */
    save: (bundleId: string) => Promise<string | null>;
  };
}

type AppRequests =
  | 'app.info'
  | 'app.pickFolder'
  | 'app.pickFile'
  | 'app.openFolder'
  | 'app.licences'
  | 'settings.get'
  | 'settings.set'
  | 'diagnostics.gather'
  | 'diagnostics.file'
  | 'diagnostics.save';

export function appHandlers(
  engine: Engine,
  facts: AppFacts,
  shell: ShellActions,
): Pick<Handlers, AppRequests> {
  const { settings, diagnostics } = shell;
  return {
    'app.info': () => Promise.resolve({ ...facts, notices: [...facts.notices, ...engine.notices()] }),
    'app.pickFile': async ({ kind }) => ({ file: await shell.pickFile(kind) }),
    'app.pickFolder': async () => ({ folder: await shell.pickFolder() }),
    'app.openFolder': async ({ folder }) => {
      await shell.showFolder(folder);
      return {};
    },
    'app.licences': () => shell.licences(),
    'settings.get': () => Promise.resolve(settings.get()),
    'settings.set': (input) => settings.set(input),
    'diagnostics.gather': () => diagnostics.gather(),
    'diagnostics.file': async ({ bundleId, name }) => ({ text: await diagnostics.text(bundleId, name) }),
    'diagnostics.save': async ({ bundleId }) => {
      const file = await diagnostics.save(bundleId);
      return file === null ? null : { file };
    },
  };
}
