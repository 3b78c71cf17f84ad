import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { isSameBackup } from '#shared/rules/same-backup.ts';
import { readArrivingChanges } from '../elasticsearch/arriving.ts';
import { readRunningWork } from '../elasticsearch/cluster.ts';
import { readRecovery } from '../elasticsearch/restores.ts';
import { failureOf } from '../errors/from-transport.ts';
import { showsWithin } from '../operations/poll.ts';
import { liveByName, type RestoreContext } from './context.ts';

/** A restore that was sent: out of which backup, onto which closed or absent indices. */
export interface SentRestore {
  repository: string;
  name: string;
  indices: readonly string[];
}

const LOOKS = 15;

/** The reply was lost: the request is never repeated, the server is looked at (E4). Rejects when it shows no trace. */
export async function lookForRestore(
  context: RestoreContext,
  sent: SentRestore,
  failure: AppFailure,
): Promise<void> {
  if (await showsWithin(LOOKS, context.ports, () => wasAccepted(context, sent))) return;
  throw new AppFailure(
    appError('outcome-unknown', { what: `the restore of ${sent.name}`, detail: failure.value.title }),
  );
}

/**
 * Waits while a change of indices is on its way: a process that is gone has sent it, or its reply was lost. What it does
 * is to be seen afterwards. Goes on after some looks, and where tasks may not be seen.
 */
export async function untilArrived({ connection, operation, ports }: RestoreContext): Promise<void> {
  const hasArrived = async (): Promise<boolean> => (await readArrivingChanges(connection.store)) === 0;
  try {
    if (await hasArrived()) return;
    operation.log('A change is on its way in the data store, waiting for it');
    await showsWithin(LOOKS, ports, hasArrived);
  } catch (thrown) {
    operation.log(
      `Not looked for requests on their way: ${failureOf(thrown, connection.store.where).value.title}`,
    );
  }
}

/** Accepted shows in two ways: the restore runs, or an index is open whose shards came out of this very backup. */
export async function wasAccepted(context: RestoreContext, sent: SentRestore): Promise<boolean> {
  const work = await readRunningWork(context.connection.store);
  const targets = new Set(sent.indices);
  // One that has ended is listed for a moment longer: that of the request before is out of the same backup.
  const isOurs = (one: (typeof work.restores)[number]): boolean =>
    isSameBackup(one, sent) && one.indices.some((index) => targets.has(index));
  if (work.restores.some(isOurs)) return true;
  const live = await liveByName(context);
  const open = sent.indices.filter((index) => live.get(index)?.open === true);
  if (open.length === 0) return false;
  // Open alone proves nothing: somebody may have opened it by hand, or a running gateway made it anew.
  const recoveries = await readRecovery(context.connection.store, open);
  return open.some((index) => recoveries.get(index)?.source === `${sent.repository}:${sent.name}`);
}
