import type { BackupDetail, BackupRow } from '#shared/model/backup.ts';
import { indicesOfTenant } from '#shared/rules/index-names.ts';
import { canRead, parseVersion, parseVersionId } from '#shared/rules/versions.ts';
import { readBackupStatus, type StoredBackup } from '../elasticsearch/snapshots.ts';
import type { Connection } from '../gateways/connections.ts';
import { type Manifest, reliableDocs, totalDocs } from './manifest.ts';
import type { RowContext } from './rows.ts';

export interface DetailSource {
  row: BackupRow;
  backup: StoredBackup;
  manifest: Manifest | null;
  context: RowContext;
  /** Calls since then were made for this page. */
  since: number;
}

/** Everything about one backup. Sizes that the server cannot tell are left out, not guessed. */
export async function detailOf(connection: Connection, source: DetailSource): Promise<BackupDetail> {
  const { row, backup, manifest, context } = source;
  const ended = row.state !== 'in-progress';
  const status = ended
    ? await readBackupStatus(connection.store, row.repository, row.name, true).catch(() => null)
    : null;
  const scopes = new Map(
    indicesOfTenant(backup.indices, context.tenant, context.knownTenants).owned.map((one) => [
      one.index,
      one.scope,
    ]),
  );
  const counts = manifest === null ? null : totalDocs(manifest);
  return {
    row: { ...row, bytes: row.bytes ?? status?.totalBytes ?? null },
    indices: backup.indices.toSorted().map((index) => {
      const noted = manifest?.indices[index];
      const size = status?.indices.get(index);
      return {
        index,
        scope: scopes.get(index) ?? null,
        docs: reliableDocs(noted),
        bytes: noted?.bytes ?? size?.bytes ?? null,
        shards: noted?.shards ?? size?.shards ?? null,
      };
    }),
    failures: backup.failures,
    newBytes: manifest?.newBytes ?? (connection.can.incrementalSizes ? (status?.newBytes ?? null) : null),
    manifest:
      manifest === null || counts === null
        ? null
        : {
            dataStoreVersion: manifest.dataStoreVersion,
            release: manifest.release,
            docs: counts.docs,
            countsReliable: counts.reliable,
          },
    dataStoreVersion: madeBy(backup, manifest),
    restorable: restorableOf(connection, source, scopes.size),
    calls: connection.calls.since(source.since),
  };
}

/** From 8.12 on a server writes a counter where the version should be; only the manifest knows better. */
function madeBy(backup: StoredBackup, manifest: Manifest | null): string | null {
  return (
    manifest?.dataStoreVersion ??
    parseVersion(backup.versionText ?? '')?.text ??
    parseVersionId(backup.versionId ?? 0)?.text ??
    null
  );
}

function restorableOf(
  connection: Connection,
  { row, backup, manifest, context }: DetailSource,
  owned: number,
): BackupDetail['restorable'] {
  if (row.state === 'in-progress') return { ok: false, text: 'It is still being made' };
  if (row.state === 'unreadable')
    return { ok: false, text: 'Its description in the repository cannot be read' };
  if (row.state !== 'success') return { ok: false, text: 'It is not complete' };
  if (owned === 0) return { ok: false, text: `It holds no index of tenant ${context.tenant}` };
  const made = parseVersion(madeBy(backup, manifest) ?? '');
  if (made === null) return { ok: true, text: 'Complete; the version is checked by the plan' };
  const read = canRead(connection.can.version, made);
  if (read === 'too-new')
    return { ok: false, text: `Made by Elasticsearch ${made.text}, newer than this data store` };
  if (read === 'too-old')
    return { ok: false, text: `Made by Elasticsearch ${made.text}, which this data store cannot open` };
  const release = manifest === null || manifest.release === connection.gateway.release;
  return {
    ok: true,
    text: release ? 'Complete, the version fits' : `Complete, but made by API Gateway ${manifest.release}`,
  };
}
