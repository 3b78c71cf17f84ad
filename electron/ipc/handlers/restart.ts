import type { Engine } from '#core/engine-api.ts';
import type { Handlers } from '#shared/ipc/contract.ts';

type RestartRequests = 'restart.pending' | 'restart.start' | 'restart.tickOff' | 'restart.request';

export function restartHandlers(engine: Engine): Pick<Handlers, RestartRequests> {
  return {
    'restart.pending': (input) => engine.restarts.pending(input),
    'restart.start': (input) => engine.restarts.start(input),
    'restart.tickOff': (input) => engine.restarts.tickOff(input),
    'restart.request': (input) => engine.restarts.request(input),
  };
}
