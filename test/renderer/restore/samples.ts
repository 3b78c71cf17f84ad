import type { PlanEntry, RestorePlan } from '#shared/model/plan.ts';
import type { PlannedCall } from '#shared/model/planned-call.ts';
import { DEFAULT_CHOICES } from '../../../renderer/features/restore/plan-state.ts';

const PREFIX = 'gateway_default_';

type Side = [docs: number | null, bytes: number | null, shards: number] | null;

export function entry(
  name: string,
  verdict: PlanEntry['verdict'],
  inBackup: Side,
  live: Side,
  rest: Partial<PlanEntry> = {},
): PlanEntry {
  return {
    index: `${PREFIX}${name}`,
    target: `${PREFIX}${name}`,
    scope: 'assets',
    family: null,
    verdict,
    why: '',
    fixes: [],
    chosen: null,
    inBackup: inBackup && { docs: inBackup[0], bytes: inBackup[1], shards: inBackup[2] },
    live: live && { docs: live[0], bytes: live[1], shards: live[2], open: true, uuid: `uuid-${name}` },
    ...rest,
  };
}

const KB = 1024;
const MB = 1024 * KB;

export const REFUSED = entry('log-000001', 'refused', [6120, 104 * MB, 5], [7463, 110 * MB, 1], {
  scope: 'log',
  why: 'The backup has 5 shards, the live index has 1. A restore into an existing index needs the same number.',
  fixes: ['leave-out', 'delete-first'],
});

const NAMED: PlanEntry[] = [
  entry('analytics_transactionalevents-000001', 'create', [12_880, 112 * MB, 1], null),
  entry('analytics_errorevents-000001', 'create', [1_122, 9 * MB, 1], null),
  entry('analytics_transactionalevents-000004', 'keep', null, [5_610, 58 * MB, 1], {
    why: 'Newer than the backup. It is the write index of its family.',
  }),
  entry('analytics_performancemetrics-000002', 'keep', null, [1_102, 6 * MB, 1], {
    why: 'Newer than the backup.',
    fixes: ['remove'],
  }),
  entry('audit_auditlogs-000002', 'keep', null, [388, 2 * MB, 1]),
  entry('accessprofiles-000001', 'replace', [14, 18 * KB, 1], [14, 18 * KB, 1]),
  entry('aliases-000001', 'replace', [41, 62 * KB, 1], [43, 64 * KB, 1]),
  entry('apis-000001', 'replace', [318, 3 * MB, 2], [331, 3 * MB, 2]),
  entry('applications-000001', 'replace', [604, MB, 2], [611, MB, 2]),
];

const FILLER: PlanEntry[] = Array.from({ length: 82 }, (_, at) => {
  const docs = at === 81 ? 187_071 - 81 * 1000 : 1000;
  return entry(
    `type${String(at + 1).padStart(2, '0')}-000001`,
    'replace',
    [docs, 20 * MB, 1],
    [at === 81 ? docs + 5779 : docs, 20 * MB, 1],
  );
});

const put = (phase: PlannedCall['phase'], path: string, body: unknown): PlannedCall => ({
  phase,
  method: 'PUT',
  path,
  body: JSON.stringify(body),
  ifNeeded: false,
});
const LIMIT = 'indices.recovery.max_bytes_per_sec';
const THREE = `${PREFIX}accessprofiles-000001,${PREFIX}aliases-000001,${PREFIX}apis-000001`;

/** Shorter than what the engine tells, in the same form. */
export const CALLS: PlannedCall[] = [
  put('safety-backup', '/_snapshot/gateway-vault-safety-default/safety-default-(time)', {
    indices: `${THREE},… 83 more`,
  }),
  put('lift-throttle', '/_cluster/settings', { transient: { [LIMIT]: '10239mb' } }),
  {
    phase: 'close',
    method: 'POST',
    path: `/${THREE},… 83 more/_close?wait_for_active_shards=0&master_timeout=30s`,
    body: null,
    ifNeeded: false,
  },
  {
    phase: 'restore',
    method: 'POST',
    path: '/_snapshot/nightly/default-2026-november-21-2-0-0-131000000/_restore?wait_for_completion=false',
    body: JSON.stringify({ indices: `${THREE},… 85 more`, include_aliases: false }),
    ifNeeded: false,
  },
  { phase: 'aliases', method: 'POST', path: '/_aliases', body: null, ifNeeded: true },
  put('release', '/_cluster/settings', { transient: { [LIMIT]: null } }),
];

/** 92 indices: 1 refused, 2 created, 3 kept, 86 replaced. */
export function plan(changes: Partial<RestorePlan> = {}): RestorePlan {
  return {
    id: 'plan-1',
    gatewayId: 'gw-1',
    repository: 'nightly',
    backup: 'default-2026-november-21-2-0-0-131000000',
    backupStartedAt: Date.UTC(2026, 10, 21, 1, 0, 0),
    madeAt: Date.UTC(2026, 10, 24, 6, 29, 0),
    choices: DEFAULT_CHOICES,
    entries: [REFUSED, ...NAMED, ...FILLER],
    aliases: Array.from({ length: 14 }, (_, at) => ({
      alias: `${PREFIX}alias${at}`,
      members: [`${PREFIX}alias${at}-000001`],
      writeIndex: `${PREFIX}alias${at}-000001`,
      source: 'manifest' as const,
    })),
    version: { state: 'good', text: 'Elasticsearch 7.13.0, gateway 10.11 on both sides' },
    disk: {
      state: 'good',
      text: 'node-b is the tightest: 9.3 GB stay free below the 85 % limit.',
      usedBytes: 38.2 * 1024 * MB,
      totalBytes: 60 * 1024 * MB,
      neededBytes: 3.5 * 1024 * MB,
    },
    aliasVerdict: { state: 'good', text: '14, each with one write index, the newest' },
    loss: { since: Date.UTC(2026, 10, 21, 1, 0, 0), docsLive: 193_849, docsAfter: 188_048 },
    safety: {
      on: true,
      repository: 'gateway-vault-safety-default',
      indices: 86,
      bytes: 1.71 * 1024 * MB,
      opens: [],
      error: null,
    },
    counts: { known: true, docs: 202_050, bytes: 1.77 * 1024 * MB },
    blockers: [],
    otherRelease: null,
    tenantsInBackup: ['default', 'development'],
    globalStateInBackup: true,
    restartAfter: true,
    calls: CALLS,
    ...changes,
  };
}

/** The same plan after the refused index was left out. */
export function settledPlan(changes: Partial<RestorePlan> = {}): RestorePlan {
  const first = plan();
  return {
    ...first,
    id: 'plan-2',
    choices: { ...DEFAULT_CHOICES, fixes: { [REFUSED.index]: 'leave-out' } },
    entries: first.entries.map((each) =>
      each.index === REFUSED.index ? { ...each, verdict: 'keep', chosen: 'leave-out' } : each,
    ),
    ...changes,
  };
}
