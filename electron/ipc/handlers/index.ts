import type { Engine } from '#core/engine-api.ts';
import type { Handlers } from '#shared/ipc/contract.ts';
import { type AppFacts, appHandlers, type ShellActions } from './app.ts';
import { backupHandlers } from './backups.ts';
import { gatewayHandlers } from './gateways.ts';
import { operationHandlers } from './operations.ts';
import { repositoryHandlers } from './repositories.ts';
import { restartHandlers } from './restart.ts';
import { restoreHandlers } from './restore.ts';
import { setupHandlers } from './setup.ts';

/** One handler for every request of the contract; a missing one does not compile. */
export function createHandlers(
  engine: Engine,
  facts: AppFacts,
  secrets: { register: (secret: string) => void; scrub: (text: string) => string },
  shell: ShellActions,
): Handlers {
  const { register: learnSecret, scrub } = secrets;
  return {
    ...appHandlers(engine, facts, shell),
    ...gatewayHandlers(engine, learnSecret),
    ...repositoryHandlers(engine, shell),
    ...setupHandlers(engine, learnSecret),
    ...backupHandlers(engine),
    ...restoreHandlers(engine),
    ...operationHandlers(engine, shell, scrub),
    ...restartHandlers(engine),
  };
}
