import { safetyNameStart } from '#shared/rules/backup-name.ts';
import { deleteBackup, readBackups } from '../elasticsearch/snapshots.ts';
import { isSafetyRepository } from '../repositories/safety-repository.ts';
import type { RestoreContext } from './context.ts';

const KEPT = 2;

/** Keeps the newest two good safety backups (E10); one that is not good is no way back (E5). What cannot be deleted now is tried after the next restore. */
export async function pruneSafetyBackups(context: RestoreContext): Promise<void> {
  const { connection, manifests, operation } = context;
  const repository = context.journal.safety?.repository;
  if (repository === undefined || !isSafetyRepository(repository, context.journal.tenant)) return;
  try {
    const prefix = safetyNameStart(context.journal.tenant);
    const ours = (await readBackups(connection.store, connection.can, repository))
      .filter((backup) => backup.name.startsWith(prefix) && backup.state !== 'IN_PROGRESS')
      .toSorted((a, b) => (b.startedAt ?? 0) - (a.startedAt ?? 0));
    const good = ours.filter((backup) => backup.state === 'SUCCESS');
    // One that cannot be read now may be good. These come last: one of them may be refused.
    const bad = ours.filter((backup) => backup.state === 'PARTIAL' || backup.state === 'FAILED');
    for (const old of [...good.slice(KEPT), ...bad]) {
      // Only what this program made on this data store, and never what was just restored from.
      const manifest = await manifests.find(connection.storeKey, { ...old, repository });
      if (manifest?.storeKey !== connection.storeKey || old.name === context.journal.backup) continue;
      await deleteBackup(connection.store, repository, old.name);
      await manifests.remove(connection.storeKey, { ...old, repository });
      operation.log(`Old safety backup ${old.name} deleted`);
    }
  } catch (thrown) {
    operation.log(`Old safety backups stay: ${thrown instanceof Error ? thrown.message : String(thrown)}`);
  }
}
