import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { Manifests } from '../backups/manifest.ts';
import { type IndexStates, type LiveIndex, readIndices, readStates } from '../elasticsearch/indices.ts';
import type { Connection } from '../gateways/connections.ts';
import type { NodeClient } from '../gateways/node-client.ts';
import type { Lock } from '../operations/lock.ts';
import type { OperationHandle } from '../operations/operation-handle.ts';
import type { EnginePorts } from '../ports.ts';
import type { Journal, JournalIndex, Journals, Step } from './journal.ts';

/** What every step of a restore works with. The journal in it is the state; there is no other. */
export interface RestoreContext {
  connection: Connection;
  ports: EnginePorts;
  manifests: Manifests;
  journals: Journals;
  operation: OperationHandle;
  nodes: ReadonlyMap<string, NodeClient>;
  journal: Journal;
  lock: Pick<Lock, 'isHeld'>;
}

/** What is enough to take back what a restore set for its own time: throttle and quiesce. */
export interface Releasing
  extends Pick<RestoreContext, 'connection' | 'ports' | 'journals' | 'nodes' | 'journal'> {
  operation: Pick<OperationHandle, 'log'>;
}

/** Throws `lock-lost` when another process has taken the data store over: it has read the journal and acts on it. */
export function refuseLost({ lock }: Partial<Pick<RestoreContext, 'lock'>>): void {
  if (lock?.isHeld() === false) throw new AppFailure(appError('lock-lost'));
}

/**
 * Puts a change of the journal on disk. Nothing may be done before this resolved. Rejects with `lock-lost` when
 * another process has taken the data store over: it has read this journal and acts on it.
 */
export async function note(
  context: Pick<RestoreContext, 'journal' | 'journals'> & Partial<Pick<RestoreContext, 'lock'>>,
  change: Partial<Journal>,
): Promise<void> {
  refuseLost(context);
  const journal = { ...context.journal, ...change };
  await context.journals.write(journal);
  // What could not be written is not begun, and must not be undone either.
  context.journal = journal;
}

/** The same after something was undone, which a full disk of this computer does not make undone again. */
export async function noteIfWritable(
  context: Parameters<typeof note>[0] & Pick<Releasing, 'operation'>,
  change: Partial<Journal>,
): Promise<void> {
  await note(context, change).catch((thrown: unknown) => {
    if (!(thrown instanceof AppFailure) || thrown.value.code !== 'file-failed') throw thrown;
    // Whoever reads the journal does it once more.
    context.operation.log(`Not noted: ${thrown.value.cause}`);
  });
}

export async function enter(context: RestoreContext, step: Step): Promise<void> {
  await note(context, { step });
}

export async function liveByName(context: RestoreContext): Promise<Map<string, LiveIndex>> {
  const live = await readIndices(context.connection.store, context.connection.can);
  return new Map(live.map((index) => [index.index, index]));
}

export const namesOf = (indices: readonly JournalIndex[]): string[] => indices.map((one) => one.index);

/** The indices that come out of the backup. */
export const restored = (journal: Journal): JournalIndex[] =>
  journal.indices.filter((one) => one.action !== 'remove');

/** For a restore that goes on after a pause: every index it closed is still closed, and still the same one. */
export async function refuseReopened(context: RestoreContext): Promise<void> {
  const live = await readStates(context.connection.store);
  const reopened = context.journal.indices.filter((one) => {
    const now = live.get(one.index);
    return one.action === 'replace' && (now?.uuid !== one.former?.uuid || now?.open !== false);
  });
  const [first] = reopened;
  if (first === undefined) return;
  const detail = `${first.index} was opened or made anew since it was closed.`;
  throw new AppFailure(appError('plan-outdated', { detail }));
}

/**
 * Compares the data store with what the journal knows of it: same uuid, same open state, absent where absent (E7).
 * `seen` is what was read a moment ago, if nothing was done since. Rejects with `plan-outdated`, before anything of
 * the next step was done.
 */
export async function refuseChanges(
  context: RestoreContext,
  expectOpen: (one: JournalIndex) => boolean | null,
  seen: IndexStates | null = null,
): Promise<void> {
  const live = seen ?? (await readStates(context.connection.store));
  const differences = context.journal.indices.flatMap((one): string[] => {
    const now = live.get(one.index);
    const expected = expectOpen(one);
    if (expected === null) return now === undefined ? [] : [`${one.index} exists now`];
    if (now === undefined) return [`${one.index} is gone`];
    if (now.uuid !== one.former?.uuid) return [`${one.index} was made anew`];
    return now.open === expected ? [] : [`${one.index} is ${now.open ? 'open' : 'closed'} now`];
  });
  if (differences.length === 0) return;
  const rest = differences.length > 3 ? `, and ${differences.length - 3} more` : '';
  throw new AppFailure(
    appError('plan-outdated', { detail: `${differences.slice(0, 3).join(', ')}${rest}.` }),
  );
}
