import { AppFailure } from '#shared/errors/app-error.ts';
import { type Manifest, reliableDocs } from '../backups/manifest.ts';
import { readRunningWork } from '../elasticsearch/cluster.ts';
import {
  changeAliases,
  closeIndices,
  deleteIndices,
  type LiveIndex,
  openIndices,
} from '../elasticsearch/indices.ts';
import { readRecovery } from '../elasticsearch/restores.ts';
import { readBackup } from '../elasticsearch/snapshots.ts';
import { failureOf } from '../errors/from-transport.ts';
import { aliasActions } from './alias-actions.ts';
import { bringBack } from './bring-back.ts';
import { enter, liveByName, namesOf, type RestoreContext } from './context.ts';
import { followRestore } from './follow-restore.ts';
import type { JournalIndex } from './journal.ts';
import { untilArrived } from './lost-restore.ts';
import { releaseQuiesced } from './steps-before.ts';
import { putThrottleBack, sourceOf } from './throttle.ts';

export interface RolledBack {
  /** True when data had to be brought back; false when opening what was closed was enough. */
  fromSafety: boolean;
  /** Indices that are not as they were, to be named until somebody looked at them. */
  leftOver: string[];
}

/**
 * Brings every index of the plan back to its former state (E14): absent → deleted, only if it is the one that
 * our restore made; open or closed → from the safety backup where its data was touched, then that state; aliases
 * too. Can be run again after a crash in the middle of itself. Rejects when it cannot be completed.
 */
export async function rollBack(context: RestoreContext): Promise<RolledBack> {
  const { journal, operation } = context;
  // A journal that says "roll-back" cannot be continued any more: first be sure that the server answers.
  await liveByName(context);
  await enterRollBack(context);
  await untilArrived(context);
  return operation.inPhase('roll-back', async () => {
    const strangers = await deleteCreated(context);
    const live = await liveByName(context);
    const touched = journal.indices.filter(
      (one) => one.former !== null && wasTouched(context, one, live.get(one.index)),
    );
    const lost = await bringBack(context, touched);
    await reopenFormer(context, new Set(lost));
    await restoreAliases(context, new Set(namesOf(touched)), new Set(lost));
    await releaseQuiesced(context);
    await putThrottleBack(context);
    const brought = touched.filter((one) => !lost.includes(one.index));
    const different = await compareCounts(context, new Set(lost), brought);
    const leftOver = [...strangers, ...lost, ...different];
    const words =
      touched.length === 0
        ? 'No data was touched'
        : `${touched.length - lost.length} indices from the safety backup`;
    return [
      { fromSafety: touched.length > 0, leftOver },
      leftOver.length === 0 ? words : `${words}, ${leftOver.length} left`,
    ] as const;
  });
}

/**
 * Where no data was touched the way back only opens what was closed: a full disk of this computer must not leave it
 * closed, and the journal tells as much as before.
 */
async function enterRollBack(context: RestoreContext): Promise<void> {
  await enter(context, 'roll-back').catch((thrown: unknown) => {
    if (!(thrown instanceof AppFailure) || thrown.value.code !== 'file-failed') throw thrown;
    if (context.journal.sent.length > 0) throw thrown;
    context.operation.log(`Goes on without it: ${thrown.value.cause}`);
  });
}

/** Deletes what our restore created. An index of another uuid is somebody else's and is left alone. */
async function deleteCreated(context: RestoreContext): Promise<string[]> {
  const { journal, connection } = context;
  const live = await liveByName(context);
  const there = journal.indices.filter((one) => one.former === null && live.has(one.index));
  if (there.length === 0 || journal.sent.length === 0) return [];
  const made = await madeByOurRestore(context, namesOf(there));
  const isOurs = ({ index, restoredUuid }: JournalIndex): boolean =>
    restoredUuid === null ? made.has(index) : live.get(index)?.uuid === restoredUuid;
  const ours = there.filter(isOurs);
  if (ours.length > 0) await deleteIndices(connection.store, namesOf(ours));
  return namesOf(there.filter((one) => !isOurs(one)));
}

/**
 * For a program that ended between the restore and the noting of its uuids: the server still knows what a running
 * restore works on, also what only waits for its turn, and where a finished index came from.
 */
async function madeByOurRestore(
  { connection, journal }: RestoreContext,
  indices: readonly string[],
): Promise<Set<string>> {
  const work = await readRunningWork(connection.store);
  const recoveries = await readRecovery(connection.store, indices).catch(
    () => new Map<string, { source: string | null }>(),
  );
  const repository = sourceOf(journal);
  const running = work.restores
    .filter((one) => one.repository === repository && one.name === journal.backup)
    .flatMap((one) => one.indices);
  const source = `${repository}:${journal.backup}`;
  return new Set([...running, ...indices.filter((index) => recoveries.get(index)?.source === source)]);
}

/** Whether the data of a formerly existing index may be another one now. */
function wasTouched(context: RestoreContext, one: JournalIndex, live: LiveIndex | undefined): boolean {
  const sent = context.journal.sent.includes(one.request);
  if (live === undefined) return true;
  // Over a closed index the uuid stays: another one is ours only where something was deleted or sent.
  if (live.uuid !== one.former?.uuid) return one.action !== 'replace' || sent;
  if (one.action !== 'replace' || !sent) return false;
  // A restore that was accepted opens its indices, and without a safety backup nothing here closes them again.
  return live.open || context.journal.safety?.good === true;
}

/** Open where it was open, closed where it was closed; also for what a failed close left half done. */
async function reopenFormer(context: RestoreContext, lost: ReadonlySet<string>): Promise<void> {
  const { connection, journal } = context;
  const live = await liveByName(context);
  const state = (one: JournalIndex): boolean | undefined => live.get(one.index)?.open;
  const known = journal.indices.filter((one) => one.former !== null && !lost.has(one.index));
  const wereOpen = known.filter((one) => one.former?.open === true);
  const toOpen = wereOpen.filter((one) => state(one) === false);
  // A close whose reply was lost may still be on its way to what looks open; opening ends it. No right to do so
  // means that nothing was closed either.
  const looksOpen = wereOpen.filter((one) => state(one) === true && one.action === 'replace');
  const toClose = known.filter((one) => one.former?.open === false && state(one) === true);
  if (toOpen.length > 0) await openIndices(connection.store, namesOf(toOpen));
  if (looksOpen.length > 0)
    await openIndices(connection.store, namesOf(looksOpen)).catch((thrown: unknown) =>
      context.operation.log(`Not opened again: ${failureOf(thrown, connection.store.where).value.title}`),
    );
  if (toClose.length > 0) await closeIndices(connection.store, connection.can, namesOf(toClose));
  if (toOpen.length === 0) return;
  await followRestore(connection, context.ports, namesOf(toOpen), {
    progress: () => undefined,
    log: (text) => context.operation.log(text),
    signal: new AbortController().signal,
  });
}

/** Where neither data nor aliases were touched by us, the aliases that are there now are somebody else's decision. */
async function restoreAliases(
  context: RestoreContext,
  touched: ReadonlySet<string>,
  lost: ReadonlySet<string>,
): Promise<void> {
  const { connection, journal } = context;
  const isOurs = (one: JournalIndex): boolean => journal.aliasesBegun || touched.has(one.index);
  const former = [
    ...journal.indices.flatMap((one) =>
      one.former === null || lost.has(one.index) || !isOurs(one)
        ? []
        : [{ index: one.index, aliases: one.former.aliases }],
    ),
    ...(journal.aliasesBegun ? journal.keptAliases.map((one) => ({ ...one, kept: true })) : []),
  ];
  await changeAliases(
    connection.store,
    connection.can,
    aliasActions(former, await liveByName(context), connection.can.writeIndex),
  );
}

/**
 * What came out of the safety backup must have the documents that it had there: between plan and safety backup
 * the gateway was in use. What was not touched has lost nothing.
 */
async function compareCounts(
  context: RestoreContext,
  lost: ReadonlySet<string>,
  brought: readonly JournalIndex[],
): Promise<string[]> {
  const manifest = brought.length === 0 ? null : await safetyManifest(context);
  const [live, fromSafety] = [await liveByName(context), new Set(namesOf(brought))];
  return context.journal.indices.flatMap((one): string[] => {
    if (one.former?.open !== true || lost.has(one.index)) return [];
    const now = live.get(one.index);
    if (now?.open !== true) return [one.index];
    const saved = fromSafety.has(one.index) ? reliableDocs(manifest?.indices[one.index]) : null;
    if (saved === null || now.docs === null || now.docs >= saved) return [];
    context.operation.log(`${one.index}: ${saved} documents in the safety backup, ${now.docs} now`);
    return [one.index];
  });
}

async function safetyManifest({ connection, journal, manifests }: RestoreContext): Promise<Manifest | null> {
  const { safety } = journal;
  if (safety === null) return null;
  const backup = await readBackup(connection.store, safety.repository, safety.name);
  return backup === null
    ? null
    : manifests.find(connection.storeKey, { ...backup, repository: safety.repository });
}
