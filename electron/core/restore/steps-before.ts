import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { defaultSafetyName } from '#shared/rules/backup-name.ts';
import { takeBackup } from '../backups/take.ts';
import { openIndices } from '../elasticsearch/indices.ts';
import { failureOf } from '../errors/from-transport.ts';
import { ensureSafetyRepository } from '../repositories/safety-repository.ts';
import { enter, namesOf, note, type RestoreContext } from './context.ts';
import { followRestore } from './follow-restore.ts';

/**
 * Blocks changes at design time on every node that can do so (E9). The gateway stays in use. A node that
 * refuses is told of and stops nothing: bringing data back is more urgent than a quiet minute.
 */
export async function quiesceNodes(context: RestoreContext): Promise<void> {
  const able = [...context.nodes].filter(([, node]) => node.canQuiesce);
  if (able.length === 0) {
    context.operation.phase('quiesce', 'skipped', 'No node can be quiesced from here');
    return;
  }
  await enter(context, 'quiesce');
  context.operation.phase('quiesce', 'running');
  const set: string[] = [];
  for (const [id, node] of able) {
    // On disk before it is sent, so that it is released whatever happens.
    await note(context, { quiesced: [...set, id] });
    const outcome = await node.quiesce().catch((thrown: unknown) => failureOf(thrown, id));
    if (outcome === 'set') set.push(id);
    else if (outcome !== 'already') context.operation.log(`Not quiesced: ${outcome.value.title}`);
  }
  await note(context, { quiesced: set });
  context.operation.phase('quiesce', 'done', `${set.length} of ${able.length} nodes`);
}

/** Releases what this restore has quiesced. Never rejects; what could not be released is told of. */
export async function releaseNodes(context: RestoreContext): Promise<string[]> {
  const left: string[] = [];
  for (const id of context.journal.quiesced) {
    const node = context.nodes.get(id);
    const released = await node
      ?.release()
      .then(() => true)
      .catch((thrown: unknown) => {
        context.operation.log(`Not released: ${failureOf(thrown, id).value.title}`);
        return false;
      });
    if (released !== true) left.push(id);
  }
  await note(context, { quiesced: left });
  return left;
}

/** Saves all that the restore replaces or removes, in a repository of its own (E10). Rejects unless it is good. */
export async function makeSafetyBackup(context: RestoreContext): Promise<void> {
  const { connection, journal, operation, ports } = context;
  const affected = journal.indices.filter((one) => one.former !== null);
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

/** 2.3 and 5.6 refuse to back up a closed index; it is opened for the time of the backup. */
async function openForSafety(context: RestoreContext): Promise<void> {
  const { connection, journal, operation, ports } = context;
  const closed = connection.can.closedInBackup
    ? []
    : journal.indices.filter((one) => one.former?.open === false);
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
