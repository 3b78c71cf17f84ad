import type { BackupRow } from '#shared/model/backup.ts';
import type { Operation } from '#shared/model/operation.ts';

/** 24 Nov 2026, 07:00 UTC. */
export const NOW = Date.UTC(2026, 10, 24, 7, 0, 0);
const HOUR = 3_600_000;

/** An invented backup; what a test does not name is ordinary. */
export function backupRow(changes: Partial<BackupRow> = {}): BackupRow {
  return {
    repository: 'default',
    name: 'default-2026-november-24-2-0-0-118000000',
    uuid: `uuid of ${changes.name ?? 'the ordinary one'}`,
    state: 'success',
    rawState: 'SUCCESS',
    scopes: ['assets', 'analytics', 'license', 'audit', 'log'],
    everything: true,
    indexCount: 90,
    bytes: 1_920_000_000,
    startedAt: NOW - 5 * HOUR,
    endedAt: NOW - 5 * HOUR + 48_000,
    shards: { total: 92, ok: 92, failed: 0 },
    trigger: 'by-hand',
    user: 'svc-admin',
    reason: '',
    lastRestoredAt: null,
    detailed: true,
    ...changes,
  };
}

export function operation(changes: Partial<Operation> = {}): Operation {
  return {
    id: 'op-1',
    kind: 'backup',
    gatewayId: 'gw-1',
    gatewayName: 'Production EU',
    target: 'before-change-4711',
    subjects: [{ repository: 'default', name: 'before-change-4711' }],
    status: 'running',
    phases: [],
    shards: { done: 61, total: 92 },
    bytes: null,
    indices: [],
    startedAt: NOW - 41_000,
    updatedAt: NOW,
    readAt: NOW,
    endedAt: null,
    cancellable: true,
    elsewhere: false,
    user: 'svc-admin',
    reason: '',
    log: [],
    result: null,
    error: null,
    ...changes,
  };
}
