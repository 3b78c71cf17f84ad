import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { PhaseId } from '#shared/model/operation.ts';
import type { Connection } from '../gateways/connections.ts';
import type { NodeClient } from '../gateways/node-client.ts';
import { quiesceNodes, releaseNodes } from '../gateways/quiesce.ts';
import type { Lock } from '../operations/lock.ts';
import type { NewOperation, OperationHandle, Outcome } from '../operations/operation-handle.ts';
import type { EnginePorts } from '../ports.ts';
import { ensureRepository } from '../repositories/default-repository.ts';
import type { Watch } from './follow.ts';
import type { BackupInFlight, BackupsInFlight } from './in-flight.ts';
import { type Manifests, totalDocs } from './manifest.ts';
import { stateOf } from './rows.ts';
import { finishBackup, type TakenBackup, takeBackup } from './take.ts';

const BACKUP_PHASES: readonly PhaseId[] = ['repository', 'count-before', 'copy', 'count-after'];
const QUIESCED_PHASES: readonly PhaseId[] = [
  'repository',
  'quiesce',
  'count-before',
  'copy',
  'count-after',
  'release',
];

/** What a user's backup works with. The record is what a later run needs to go on (E16). */
export interface BackupWork {
  connection: Connection;
  operation: OperationHandle;
  ports: EnginePorts;
  manifests: Manifests;
  inFlight: BackupsInFlight;
  nodes: ReadonlyMap<string, NodeClient>;
  lock: Pick<Lock, 'isHeld'>;
  record: BackupInFlight;
}

/** The operation of a backup, whether it begins or goes on. */
export function backupOperation(gateway: GatewayProfile, order: BackupInFlight['order']): NewOperation {
  const { repository, name, reason, quiesce } = order;
  return {
    kind: 'backup',
    gateway,
    target: name,
    subjects: [{ repository, name }],
    reason,
    phases: quiesce ? QUIESCED_PHASES : BACKUP_PHASES,
    cancellable: true,
  };
}

/** A user's backup from its repository to its verdict. Success is what was verified (E5). */
export async function runBackup(work: BackupWork): Promise<Outcome> {
  const { connection, operation, record } = work;
  return settled(work, async () => {
    const { repository } = record.order;
    await operation.inPhase('repository', async () => {
      const found = await ensureRepository(connection, repository);
      return [undefined, found === 'there' ? repository : `${repository} registered`] as const;
    });
    if (record.order.quiesce) await quiesce(work);
    const order = { ...record.order, trigger: 'by-hand' as const };
    return takeBackup(connection, work.ports, work.manifests, order, watchOf(work));
  });
}

/** Goes on with a backup that an earlier run of the program began. */
export async function adoptBackup(work: BackupWork): Promise<Outcome> {
  const { connection, operation, record } = work;
  operation.log('The program was restarted; the backup is followed again');
  return settled(work, async () => {
    const { noted, order } = record;
    if (noted === null)
      throw new AppFailure(
        appError('backup-failed', {
          what: order.name,
          detail: 'The program ended before the data store was asked for it.',
        }),
      );
    return finishBackup(
      connection,
      work.ports,
      work.manifests,
      { ...order, trigger: 'by-hand', noted },
      watchOf(work),
    );
  });
}

async function settled(work: BackupWork, take: () => Promise<TakenBackup>): Promise<Outcome> {
  let ended = true;
  try {
    return outcomeOf(work.record, await take());
  } catch (thrown) {
    // It may still be running: the next start of the program finds out what became of it.
    if (thrown instanceof AppFailure && thrown.value.code === 'outcome-unknown') ended = false;
    throw thrown;
  } finally {
    work.operation.update({ cancellable: false });
    await release(work, ended);
  }
}

function outcomeOf({ order }: BackupInFlight, { backup, manifest, flaw }: TakenBackup): Outcome {
  const { docs, reliable } = totalDocs(manifest);
  const result = {
    kind: 'backup' as const,
    repository: order.repository,
    name: order.name,
    state: stateOf(backup.state),
    shards: { done: backup.shards?.ok ?? 0, total: backup.shards?.total ?? 0 },
    indices: backup.indices.length,
    docs,
    countsReliable: reliable,
    bytes: manifest.totalBytes,
  };
  return { status: flaw === null ? 'succeeded' : 'failed', result, error: flaw };
}

function watchOf(work: BackupWork): Watch {
  const { operation, ports } = work;
  return {
    step: (id, state, text) => operation.phase(id, state, text),
    progress: (shards, bytes) => operation.update({ shards, bytes, readAt: ports.clock.now() }),
    log: (text) => operation.log(text),
    signal: operation.signal,
    noted: async (noted) => {
      if (!work.lock.isHeld()) throw new AppFailure(appError('lock-lost'));
      await note(work, { noted });
    },
    seen: (identity) => note(work, { identity }),
    identity: work.record.identity,
  };
}

async function note(work: BackupWork, change: Partial<BackupInFlight>): Promise<void> {
  work.record = { ...work.record, ...change };
  await work.inFlight.write(work.record);
}

async function quiesce(work: BackupWork): Promise<void> {
  const { operation } = work;
  operation.phase('quiesce', 'running');
  const { set, able } = await quiesceNodes(
    work.nodes,
    (quiesced) => note(work, { quiesced }),
    (text) => operation.log(text),
  );
  const text = able === 0 ? 'No node can be quiesced from here' : `${set.length} of ${able} nodes`;
  operation.phase('quiesce', able === 0 ? 'skipped' : 'done', text);
}

/** Whatever happened, nodes are released (E9). The record stays while one could not be, or while the end is not known. */
async function release(work: BackupWork, ended: boolean): Promise<void> {
  const { operation, record } = work;
  // Who took the lock over goes on with the record and releases what is in it.
  if (!work.lock.isHeld()) return;
  let left: string[] = [];
  if (record.quiesced.length > 0) {
    operation.phase('release', 'running');
    left = await releaseNodes(work.nodes, record.quiesced, (text) => operation.log(text));
    operation.phase(
      'release',
      left.length === 0 ? 'done' : 'failed',
      left.length === 0 ? '' : `Still quiesced: ${left.join(', ')}`,
    );
  }
  if (ended && left.length === 0) await work.inFlight.remove(record.id);
  else await note(work, { quiesced: left, ended });
}
