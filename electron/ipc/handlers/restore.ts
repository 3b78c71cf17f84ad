import type { Engine } from '#core/engine-api.ts';
import type { Handlers } from '#shared/ipc/contract.ts';

type RestoreRequests =
  | 'restore.plan'
  | 'restore.start'
  | 'restore.status'
  | 'indices.openAll'
  | 'journals.list'
  | 'journals.resolve';

export function restoreHandlers(engine: Engine): Pick<Handlers, RestoreRequests> {
  return {
    'restore.plan': (input) => engine.restores.plan(input),
    'restore.start': (input) => engine.restores.start(input),
    'restore.status': (input) => engine.restores.status(input),
    'indices.openAll': (input) => engine.indices.openAll(input),
    'journals.list': (input) => engine.journals.list(input),
    'journals.resolve': (input) => engine.journals.resolve(input),
  };
}
