import { appError } from '#shared/errors/catalogue.ts';
import type { IndexProgress, Operation, Phase, RestoreResult } from '#shared/model/operation.ts';

export const START = Date.UTC(2026, 10, 24, 6, 31, 4);
export const BACKUP = 'default-2026-november-21-2-0-0-131000000';
const MB = 1024 * 1024;

const phase = (
  id: Phase['id'],
  state: Phase['state'],
  from: number | null,
  to: number | null,
  text: string,
): Phase => ({
  id,
  state,
  startedAt: from === null ? null : START + from,
  endedAt: to === null ? null : START + to,
  text,
});

const row = (name: string, stage: IndexProgress['stage'], done: number, total: number): IndexProgress => ({
  index: `gateway_default_${name}`,
  stage,
  bytes: { done: done * MB, total: total * MB },
  shards: { done: stage === 'done' ? 1 : 0, total: 1 },
});

const OPEN: IndexProgress[] = [
  row('analytics_transactionalevents-000003', 'copying', 241, 396),
  row('analytics_transactionalevents-000002', 'copying', 318, 379),
  row('analytics_performancemetrics-000001', 'copying', 61.3, 166),
  row('audit_auditlogs-000001', 'copying', 90, 90),
  row('analytics_transactionalevents-000001', 'waiting', 0, 112),
  row('analytics_policyviolationevents-000001', 'waiting', 0, 71.5),
  row('analytics_lifecycleevents-000001', 'waiting', 0, 152),
];

const DONE: IndexProgress[] = Array.from({ length: 81 }, (_, at) =>
  row(`type${String(at + 1).padStart(2, '0')}-000001`, 'done', 5, 5),
);

/** A restore that copies: 88 indices, 7 of them open. */
export function restoring(changes: Partial<Operation> = {}): Operation {
  return {
    id: 'op-1',
    kind: 'restore',
    gatewayId: 'gw-1',
    gatewayName: 'Production EU',
    target: BACKUP,
    subjects: [{ repository: 'nightly', name: BACKUP }],
    status: 'running',
    phases: [
      phase('plan', 'done', 0, 1000, '88 indices, nothing changed since 07:29'),
      phase('safety-backup', 'done', 1000, 17_000, 'Success, 88 of 88 shards, 1.71 GB'),
      phase('close', 'done', 17_000, 17_400, '86 of 86 indices closed'),
      phase('restore', 'running', 17_400, null, 'Full speed'),
      phase('verify', 'waiting', null, null, ''),
      phase('aliases', 'waiting', null, null, ''),
    ],
    shards: { done: 83, total: 90 },
    bytes: { done: 1.12 * 1024 * MB, total: 1.77 * 1024 * MB },
    indices: [...DONE, ...OPEN],
    startedAt: START,
    updatedAt: START + 31_000,
    readAt: START + 30_000,
    endedAt: null,
    cancellable: true,
    elsewhere: false,
    user: 'svc-admin',
    reason: 'Change 4711 broke the routing policies of 13 APIs',
    log: [
      { at: START + 30_000, text: 'POST /_snapshot/nightly/backup/_restore 200 41 ms' },
      { at: START + 31_000, text: 'GET /gateway_default_…/_recovery?active_only=true 200 18 ms' },
    ],
    result: null,
    error: null,
    ...changes,
  };
}

export function restoreResult(changes: Partial<RestoreResult> = {}): RestoreResult {
  return {
    kind: 'restore',
    repository: 'nightly',
    name: BACKUP,
    outcome: 'restored',
    indices: { done: 88, total: 88 },
    docs: 202_050,
    scopes: [
      {
        scope: 'assets',
        indices: { done: 71, total: 71 },
        shards: { done: 73, total: 73 },
        docsExpected: 3_126,
        docsFound: 3_126,
        verdict: 'equal',
      },
      {
        scope: 'analytics',
        indices: { done: 10, total: 10 },
        shards: { done: 10, total: 10 },
        docsExpected: 178_487,
        docsFound: 178_487,
        verdict: 'equal',
      },
      {
        scope: 'license',
        indices: { done: 5, total: 5 },
        shards: { done: 5, total: 5 },
        docsExpected: 1_398,
        docsFound: 1_398,
        verdict: 'equal',
      },
      {
        scope: 'audit',
        indices: { done: 2, total: 2 },
        shards: { done: 2, total: 2 },
        docsExpected: 19_039,
        docsFound: 19_039,
        verdict: 'equal',
      },
    ],
    aliases: { checked: 14, wrong: [] },
    safetyBackup: { repository: 'gateway-vault-safety-default', name: 'safety-default-2026-11-24-07-31-05' },
    closedMs: 30_000,
    leftOver: [],
    ...changes,
  };
}

/** The same restore after it ended well. */
export function restored(changes: Partial<Operation> = {}): Operation {
  const before = restoring();
  return {
    ...before,
    status: 'succeeded',
    phases: before.phases.map((each) => ({
      ...each,
      state: 'done',
      startedAt: START,
      endedAt: START + 47_000,
    })),
    indices: before.indices.map((each) => ({
      ...each,
      stage: 'done',
      bytes: each.bytes && { done: each.bytes.total, total: each.bytes.total },
      shards: { done: 1, total: 1 },
    })),
    shards: { done: 90, total: 90 },
    bytes: before.bytes && { done: before.bytes.total, total: before.bytes.total },
    endedAt: START + 47_000,
    updatedAt: START + 47_000,
    cancellable: false,
    result: restoreResult(),
    ...changes,
  };
}

/** A restore that failed and was rolled back. */
export function rolledBack(): Operation {
  return restored({
    status: 'failed',
    result: restoreResult({
      outcome: 'rolled-back',
      indices: { done: 0, total: 88 },
      scopes: [],
      docs: null,
    }),
    error: appError('restore-failed', {
      detail: 'A file of gateway_default_apis-000001 is damaged.',
      raw: { status: 500, type: 'snapshot_restore_exception', reason: 'checksum failed' },
    }),
  });
}

/** A backup that ended well. */
export function backedUp(changes: Partial<Operation> = {}): Operation {
  return restored({
    id: 'op-2',
    kind: 'backup',
    target: 'default-2026-11-24',
    subjects: [{ repository: 'nightly', name: 'default-2026-11-24' }],
    phases: [
      phase('check', 'done', 0, 400, 'Name is free'),
      phase('count-before', 'done', 400, 900, '89 indices'),
      phase('copy', 'done', 900, 14_000, 'Success, 91 of 91 shards'),
      phase('count-after', 'done', 14_000, 14_500, 'Equal'),
    ],
    endedAt: START + 14_500,
    reason: '',
    result: {
      kind: 'backup',
      repository: 'nightly',
      name: 'default-2026-11-24',
      state: 'success',
      shards: { done: 91, total: 91 },
      indices: 89,
      docs: 203_100,
      countsReliable: true,
      bytes: 1.78 * 1024 * MB,
    },
    ...changes,
  });
}

/** A deletion of three backups, one of which is still there. */
export function deleted(): Operation {
  const refs = (['a-first', 'b-second'] as const).map((name) => ({ repository: 'default', name }));
  const error = appError('repository-busy', { what: 'assets' });
  return backedUp({
    kind: 'delete-backup',
    target: '3 backups',
    status: 'warning',
    phases: [phase('delete', 'done', 0, 900, '2 of 3 deleted')],
    indices: [],
    result: {
      kind: 'delete-backup',
      deleted: refs,
      failed: [{ repository: 'assets', name: 'c-third', error }],
    },
    error,
  });
}

/** An opening of two indices, one of which lost its data. */
export function opened(): Operation {
  const failed = ['gateway_default_log-000001'];
  return backedUp({
    kind: 'open-indices',
    target: 'default',
    subjects: [],
    status: 'warning',
    phases: [phase('reopen', 'done', 0, 900, '1 of 2 indices opened')],
    indices: [],
    result: { kind: 'open-indices', opened: ['gateway_default_apis-000001'], failed },
    error: appError('open-failed', { detail: failed.join(', ') }),
  });
}
