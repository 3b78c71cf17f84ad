import { appError } from '#shared/errors/catalogue.ts';
import type { RequestOutput } from '#shared/ipc/contract.ts';
import type { BackupRow } from '#shared/model/backup.ts';
import type { DataStoreStatus } from '#shared/model/data-store.ts';
import type { GatewayView } from '#shared/model/gateway.ts';
import type { OpenJournal } from '#shared/model/journal.ts';
import type { Operation } from '#shared/model/operation.ts';
import type { Overview, StripCell } from '#shared/model/overview.ts';
import type { PendingRestart } from '#shared/model/restart.ts';
import { DEFAULT_SETTINGS } from '#shared/model/settings.ts';
import type { Answers } from './fake-bridge.ts';

/** Invented facts of one calm gateway, `gw-1`. Times count back from the moment they are asked for. */

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
const DAY = 24 * HOUR;
const now = (): number => Date.now();

export function sampleGateway(changes: Partial<GatewayView['profile']> = {}): GatewayView {
  return {
    profile: {
      id: 'gw-1',
      name: 'Production EU',
      tenant: 'default',
      release: '10.11',
      dataStore: {
        addresses: ['http://apigw-eu-a:9240', 'http://apigw-eu-b:9240', 'http://apigw-eu-c:9240'],
        username: 'gateway',
      },
      nodes: [
        { id: 'node-a', name: 'node-a', address: 'http://apigw-eu-a:5555' },
        { id: 'node-b', name: 'node-b', address: 'http://apigw-eu-b:5555' },
        { id: 'node-c', name: 'node-c', address: 'http://apigw-eu-c:5555' },
      ],
      nodeUsername: 'Administrator',
      autostart: true,
      readOnly: false,
      createdAt: now() - 90 * DAY,
      ...changes,
    },
    hasDataStorePassword: true,
    hasNodePassword: true,
    hasDataStoreApiKey: false,
    hasClientKeyPassphrase: false,
  };
}

export function sampleStatus(changes: Partial<DataStoreStatus> = {}): DataStoreStatus {
  return {
    reachable: true,
    health: 'green',
    version: '7.13.0',
    clusterName: 'SAG_EventDataStore',
    nodeCount: 3,
    disk: { usedBytes: 38.2e9, totalBytes: 60e9 },
    readAt: now(),
    error: null,
    calls: 0,
    ...changes,
  };
}

/** The status of a data store that refuses connections. */
export const sampleDown = (): DataStoreStatus =>
  sampleStatus({
    reachable: false,
    health: null,
    version: null,
    clusterName: null,
    nodeCount: null,
    disk: null,
    error: appError('connection-refused', { where: 'http://apigw-eu-a:9240' }),
  });

export function sampleBackup(changes: Partial<BackupRow> = {}): BackupRow {
  // A minute more than five hours, so that no rounding makes it four.
  const startedAt = now() - 5 * HOUR - 60 * SECOND;
  return {
    repository: 'default',
    name: 'default-2026-november-24-2-0-0-118000000',
    uuid: `uuid of ${changes.name ?? 'the usual one'}`,
    state: 'success',
    rawState: 'SUCCESS',
    scopes: ['assets', 'analytics', 'license', 'audit', 'log'],
    everything: true,
    indexCount: 90,
    bytes: Math.round(1.92 * 1_024 ** 3),
    startedAt,
    endedAt: startedAt + 48 * SECOND,
    shards: { total: 92, ok: 92, failed: 0 },
    trigger: 'by-hand',
    user: 'svc-admin',
    reason: null,
    lastRestoredAt: null,
    detailed: true,
    ...changes,
  };
}

export function sampleOperation(changes: Partial<Operation> = {}): Operation {
  const startedAt = changes.startedAt ?? now() - 41 * SECOND;
  return {
    id: 'op-1',
    kind: 'backup',
    gatewayId: 'gw-1',
    gatewayName: 'Production EU',
    target: 'before-change-4711',
    subjects: [{ repository: 'default', name: 'before-change-4711' }],
    status: 'running',
    phases: [
      { id: 'check', state: 'done', startedAt, endedAt: startedAt + 90, text: 'Data store green' },
      { id: 'count-before', state: 'done', startedAt, endedAt: startedAt + 900, text: '208,412 documents' },
      { id: 'copy', state: 'running', startedAt: startedAt + 900, endedAt: null, text: '61 of 92 shards' },
      { id: 'count-after', state: 'waiting', startedAt: null, endedAt: null, text: '' },
    ],
    shards: { done: 61, total: 92 },
    bytes: { done: 212 * 1_024 ** 2, total: 481 * 1_024 ** 2 },
    indices: [],
    startedAt,
    updatedAt: now(),
    readAt: now() - SECOND,
    endedAt: null,
    cancellable: true,
    elsewhere: false,
    user: 'svc-admin',
    reason: 'Before policy change 4711',
    log: [],
    result: null,
    error: null,
    ...changes,
  };
}

/** An operation that ended: `ms` long, `ago` before now. */
export function sampleEnded(
  id: string,
  ago: number,
  ms: number,
  changes: Partial<Operation> = {},
): Operation {
  const startedAt = now() - ago;
  return sampleOperation({
    id,
    status: 'succeeded',
    startedAt,
    endedAt: startedAt + ms,
    updatedAt: startedAt + ms,
    reason: '',
    ...changes,
  });
}

export function sampleJournal(changes: Partial<OpenJournal> = {}): OpenJournal {
  return {
    id: 'journal-1',
    gatewayId: 'gw-1',
    gatewayName: 'Production EU',
    repository: 'default',
    backup: 'default-2026-november-21-2-0-0-131000000',
    startedAt: now() - 20 * 60 * SECOND,
    step: 'restore',
    active: false,
    closedIndices: ['gateway_default_apis_20260301', 'gateway_default_policy_20260301'],
    safetyBackup: { repository: 'default-safety', name: 'safety-2026-11-24' },
    canContinue: true,
    canRollBack: true,
    ...changes,
  };
}

export function samplePending(changes: Partial<PendingRestart> = {}): PendingRestart {
  const node = (letter: string, state: PendingRestart['nodes'][number]['state']) => ({
    nodeId: `node-${letter}`,
    name: `node-${letter}`,
    address: `http://apigw-eu-${letter}:5555`,
    state,
    events: [],
    startedAt: null,
    endedAt: null,
    engine: null,
    error: null,
  });
  return {
    gatewayId: 'gw-1',
    operationId: 'op-9',
    why: 'The restore replaced data that the nodes still hold in memory.',
    since: now() - 10 * 60 * SECOND,
    running: false,
    nodes: [node('a', 'healthy'), node('b', 'pending'), node('c', 'pending')],
    ...changes,
  };
}

/** The start of each of the last 30 local days, oldest first. */
export function sampleDays(): number[] {
  return Array.from({ length: 30 }, (_, index) => {
    const day = new Date();
    day.setHours(0, 0, 0, 0);
    day.setDate(day.getDate() - 29 + index);
    return day.getTime();
  });
}

/** Thirty good days, except those named by index. */
export const sampleCells = (others: Record<number, StripCell> = {}): StripCell[] =>
  Array.from({ length: 30 }, (_, index) => others[index] ?? 'good');

export function sampleOverview(changes: Partial<Overview> = {}): Overview {
  return {
    verdict: { state: 'safe', lastGood: sampleBackup() },
    dataStore: sampleStatus(),
    readings: [
      { repository: 'default', backups: 66, detailed: 66, unreadable: 0, error: null },
      { repository: 'assets', backups: 148, detailed: 148, unreadable: 0, error: null },
    ],
    strip: {
      days: sampleDays(),
      everything: sampleCells({ 7: 'partial', 23: 'unreadable', 24: 'failed' }),
      assets: sampleCells({ 5: 'none', 27: 'partial' }),
    },
    running: [],
    recent: [
      sampleEnded('op-3', 5 * HOUR, 48 * SECOND, { target: 'default-2026-november-24-2-0-0-118000000' }),
      sampleEnded('op-2', 3 * DAY, 47 * SECOND, { kind: 'restore', target: 'nightly-assets-2026-11-18' }),
    ],
    pendingRestart: null,
    journals: [],
    backups: 214,
    ...changes,
  };
}

export const sampleInfo = (changes: Partial<RequestOutput<'app.info'>> = {}): RequestOutput<'app.info'> => ({
  version: '0.1.0',
  user: 'svc-admin',
  platform: 'linux',
  runtime: 'test',
  dataFolder: '/home/svc-admin/.config/gateway-vault',
  secretsPersist: true,
  secretBackend: 'Secret Service',
  notices: [],
  ...changes,
});

/** Everything the frame of the program asks for, of a gateway on which nothing happens. */
export function calmAnswers(): Answers {
  return {
    'app.info': sampleInfo(),
    'gateways.list': [sampleGateway()],
    'gateways.status': () => sampleStatus(),
    'overview.get': () => sampleOverview(),
    'backups.look': { same: true },
    'operations.list': [],
    'operations.history': [],
    'settings.get': DEFAULT_SETTINGS,
    'journals.list': [],
    'restart.pending': null,
    'calls.list': [],
  };
}
