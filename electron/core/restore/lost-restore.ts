import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { isSameBackup } from '#shared/rules/same-backup.ts';
import { readArrivingChanges } from '../elasticsearch/arriving.ts';
import { readRunningWork } from '../elasticsearch/cluster.ts';
import { readRecovery } from '../elasticsearch/restores.ts';
import { failureOf } from '../errors/from-transport.ts';
import { showsWithin } from '../operations/poll.ts';
import { liveByName, type RestoreContext, refuseLost } from './context.ts';

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

const ARRIVAL_MS = 30_000;
const LOOK_MS = 5_000;

/**
 * Waits while a change of indices is on its way: a process that is gone has sent it, or its reply was lost. What it does
 * is to be seen afterwards. Goes on after half a minute, and where tasks cannot be seen. Rejects with `lock-lost` when
 * the data store is somebody else's meanwhile.
 */
export async function untilArrived(context: RestoreContext): Promise<void> {
  const { connection, operation, ports } = context;
  const { clock, timing } = ports;
  const end = clock.now() + ARRIVAL_MS;
  try {
    let left = await readArrivingChanges(connection.store, LOOK_MS);
    if (left > 0) operation.log('A change is on its way in the data store, waiting for it');
    while (left > 0 && clock.now() < end) {
      await clock.sleep(timing.pollLongestMs);
      left = await readArrivingChanges(connection.store, LOOK_MS);
    }
    if (left > 0) operation.log('It is still on its way, going on');
  } catch (thrown) {
    const { title } = failureOf(thrown, connection.store.where).value;
    operation.log(`Not looked for requests on their way: ${title}`);
  }
  refuseLost(context);
}

/** Whether a restore was accepted, as far as the data store shows it. */
export const wasAccepted = async (context: RestoreContext, sent: SentRestore): Promise<boolean> =>
  (await traceOf(context, sent)) !== 'none';

/**
 * Accepted shows in two ways: the restore runs, or indices are open whose shards came out of this very backup. A part
 * may be another restore of the same backup, by whomever.
 */
export async function traceOf(
  context: RestoreContext,
  sent: SentRestore,
): Promise<'none' | 'part' | 'whole'> {
  const work = await readRunningWork(context.connection.store);
  const targets = new Set(sent.indices);
  // One that has ended is listed for a moment longer: that of the request before is out of the same backup.
  const same = work.restores.filter((one) => isSameBackup(one, sent));
  const runs = same.map(({ indices }) => indices.filter((index) => targets.has(index)).length);
  if (runs.includes(targets.size)) return 'whole';
  const live = await liveByName(context);
  const open = sent.indices.filter((index) => live.get(index)?.open === true);
  const isPart = runs.some((count) => count > 0);
  if (open.length === 0) return isPart ? 'part' : 'none';
  // Open alone proves nothing: somebody may have opened it by hand, or a running gateway made it anew.
  const recoveries = await readRecovery(context.connection.store, open);
  const source = `${sent.repository}:${sent.name}`;
  const came = open.filter((index) => recoveries.get(index)?.source === source);
  if (came.length === targets.size) return 'whole';
  return isPart || came.length > 0 ? 'part' : 'none';
}
