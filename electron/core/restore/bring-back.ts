import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { closeIndices, deleteIndices } from '../elasticsearch/indices.ts';
import { areAllStarted, readPrimaries, startRestore } from '../elasticsearch/restores.ts';
import { failureOf, isUnknownOutcome } from '../errors/from-transport.ts';
import { liveByName, namesOf, type RestoreContext, refuseLost } from './context.ts';
import { followRestore } from './follow-restore.ts';
import type { JournalIndex } from './journal.ts';
import { lookForRestore, type SentRestore, traceOf } from './lost-restore.ts';

/** On 2.3 and 7.7 a copy that was given up holds its shard for another minute (E15). */
const PATIENCE_MS = 180_000;

/** Restores from the safety backup. Resolves with what could not be brought back because there is none. */
export async function bringBack(
  context: RestoreContext,
  touched: readonly JournalIndex[],
): Promise<string[]> {
  const { connection, journal, ports, operation } = context;
  if (touched.length === 0) return [];
  const { safety } = journal;
  if (safety?.good !== true) return namesOf(touched);
  const indices = namesOf(touched);
  await startFromSafety(context, touched, { repository: safety.repository, name: safety.name, indices });
  const neverCancelled = new AbortController().signal;
  const stalledMs = Math.max(ports.timing.stalledMs, PATIENCE_MS);
  try {
    await followRestore(connection, { ...ports, timing: { ...ports.timing, stalledMs } }, indices, {
      progress: (shards, bytes, rows) =>
        operation.update({ shards, bytes, indices: rows, readAt: ports.clock.now() }),
      log: (text) => operation.log(text),
      signal: neverCancelled,
    });
  } catch (thrown) {
    throw rollbackFailure(failureOf(thrown, connection.store.where));
  }
  return [];
}

const ROOMS = 10;

/**
 * Sends the restore of the safety backup. A restore of before that only now reached the data store opens or makes what
 * was just cleared away, and the data store refuses: room is made once more.
 */
async function startFromSafety(
  context: RestoreContext,
  touched: readonly JournalIndex[],
  sent: SentRestore,
): Promise<void> {
  const { connection, operation, ports } = context;
  for (let room = 1; ; room++) {
    refuseLost(context);
    await makeRoom(context, touched);
    try {
      const request = { ...sent, includeAliases: false, rename: null, globalState: false };
      await startRestore(connection.store, connection.can, request);
      return;
    } catch (thrown) {
      const failure = failureOf(thrown, connection.store.where);
      if (isUnknownOutcome(failure.value)) {
        operation.log(`The reply was lost, looking: ${failure.value.title}`);
        await lookForRestore(context, sent, failure).catch((unseen: unknown) => {
          throw rollbackFailure(failureOf(unseen, connection.store.where));
        });
        return;
      }
      // A way back that was broken off has sent it before, or a server tried twice.
      if ((await traceOf(context, sent).catch(() => null)) === 'whole') return;
      if (room === ROOMS || !(await isInTheWay(context, touched, failure))) throw rollbackFailure(failure);
      operation.log(`Refused, making room once more: ${failure.value.cause}`);
      await ports.clock.sleep(ports.timing.pollLongestMs);
    }
  }
}

/** Whether the restore was refused for what came into its way, or for work that ends by itself. */
async function isInTheWay(
  context: RestoreContext,
  touched: readonly JournalIndex[],
  { value: { code } }: AppFailure,
): Promise<boolean> {
  if (code === 'store-busy') return true;
  if (code !== 'restore-refused') return false;
  const live = await liveByName(context);
  return touched.some((one) => live.get(one.index)?.open === true);
}

/**
 * A restore needs its targets closed or absent. A complete index is closed, so that a running gateway does not
 * recreate it; an incomplete one is deleted, which on 2.3 and 5.6 is the only way to end its restore (E15).
 */
async function makeRoom(context: RestoreContext, touched: readonly JournalIndex[]): Promise<void> {
  const { connection } = context;
  const [live, primaries] = [await liveByName(context), await readPrimaries(connection.store)];
  const there = touched.filter((one) => live.has(one.index));
  // One that was made anew may have another number of shards: it is not restored over.
  const isSame = (one: JournalIndex): boolean =>
    one.action === 'replace' && live.get(one.index)?.uuid === one.former?.uuid;
  const complete = (one: JournalIndex): boolean => isSame(one) && areAllStarted(primaries.get(one.index));
  const closed = there.filter((one) => live.get(one.index)?.open === false && isSame(one));
  const toClose = there.filter((one) => !closed.includes(one) && complete(one));
  const toDelete = there.filter((one) => !closed.includes(one) && !toClose.includes(one));
  if (toDelete.length > 0) await deleteIndices(connection.store, namesOf(toDelete));
  if (toClose.length > 0) {
    await closeIndices(connection.store, connection.can, namesOf(toClose)).catch(async (thrown: unknown) => {
      // A restore that hangs on one of them refuses the close of all. Any other failure deletes nothing.
      if (failureOf(thrown, connection.store.where).value.code !== 'store-busy') throw thrown;
      await deleteIndices(connection.store, namesOf(toClose));
    });
  }
}

function rollbackFailure(failure: AppFailure): AppFailure {
  return new AppFailure(
    appError('rollback-failed', {
      detail: `${failure.value.title} ${failure.value.cause}`,
      raw: failure.value.raw,
    }),
  );
}
