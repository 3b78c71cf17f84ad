import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { closeIndices, deleteIndices, type IndexStates, readStates } from '../elasticsearch/indices.ts';
import { startRestore } from '../elasticsearch/restores.ts';
import { failureOf, isUnknownOutcome } from '../errors/from-transport.ts';
import { enter, namesOf, note, type RestoreContext, refuseChanges, restored } from './context.ts';
import { followRestore } from './follow-restore.ts';
import type { JournalIndex, JournalRequest } from './journal.ts';
import { doomedOf, membersOf, replacedOf, restoreOf } from './journal-parts.ts';
import { lookForRestore, type SentRestore, traceOf, wasAccepted } from './lost-restore.ts';
import { sourceOf } from './throttle.ts';

/**
 * Closes what is replaced. A running gateway would recreate what is deleted, so closing comes before anything else
 * (E9). Resolves with the indices as they are then; null when nothing was closed.
 */
export async function closeReplaced(context: RestoreContext): Promise<IndexStates | null> {
  const { connection, operation } = context;
  const replaced = replacedOf(context.journal);
  if (replaced.length === 0) {
    operation.phase('close', 'skipped', 'Nothing is replaced');
    return null;
  }
  await enter(context, 'close');
  return operation.inPhase('close', async () => {
    await closeIndices(connection.store, connection.can, namesOf(replaced));
    const live = await readStates(connection.store);
    const open = replaced.filter((one) => live.get(one.index)?.open !== false);
    if (open.length > 0) {
      throw new AppFailure(
        appError('close-failed', { detail: `Still open: ${namesOf(open).slice(0, 3).join(', ')}.` }),
      );
    }
    return [live, `${replaced.length} of ${replaced.length} indices closed`] as const;
  });
}

/**
 * Deletes what the plan removes or replaces by deleting first. All of it is in the safety backup. Resolves with
 * whether there was anything to do.
 */
export async function removeSurplus(context: RestoreContext): Promise<boolean> {
  const { connection, operation } = context;
  const doomed = doomedOf(context.journal);
  if (doomed.length === 0) {
    operation.phase('remove', 'skipped', 'Nothing is removed');
    return false;
  }
  await enter(context, 'remove');
  return operation.inPhase('remove', async () => {
    const live = await readStates(connection.store);
    const there = doomed.filter((one) => live.get(one.index)?.uuid === one.former?.uuid);
    if (there.length > 0) await deleteIndices(connection.store, namesOf(there));
    const left = await readStates(connection.store);
    const still = there.filter((one) => left.get(one.index)?.uuid === one.former?.uuid);
    if (still.length > 0)
      throw new AppFailure(
        appError('close-failed', { detail: `Not removed: ${namesOf(still).slice(0, 3).join(', ')}.` }),
      );
    return [true, `${there.length} indices removed`] as const;
  });
}

/**
 * Sends the restore and follows it: one request after another, since those indices whose aliases only the backup
 * knows must be restored with them and all others must not (E12). `seen` is what was read after the last change.
 */
export async function copyFromBackup(context: RestoreContext, seen: IndexStates | null): Promise<void> {
  await refuseChanges(context, (one) => (one.action === 'replace' ? false : null), seen);
  await enter(context, 'restore');
  await copyAll(context, copy);
}

/** Goes on with a copy that was begun before the program ended: what was accepted is followed, the rest is sent. */
export async function resumeCopy(context: RestoreContext): Promise<void> {
  await copyAll(context, async (_, request) => {
    const sent =
      context.journal.sent.includes(request.id) && (await wasAccepted(context, sentAs(context, request)));
    if (sent) await follow(context, request);
    else await copy(context, request);
  });
}

async function copyAll(
  context: RestoreContext,
  each: (context: RestoreContext, request: JournalRequest) => Promise<void>,
): Promise<void> {
  await context.operation.inPhase('restore', async () => {
    for (const request of context.journal.requests) await each(context, request);
    return [undefined, `${restored(context.journal).length} indices, every primary started`] as const;
  });
}

function sentAs(context: RestoreContext, request: JournalRequest): SentRestore {
  const { journal } = context;
  return {
    repository: sourceOf(journal),
    name: journal.backup,
    indices: namesOf(membersOf(journal, request)),
  };
}

async function copy(context: RestoreContext, request: JournalRequest): Promise<void> {
  const { connection, journal } = context;
  const before = journal.sent;
  await note(context, { sent: [...before.filter((id) => id !== request.id), request.id] });
  try {
    await startRestore(connection.store, connection.can, restoreOf(journal, request));
  } catch (thrown) {
    const failure = failureOf(thrown, connection.store.where);
    if (!isUnknownOutcome(failure.value)) {
      // A server accepts a restore as a whole or not at all, but an error may come from what stands between, or
      // from a second try inside the server after the first was accepted: only a look tells that nothing was touched.
      const refused = ['right-missing', 'sign-in-refused'].includes(failure.value.code);
      const trace = refused ? 'none' : await traceOf(context, sentAs(context, request)).catch(() => null);
      if (trace === 'none') await note(context, { sent: before });
      // One that was sent before is what refuses the second: it has arrived in the end.
      if (trace !== 'whole' || !before.includes(request.id)) throw failure;
      context.operation.log(`It was sent before and has arrived: ${failure.value.title}`);
    } else await lookForRestore(context, sentAs(context, request), failure);
  }
  // Without it a rollback asks the server where an index came from; losing one read is no reason to undo anything.
  await noteNewUuids(context).catch((thrown: unknown) =>
    context.operation.log(`Not noted: ${failureOf(thrown, connection.store.where).value.title}`),
  );
  await follow(context, request);
}

async function follow(context: RestoreContext, request: JournalRequest): Promise<void> {
  const { operation, ports } = context;
  await followRestore(context.connection, ports, namesOf(membersOf(context.journal, request)), {
    progress: (shards, bytes, indices) =>
      operation.update({ shards, bytes, indices, readAt: ports.clock.now() }),
    log: (text) => operation.log(text),
    signal: operation.signal,
    sizes: new Map(
      context.journal.indices.flatMap((one) => (one.bytes === null ? [] : [[one.index, one.bytes] as const])),
    ),
  });
}

/** What our restore created may be deleted again by a rollback; nothing else may (E14). */
async function noteNewUuids(context: RestoreContext): Promise<void> {
  const isNew = (one: JournalIndex): boolean => one.former === null && one.restoredUuid === null;
  if (!context.journal.indices.some(isNew)) return;
  const live = await readStates(context.connection.store);
  const indices = context.journal.indices.map((one) =>
    isNew(one) ? { ...one, restoredUuid: live.get(one.index)?.uuid ?? null } : one,
  );
  await note(context, { indices });
}
