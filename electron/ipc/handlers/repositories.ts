import type { Engine } from '#core/engine-api.ts';
import type { Handlers, RequestName } from '#shared/ipc/contract.ts';
import type { ShellActions } from './app.ts';

type RepositoryRequests = Extract<RequestName, `repositories.${string}`>;

export function repositoryHandlers(
  engine: Engine,
  shell: Pick<ShellActions, 'readChosenFile'>,
): Pick<Handlers, RepositoryRequests> {
  return {
    'repositories.list': (input) => engine.repositories.list(input),
    'repositories.verify': (input) => engine.repositories.verify(input),
    'repositories.register': (input) => engine.repositories.register(input),
    'repositories.edit': (input) => engine.repositories.edit(input),
    'repositories.form': (input) => engine.repositories.form(input),
    'repositories.calls': (input) => engine.repositories.calls(input),
    'repositories.import': async (input) => {
      const text = input.text ?? (await shell.readChosenFile());
      return text === null ? null : engine.repositories.import({ text });
    },
    'repositories.setReadOnly': (input) => engine.repositories.setReadOnly(input),
    'repositories.remove': (input) => engine.repositories.remove(input),
    'repositories.cleanUp': (input) => engine.repositories.cleanUp(input),
  };
}
