import type { Engine } from '#core/engine-api.ts';
import type { Handlers } from '#shared/ipc/contract.ts';

type OperationRequests = 'operations.list' | 'operations.get' | 'operations.cancel';

export function operationHandlers(engine: Engine): Pick<Handlers, OperationRequests> {
  return {
    'operations.list': (input) => engine.operations.list(input),
    'operations.get': (input) => engine.operations.get(input),
    'operations.cancel': (input) => engine.operations.cancel(input),
  };
}
