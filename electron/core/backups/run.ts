import type { NewBackup } from '#shared/model/backup.ts';
import type { PhaseId } from '#shared/model/operation.ts';
import type { Connection } from '../gateways/connections.ts';
import type { OperationHandle, Outcome } from '../operations/operation-handle.ts';
import type { EnginePorts } from '../ports.ts';
import { ensureRepository } from '../repositories/default-repository.ts';
import { type Manifests, totalDocs } from './manifest.ts';
import { stateOf } from './rows.ts';
import { takeBackup } from './take.ts';

export const BACKUP_PHASES: readonly PhaseId[] = ['repository', 'count-before', 'copy', 'count-after'];

interface BackupWork {
  connection: Connection;
  operation: OperationHandle;
  ports: EnginePorts;
  manifests: Manifests;
}

/** A user's backup from its repository to its verdict. Success is what was verified (E5). */
export async function runBackup(
  { connection, operation, ports, manifests }: BackupWork,
  order: NewBackup,
  indices: readonly string[],
): Promise<Outcome> {
  await operation.inPhase('repository', async () => {
    const found = await ensureRepository(connection, order.repository);
    return [undefined, found === 'there' ? order.repository : `${order.repository} registered`] as const;
  });
  const { backup, manifest, flaw } = await takeBackup(
    connection,
    ports,
    manifests,
    { ...order, indices, trigger: 'by-hand' },
    {
      step: (id, state, text) => operation.phase(id, state, text),
      progress: (shards, bytes) => operation.update({ shards, bytes, readAt: ports.clock.now() }),
      log: (text) => operation.log(text),
      signal: operation.signal,
    },
  );
  operation.update({ cancellable: false });
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
