import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { readRunningWork, workInWords } from '../elasticsearch/cluster.ts';
import type { Connection } from '../gateways/connections.ts';
import type { EnginePorts } from '../ports.ts';
import { type Lock, refuseIfLocked, takeLock } from './lock.ts';
import type { NewOperation, OperationHandle, Outcome } from './operation-handle.ts';
import type { Operations } from './registry.ts';

export interface ChangeGuards {
  ports: EnginePorts;
  operations: Operations;
  /** Refuses while a restore on the data store is open. */
  journals: { refuseIfOpen(storeKey: string): Promise<void> };
}

interface Adopted {
  id: string;
  startedAt: number;
  /** Asked under the lock: whoever had it before may have ended the work. */
  stillWanted: () => Promise<boolean>;
}

export interface ChangeOptions {
  /** Set by the one operation that settles an open journal. */
  settlesJournal?: boolean;
  /** An operation of an earlier run of the program that goes on under its own id: its work is on the server already. */
  adopts?: Adopted;
}

/**
 * Starts an operation that changes a data store: nothing else of ours may change it meanwhile (E17), no restore
 * may be open (E16), and no other machine may be at work there. Rejects before anything begins; resolves with
 * the id as soon as it runs. Work on the server that the options name is our own and in nobody's way.
 */
export async function beginChange(
  guards: ChangeGuards,
  connection: Connection,
  wanted: NewOperation,
  work: (operation: OperationHandle, lock: Lock) => Promise<Outcome>,
  options: ChangeOptions = {},
): Promise<string> {
  const lock = await lockForChange(guards, connection, `${wanted.kind} ${wanted.target}`, options);
  return guards.operations.begin(
    wanted,
    (operation) => releasing(lock, () => work(operation, lock)),
    options.adopts,
  );
}

/** The same for a change that is done in a moment, and waited for: it is no operation. */
export async function changeNow<Result>(
  guards: ChangeGuards,
  connection: Connection,
  what: string,
  work: () => Promise<Result>,
): Promise<Result> {
  return releasing(await lockForChange(guards, connection, what, {}), work);
}

/** Rejects with what would refuse a change at this moment. Takes no lock and changes nothing. */
export async function refuseChange(guards: ChangeGuards, connection: Connection): Promise<void> {
  refuseWhileRunning(guards, connection);
  await refuseIfLocked(guards.ports, connection.storeKey);
  await guards.journals.refuseIfOpen(connection.storeKey);
  await refuseIfBusy(guards.ports, connection);
}

async function lockForChange(
  guards: ChangeGuards,
  connection: Connection,
  what: string,
  options: ChangeOptions,
): Promise<Lock> {
  refuseWhileRunning(guards, connection);
  const lock = await takeLock(guards.ports, connection.storeKey, what);
  try {
    if ((await options.adopts?.stillWanted()) === false) throw new AppFailure(appError('operation-missing'));
    // A restore that was interrupted may still be running on the server: that is no stranger's work.
    if (options.settlesJournal !== true && options.adopts === undefined) {
      await guards.journals.refuseIfOpen(connection.storeKey);
      await refuseIfBusy(guards.ports, connection);
    }
  } catch (thrown) {
    await lock.release();
    throw thrown;
  }
  return lock;
}

function refuseWhileRunning({ operations }: ChangeGuards, { gateway }: Connection): void {
  const other = operations.running().find((operation) => operation.gatewayId === gateway.id);
  if (other !== undefined)
    throw new AppFailure(
      appError('operation-running', { detail: `${other.kind} of ${other.target}, begun by ${other.user}.` }),
    );
}

async function releasing<Result>(lock: Lock, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } finally {
    await lock.release();
  }
}

const LOOKS = 20;

/** Until a server has cleared away a restore that has ended, which takes it a moment, it may refuse a change. */
async function refuseIfBusy({ clock, timing }: EnginePorts, { store }: Connection): Promise<void> {
  let work = await readRunningWork(store);
  let busy = workInWords(work);
  for (let look = 0; look < LOOKS && busy.length === 0 && work.restores.length > 0; look++) {
    await clock.sleep(timing.pollFirstMs);
    work = await readRunningWork(store);
    busy = workInWords(work);
  }
  if (busy.length > 0)
    throw new AppFailure(appError('store-busy', { detail: `Running on the server: ${busy.join(', ')}.` }));
}
