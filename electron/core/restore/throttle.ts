import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { Capabilities } from '../elasticsearch/capabilities.ts';
import { waitForEvents } from '../elasticsearch/cluster.ts';
import {
  forgetRepository,
  putRepository,
  readRepository,
  registration,
  removal,
  type StoredRepository,
} from '../elasticsearch/repositories.ts';
import type { Change } from '../elasticsearch/request.ts';
import { readRecoveryLimit, recoveryLimit, setRecoveryLimit } from '../elasticsearch/throttle.ts';
import { failureOf, isUnknownOutcome } from '../errors/from-transport.ts';
import { enter, note, type Releasing, type RestoreContext } from './context.ts';
import type { Journal, Lifted } from './journal.ts';

/**
 * High enough to limit nothing; unlike "no limit" it is one notation on every version. Nobody else writes it so: found
 * before a restore, it was left by one that died, and is not what the administrator meant.
 */
const UNLIMITED = '10239mb';
const FAST = 'gateway-vault-fast-';

/** Whether a repository is a registration that was made for the time of a restore. */
export const isTemporary = (repository: string): boolean => repository.startsWith(FAST);

/** The registration that is made for the time of one restore, by the id of its operation. */
export const temporaryOf = (id: string): string => `${FAST}${id.slice(-8).toLowerCase()}`;

/** The registration that the backup is read through: the user's own, or ours of the same place without a limit. */
export const sourceOf = (journal: Journal): string =>
  journal.lifted?.kind === 'repository' ? journal.lifted.name : journal.repository;

/**
 * Lifts the limit of about 40 MB/s that every server puts on copying, because the gateway has no data meanwhile
 * (E11). What it was is on disk before. Where that cannot be done the restore is slower, which is told and stops
 * nothing; the user's own repository is never altered.
 */
export async function liftThrottle(context: RestoreContext): Promise<void> {
  const { operation, connection } = context;
  if (context.journal.lifted !== null) return;
  await enter(context, 'lift-throttle');
  operation.phase('lift-throttle', 'running');
  try {
    const text = await (connection.can.restoreLimit === 'cluster' ? liftOfCluster : liftOfRepository)(
      context,
    );
    operation.phase('lift-throttle', text === null ? 'done' : 'skipped', text ?? 'Copies at full speed');
  } catch (thrown) {
    const { value } = failureOf(thrown, connection.store.where);
    operation.phase('lift-throttle', 'skipped', `The limit of the data store stays: ${value.title}`);
    // What may have been half done is taken back now: the restore must not depend on it.
    if ((await putThrottleBack(context, isUnknownOutcome(value))) !== null) throw thrown;
  }
}

/** Resolves with why it was not done, or null. */
type Lift = (context: RestoreContext) => Promise<string | null>;

const liftOfCluster: Lift = async (context) => {
  const { store } = context.connection;
  const found = await readRecoveryLimit(store);
  await note(context, { lifted: { kind: 'cluster', former: formerLimit(found) } });
  await setRecoveryLimit(store, UNLIMITED);
  return null;
};

const liftOfRepository: Lift = async (context) => {
  const { connection, journal } = context;
  const own = await readRepository(connection.store, journal.repository);
  if (own === null) return 'The limit of the repository stays: it is not registered';
  if (!canBeReadTwice(connection.can, own))
    return 'The limit of the repository stays: its keys cannot be read back';
  const name = temporaryOf(journal.id);
  await note(context, { lifted: { kind: 'repository', name } });
  await putRepository(connection.store, name, own.type, withoutLimit(own));
  return null;
};

/** Keys are in the settings up to 5.x, and a server does not tell them. */
const canBeReadTwice = (can: Capabilities, own: StoredRepository): boolean =>
  own.type === 'fs' || !can.keysInSettings;

/** The settings of a second registration of the same place, which only reads and does so without a limit. */
const withoutLimit = (own: StoredRepository): Record<string, unknown> => ({
  ...own.settings,
  readonly: true,
  max_restore_bytes_per_sec: UNLIMITED,
});

/** What is known of the limit before a restore: the repository that it reads, and what the data store has set. */
export interface LimitFacts {
  source: StoredRepository | null;
  recovery: string | null;
}

export interface PlannedLift {
  lifted: Lifted;
  lift: Change;
  putBack: Change;
}

/** How a restore with this id lifts the limit and puts it back; null where it stays. */
export function plannedLift(
  can: Capabilities,
  id: string,
  { source, recovery }: LimitFacts,
): PlannedLift | null {
  if (can.restoreLimit === 'cluster') {
    const former = formerLimit(recovery);
    return {
      lifted: { kind: 'cluster', former },
      lift: recoveryLimit(UNLIMITED),
      putBack: recoveryLimit(former),
    };
  }
  if (source === null || !canBeReadTwice(can, source)) return null;
  const name = temporaryOf(id);
  return {
    lifted: { kind: 'repository', name },
    lift: registration(name, source.type, withoutLimit(source)),
    putBack: removal(name),
  };
}

/** What the administrator had set: never the value of ours that a restore left which died. */
const formerLimit = (found: string | null): string | null => (found === UNLIMITED ? null : found);

/**
 * A server lets go of a repository some time after the last shard came out of it; of a copy that was given up, after
 * a minute on 7.7.
 */
const PATIENCE_MS = 120_000;

/** A process that was killed may have sent its request just before: it is looked for more than once. */
const LOOKS = 4;

/** So long one look waits for the changes that the data store has received and not yet carried out. */
const RECEIVED_MS = 10_000;

/**
 * Puts the limit back, if it is still the one that was set here. Never rejects; resolves with what is left to be
 * put back by hand, or null. The journal forgets it only when it is done. `onItsWay`: lifting it may still arrive.
 */
export async function putThrottleBack(
  context: Releasing,
  onItsWay: boolean = context.journal.step === 'lift-throttle',
): Promise<string | null> {
  const { lifted } = context.journal;
  if (lifted === null) return null;
  const { connection, operation, ports } = context;
  let last = '';
  for (const began = ports.clock.now(); ports.clock.now() - began < PATIENCE_MS; ) {
    try {
      for (let look = 1; !(await putBack(context, lifted)) && onItsWay && look < LOOKS; look += 1) {
        await ports.clock.sleep(ports.timing.pollLongestMs);
        if (!(await waitForEvents(connection.store, RECEIVED_MS)))
          throw new AppFailure(appError('store-busy'));
      }
      await note(context, { lifted: null });
      return null;
    } catch (thrown) {
      const { code, title } = failureOf(thrown, connection.store.where).value;
      last = title;
      if (code !== 'repository-busy' && code !== 'store-busy') break;
      await ports.clock.sleep(ports.timing.pollLongestMs);
    }
  }
  const left =
    lifted.kind === 'cluster'
      ? 'the transient setting indices.recovery.max_bytes_per_sec'
      : `the temporary repository ${lifted.name}`;
  operation.log(`Not put back: ${left}. ${last}`);
  return left;
}

/** Resolves with whether there was anything to put back. */
async function putBack({ connection }: Releasing, lifted: Lifted): Promise<boolean> {
  const { store } = connection;
  if (lifted.kind === 'cluster') {
    // Somebody who changed it meanwhile meant it.
    const isOurs = (await readRecoveryLimit(store)) === UNLIMITED;
    if (isOurs) await setRecoveryLimit(store, lifted.former);
    return isOurs;
  }
  const there = (await readRepository(store, lifted.name)) !== null;
  if (there) await forgetRepository(store, lifted.name);
  return there;
}
