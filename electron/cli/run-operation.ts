import { systemClock } from '#core/files/system-clock.ts';
import type { Operation } from '#shared/model/operation.ts';
import type { Session } from './session.ts';

/** Longest wait for what an earlier command left: it needs a moment, unless the server is still at work on it. */
const LEFT_MS = 15_000;

/** Resolves with the end of an operation. The first Ctrl-C asks it to stop, where it can; the end is still awaited. */
export async function untilEnd(session: Session, operationId: string): Promise<Operation> {
  const stop = (): void => {
    session.io.err('Stopping. The end is waited for, so that nothing is left half done.');
    session.engine.operations.cancel({ operationId }).catch(() => {
      session.io.err('It is in a step that must run to its end.');
    });
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    return await session.engine.operations.ended(operationId);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}

/** Resolves with the operation as soon as the data store is at work on it, or with its end if that comes first. */
export async function untilAtWork(session: Session, operationId: string): Promise<Operation> {
  return Promise.race([
    session.engine.operations.ended(operationId),
    new Promise<Operation>((resolve) =>
      session.hear((operation) => {
        if (operation.id === operationId && operation.shards !== null) resolve(operation);
      }),
    ),
  ]);
}

/**
 * Ends what earlier commands left to be verified of this gateway: counts and manifest of a backup that they did not
 * wait for. One that the data store is still at work on is left to it.
 */
export async function settleEarlier(session: Session, gatewayId: string): Promise<void> {
  const { engine } = session;
  for (const id of await engine.backups.follow({ gatewayId }))
    await Promise.race([engine.operations.ended(id), systemClock.sleep(LEFT_MS)]);
}
