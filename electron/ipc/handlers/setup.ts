import type { Engine } from '#core/engine-api.ts';
import type { Handlers, RequestName } from '#shared/ipc/contract.ts';

type SetupRequests = Extract<RequestName, `setup.${string}`>;

/** `learnSecret` hears every key before anything is done with it, so that no log can hold it. */
export function setupHandlers(
  engine: Engine,
  learnSecret: (secret: string) => void,
): Pick<Handlers, SetupRequests> {
  return {
    'setup.check': (input) => engine.setup.check(input),
    'setup.planPathRepo': (input) => engine.setup.planPathRepo(input),
    'setup.changePathRepo': (input) => engine.setup.changePathRepo(input),
    'setup.lookAtPlugin': (input) => engine.setup.lookAtPlugin(input),
    'setup.installPlugin': (input) => engine.setup.installPlugin(input),
    'setup.addKeys': (input) => {
      learnSecret(input.keys.accessKey);
      learnSecret(input.keys.secretKey);
      return engine.setup.addKeys(input);
    },
  };
}
