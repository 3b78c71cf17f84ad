import type { WebContents } from 'electron';
import type { EnginePorts, Logger } from '#core/ports.ts';
import { EVENT_CHANNEL } from '#shared/ipc/names.ts';
import { eventProblem } from './event-check.ts';

interface HubParts {
  /** Contents of the windows that are open now. */
  pages: () => readonly WebContents[];
  logger: Logger;
  /** Development and tests: an event that breaks the contract is reported and not sent. */
  checkPayloads: boolean;
}

/** Tells every open window what the engine announces. The one place that sends to pages. */
export function createEmit(parts: HubParts): EnginePorts['emit'] {
  return (name, payload) => {
    const problem = parts.checkPayloads ? eventProblem(name, payload) : null;
    if (problem !== null) {
      parts.logger.error(problem);
      return;
    }
    for (const page of parts.pages()) {
      // A window that is closing just now has nobody left to tell.
      if (!page.isDestroyed()) page.send(EVENT_CHANNEL, name, payload);
    }
  };
}
