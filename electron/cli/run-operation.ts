import { systemClock } from '#core/files/system-clock.ts';
import { never } from '#shared/errors/never.ts';
import type { Operation } from '#shared/model/operation.ts';
import { endProcess } from './process-end.ts';
import type { Session } from './session.ts';

/** Longest wait for what an earlier command left: it needs a moment, unless the server is still at work on it. */
const LEFT_MS = 15_000;

/**
 * Resolves with the end of an operation. Ctrl-C leaves a backup to the data store that makes it, and resolves with it
 * as it is then; anything else is asked to stop where it can, and its end is still awaited.
 */
export async function untilEnd(session: Session, operationId: string): Promise<Operation> {
  const { operations } = session.engine;
  if (session.interrupts.isLeft) return operations.get({ operationId });
  return followed(session, operationId, operations.ended(operationId));
}

/** Resolves with the operation as soon as the data store is at work on it, or with its end if that comes first. */
export async function untilAtWork(session: Session, operationId: string): Promise<Operation> {
  let stop = (): void => undefined;
  const atWork = new Promise<Operation>((resolve) => {
    stop = session.hear((operation) => {
      if (operation.id === operationId && isAtWork(operation)) resolve(operation);
    });
  });
  const end = Promise.race([session.engine.operations.ended(operationId), atWork]);
  return followed(session, operationId, end).finally(stop);
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

/** Whether the data store makes it by itself, whatever becomes of this process. */
export const isAtWork = ({ kind, status, shards }: Operation): boolean =>
  kind === 'backup' && status === 'running' && shards !== null;

async function followed(session: Session, operationId: string, end: Promise<Operation>): Promise<Operation> {
  const { engine, follower, interrupts } = session;
  let leave: (operation: Operation) => void = () => undefined;
  const left = new Promise<Operation>((resolve) => {
    leave = resolve;
  });
  const onSignal = async (isFirst: boolean): Promise<void> => {
    const operation = await engine.operations.get({ operationId });
    if (operation.status !== 'running') return;
    if (!isFirst) {
      follower.note(leftText(operation));
      follower.done();
      // As if it were killed: what is on the disk is enough for the next process.
      await endProcess(interrupts.code ?? 1);
    }
    if (isAtWork(operation)) {
      follower.note(leftText(operation));
      interrupts.isLeft = true;
      leave(operation);
      return;
    }
    follower.note(
      'Stopping. The end is waited for, so that nothing is left half done; asked again, it is not.',
    );
    await engine.operations.cancel({ operationId }).catch(() => {
      follower.note('It is in a step that must run to its end.');
    });
  };
  const unheard = interrupts.listen((isFirst) => void onSignal(isFirst).catch(() => undefined));
  const silent = session.hear((operation) => {
    if (operation.id === operationId) follower.state(operation);
  });
  try {
    const operation = await Promise.race([end, left]);
    follower.state(operation);
    return operation;
  } finally {
    unheard();
    silent();
    follower.done();
  }
}

/** What goes on without this process, and who sees to it. */
function leftText({ kind, target }: Operation): string {
  switch (kind) {
    case 'backup':
      return `The data store goes on with the backup ${target}. The next command of this gateway, or the desktop program, verifies it.`;
    case 'restore':
    case 'rollback':
      return `The restore of ${target} is left open; its journal is kept. "gateway-vault restore recover" or the desktop program settles it.`;
    case 'delete-backup':
    case 'open-indices':
    case 'restart':
    case 'add-gateway':
    case 'edit-gateway':
    case 'remove-gateway':
    case 'register-repository':
    case 'edit-repository':
    case 'make-read-only':
    case 'make-writable':
    case 'remove-repository':
    case 'clean-up-repository':
    case 'change-path-repo':
    case 'install-plugin':
    case 'add-keys':
    case 'ask-restart':
    case 'tick-off-node':
    case 'close-journal':
      return 'What was asked for last may still be carried out. Nothing more is asked for.';
    default:
      return never(kind);
  }
}
