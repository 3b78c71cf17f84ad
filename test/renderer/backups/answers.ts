import type { BackupChoices, BackupDetail, BackupList, BackupRow } from '#shared/model/backup.ts';
import type { RepositoryList } from '#shared/model/repository.ts';
import type { RestoreStatus } from '#shared/model/restore-status.ts';
import { backupRow } from './rows.ts';

/** Invented answers for the pages of this area. */

export const backupList = (rows: BackupRow[], readings: BackupList['readings'] = []): BackupList => ({
  rows,
  readings:
    readings.length > 0
      ? readings
      : [
          {
            repository: 'default',
            backups: rows.length,
            detailed: rows.length,
            unreadable: 0,
            error: null,
          },
        ],
  readAt: Date.now(),
});

export const backupDetail = (row: BackupRow, changes: Partial<BackupDetail> = {}): BackupDetail => ({
  row,
  indices: [
    { index: 'gateway_default_apis', scope: 'assets', docs: 120, bytes: 8_000, shards: 1 },
    { index: 'gateway_default_audit_auditlogs', scope: 'audit', docs: 40, bytes: 2_000, shards: 1 },
  ],
  failures: [],
  newBytes: null,
  manifest: null,
  dataStoreVersion: '7.13.0',
  restorable: { ok: true, text: 'Complete, same version' },
  calls: [],
  ...changes,
});

export const backupChoices = (): BackupChoices => ({
  scopes: [
    {
      scope: 'assets',
      indices: [
        { index: 'gateway_default_apis', docs: 120, bytes: 8_000 },
        { index: 'gateway_default_policy', docs: 10, bytes: 1_000 },
      ],
      docs: 130,
      bytes: 9_000,
      lastSavedAt: null,
    },
    {
      scope: 'audit',
      indices: [{ index: 'gateway_default_audit_auditlogs', docs: 40, bytes: 2_000 }],
      docs: 40,
      bytes: 2_000,
      lastSavedAt: null,
    },
  ],
  unclear: ['gateway_default_oddity'],
  lastEverythingAt: null,
  held: [
    { repository: 'default', backups: 3 },
    { repository: 'archive', backups: null },
  ],
  suggestedName: 'default-2026-november-24-7-2-11-482000000',
  quiesce: { possible: true, text: 'Changes at design time are blocked on 3 nodes while it runs.' },
});

export const repositoryList = (changes: Partial<RepositoryList> = {}): RepositoryList => ({
  repositories: [
    { name: 'default', type: 'fs', location: '/mnt/backups/default', readOnly: false, safety: false },
    { name: 'archive', type: 'fs', location: '/mnt/archive', readOnly: true, safety: false },
  ],
  defaultName: 'default',
  defaultExists: true,
  defaultRefused: null,
  allowedFolders: ['/mnt/backups'],
  ...changes,
});

/** Three rows, newest first. */
export const threeRows = (): BackupRow[] => [
  backupRow({ name: 'a-newest', startedAt: Date.now() - 1_000_000 }),
  backupRow({ name: 'b-middle', startedAt: Date.now() - 2_000_000, state: 'partial', rawState: 'PARTIAL' }),
  backupRow({ name: 'c-oldest', startedAt: Date.now() - 3_000_000, reason: 'Before change 4711' }),
];

export const neverRestored = (repository: string, name: string): RestoreStatus => ({
  repository,
  name,
  state: 'never',
  source: 'none',
  startedAt: null,
  endedAt: null,
  operationId: null,
  shards: null,
  text: 'No restore of it is known.',
});
