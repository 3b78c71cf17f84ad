import type { Engine } from '#core/engine-api.ts';
import type { Handlers, RequestName } from '#shared/ipc/contract.ts';

type RepositoryRequests = Extract<RequestName, `repositories.${string}`>;

export function repositoryHandlers(engine: Engine): Pick<Handlers, RepositoryRequests> {
  return {
    'repositories.list': (input) => engine.repositories.list(input),
    'repositories.verify': (input) => engine.repositories.verify(input),
    'repositories.register': (input) => engine.repositories.register(input),
    'repositories.setReadOnly': (input) => engine.repositories.setReadOnly(input),
    'repositories.remove': (input) => engine.repositories.remove(input),
    'repositories.cleanUp': (input) => engine.repositories.cleanUp(input),
  };
}
