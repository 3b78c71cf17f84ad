import type { BackupList, BackupRow, RepositoryReading } from '#shared/model/backup.ts';
import type { Operation } from '#shared/model/operation.ts';
import { readIndices } from '../elasticsearch/indices.ts';
import { readRepositories } from '../elasticsearch/repositories.ts';
import { readBackups } from '../elasticsearch/snapshots.ts';
import { failureOf } from '../errors/from-transport.ts';
import type { Connection } from '../gateways/connections.ts';
import type { Manifests } from './manifest.ts';
import { rowContext } from './row-context.ts';
import { rowOf } from './rows.ts';

/** Reads all repositories side by side. One that fails or hangs has its own error and hides none of the others. */
export async function listBackups(
  connection: Connection,
  manifests: Manifests,
  operations: readonly Operation[],
  readAt: number,
): Promise<BackupList> {
  const { store, can, storeKey } = connection;
  const [repositories, live] = await Promise.all([readRepositories(store), readIndices(store, can)]);
  const context = rowContext(connection, live, operations);
  const readOne = async (repository: string): Promise<{ rows: BackupRow[]; reading: RepositoryReading }> => {
    try {
      const backups = await readBackups(store, can, repository);
      const rows = await Promise.all(
        backups.map(async (backup) =>
          rowOf(repository, backup, await manifests.find(storeKey, { ...backup, repository }), context),
        ),
      );
      const unreadable = rows.filter((row) => row.state === 'unreadable').length;
      return {
        rows,
        reading: { repository, backups: rows.length, detailed: rows.length, unreadable, error: null },
      };
    } catch (thrown) {
      const error = {
        ...failureOf(thrown, store.where).value,
        changed: 'Nothing was changed. The other repositories are listed.',
      };
      return { rows: [], reading: { repository, backups: 0, detailed: 0, unreadable: 0, error } };
    }
  };
  const results = await Promise.all(repositories.map((repository) => readOne(repository.name)));
  const rows = results
    .flatMap((result) => result.rows)
    .toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
  return { rows, readings: results.map((result) => result.reading), readAt };
}
