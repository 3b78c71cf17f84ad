import type { Engine } from '#core/engine-api.ts';
import type { Handlers, RequestOutput } from '#shared/ipc/contract.ts';
import type { PickedFile } from '#shared/model/primitives.ts';

/** What the shell knows about itself; the engine adds its notices. */
export type AppFacts = RequestOutput<'app.info'>;

/** What only a shell can do. */
export interface ShellActions {
  /** Opens the system's own dialog; resolves with `null` when nothing was picked. */
  pickFolder: () => Promise<string | null>;
  pickFile: (kind: PickedFile) => Promise<string | null>;
  /** Asks the user for a file and resolves with its text; null where none was chosen. */
  readChosenFile: () => Promise<string | null>;
}

export function appHandlers(
  engine: Engine,
  facts: AppFacts,
  shell: Pick<ShellActions, 'pickFolder' | 'pickFile'>,
): Pick<Handlers, 'app.info' | 'app.pickFolder' | 'app.pickFile'> {
  return {
    'app.info': () => Promise.resolve({ ...facts, notices: [...facts.notices, ...engine.notices()] }),
    'app.pickFile': async ({ kind }) => ({ file: await shell.pickFile(kind) }),
    'app.pickFolder': async () => ({ folder: await shell.pickFolder() }),
  };
}
