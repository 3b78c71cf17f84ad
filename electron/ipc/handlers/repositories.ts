import type { Engine } from '#core/engine-api.ts';
import type { Handlers } from '#shared/ipc/contract.ts';

type RepositoryRequests = 'repositories.list' | 'repositories.verify' | 'repositories.register';

export function repositoryHandlers(engine: Engine): Pick<Handlers, RepositoryRequests> {
  return {
    'repositories.list': (input) => engine.repositories.list(input),
    'repositories.verify': (input) => engine.repositories.verify(input),
    'repositories.register': (input) => engine.repositories.register(input),
  };
}
