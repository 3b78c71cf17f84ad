import type { Engine } from '#core/engine-api.ts';
import type { Handlers, RequestOutput } from '#shared/ipc/contract.ts';

/** What the shell knows about itself; the engine adds its notices. */
export type AppFacts = RequestOutput<'app.info'>;

export function appHandlers(engine: Engine, facts: AppFacts): Pick<Handlers, 'app.info'> {
  return {
    'app.info': () => Promise.resolve({ ...facts, notices: [...facts.notices, ...engine.notices()] }),
  };
}
