import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { defaultSafetyName } from '#shared/rules/backup-name.ts';
import { takeBackup } from '../backups/take.ts';
import type { Capabilities } from '../elasticsearch/capabilities.ts';
import { openIndices } from '../elasticsearch/indices.ts';
import { failureOf } from '../errors/from-transport.ts';
import { quiesceNodes, releaseNodes } from '../gateways/quiesce.ts';
import { ensureSafetyRepository } from '../repositories/safety-repository.ts';
import { enter, namesOf, note, noteIfWritable, type Releasing, type RestoreContext } from './context.ts';
import { followRestore } from './follow-restore.ts';
import type { Journal, JournalIndex } from './journal.ts';
import { endangeredOf } from './journal-parts.ts';

/** Quiesces what can be quiesced. Bringing data back is more urgent than a quiet minute: a refusal stops nothing. */
export async function quiesceForRestore(context: RestoreContext): Promise<void> {
  const { operation } = context;
  if (![...context.nodes.values()].some((node) => node.canQuiesce)) {
    operation.phase('quiesce', 'skipped', 'No node can be quiesced from here');
    return;
  }
  await enter(context, 'quiesce');
  operation.phase('quiesce', 'running');
  const { set, able } = await quiesceNodes(
    context.nodes,
    (quiesced) => note(context, { quiesced }),
    (text) => operation.log(text),
  );
  operation.phase('quiesce', 'done', `${set.length} of ${able} nodes`);
}

/** Releases what this restore has quiesced. Resolves with the nodes that could not be released. */
export async function releaseQuiesced(context: Releasing): Promise<string[]> {
  const left = await releaseNodes(context.nodes, context.journal.quiesced, (text) =>
    context.operation.log(text),
  );
  await noteIfWritable(context, { quiesced: left });
  return left;
}

/** Saves all that the restore replaces or removes, in a repository of its own (E10). Rejects unless it is good. */
export async function makeSafetyBackup(context: RestoreContext): Promise<void> {
  const { connection, journal, operation, ports } = context;
  const affected = endangeredOf(journal);
  if (journal.safety === null || affected.length === 0) {
    operation.phase(
      'safety-backup',
      'skipped',
      affected.length === 0 ? 'Nothing is replaced' : 'Switched off',
    );
    return;
  }
  await openForSafety(context);
  operation.phase('safety-backup', 'running');
  try {
    const repository = await ensureSafetyRepository(connection, journal.repository);
    const name = defaultSafetyName(journal.tenant, new Date(ports.clock.now()));
    await note(context, { step: 'safety-backup', safety: { repository, name, good: false } });
    const taken = await takeBackup(
      connection,
      ports,
      context.manifests,
      {
        repository,
        name,
        indices: namesOf(affected),
        selection: { kind: 'indices', indices: namesOf(affected) },
        trigger: 'safety',
        reason: journal.reason,
      },
      {
        step: () => undefined,
        progress: (shards, bytes) => operation.update({ shards, bytes, readAt: ports.clock.now() }),
        log: (text) => operation.log(text),
        signal: operation.signal,
      },
    );
    if (taken.flaw !== null) throw new AppFailure(taken.flaw);
    await note(context, { safety: { repository, name, good: true } });
    operation.update({ shards: null, bytes: null });
    operation.phase(
      'safety-backup',
      'done',
      `${name}, ${taken.backup.shards?.ok ?? 0} of ${taken.backup.shards?.total ?? 0} shards`,
    );
  } catch (thrown) {
    operation.phase('safety-backup', 'failed');
    const failure = failureOf(thrown, connection.store.where).value;
    if (failure.code === 'cancelled') throw thrown;
    throw new AppFailure(
      appError('safety-backup-failed', { detail: `${failure.title} ${failure.cause}`, raw: failure.raw }),
    );
  }
}

/** What 2.3 and 5.6 could not save as it is: they refuse to back up a closed index. */
export const closedForSafety = (can: Capabilities, journal: Journal): JournalIndex[] =>
  can.closedInBackup ? [] : journal.indices.filter((one) => one.former?.open === false);

/** A closed index is opened for the time of the backup where a server saves open ones only. */
async function openForSafety(context: RestoreContext): Promise<void> {
  const { connection, journal, operation, ports } = context;
  const closed = closedForSafety(connection.can, journal);
  if (closed.length === 0) return;
  await note(context, { step: 'open-for-safety', opened: namesOf(closed) });
  await operation.inPhase('open-for-safety', async () => {
    await openIndices(connection.store, namesOf(closed));
    // A backup of an index whose primaries are not started yet is not complete.
    await followRestore(connection, ports, namesOf(closed), {
      progress: () => undefined,
      log: (text) => operation.log(text),
      signal: operation.signal,
    }).catch((thrown: unknown) => {
      const { value } = failureOf(thrown, connection.store.where);
      if (value.code === 'cancelled') throw thrown;
      const detail = `A closed index could not be opened for it: ${namesOf(closed).slice(0, 3).join(', ')}.`;
      throw new AppFailure(appError('safety-backup-failed', { detail, raw: value.raw }));
    });
    return [undefined, `${closed.length} closed indices opened`] as const;
  });
}
