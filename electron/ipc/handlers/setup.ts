import type { Engine } from '#core/engine-api.ts';
import type { Handlers, RequestName } from '#shared/ipc/contract.ts';

type SetupRequests = Extract<RequestName, `setup.${string}`>;

export function setupHandlers(engine: Engine): Pick<Handlers, SetupRequests> {
  return {
    'setup.check': (input) => engine.setup.check(input),
    'setup.planPathRepo': (input) => engine.setup.planPathRepo(input),
    'setup.changePathRepo': (input) => engine.setup.changePathRepo(input),
  };
}
