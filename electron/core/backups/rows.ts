import type { BackupRow, BackupState } from '#shared/model/backup.ts';
import type { Operation } from '#shared/model/operation.ts';
import { Scope } from '#shared/model/primitives.ts';
import { indicesOfTenant } from '#shared/rules/index-names.ts';
import { type StoredBackup, UNREADABLE } from '../elasticsearch/snapshots.ts';
import type { Manifest } from './manifest.ts';

/** The server's word in ours. An unknown word stays `other`, with its text beside it: never a success (E5). */
export function stateOf(raw: string): BackupState {
  switch (raw) {
    case 'SUCCESS':
      return 'success';
    case 'PARTIAL':
      return 'partial';
    case 'FAILED':
      return 'failed';
    case 'IN_PROGRESS':
      return 'in-progress';
    case UNREADABLE:
      return 'unreadable';
    default:
      return 'other';
  }
}

/** Which scopes of a tenant a list of index names covers. */
export function scopesOf(
  indices: readonly string[],
  tenant: string,
  knownTenants: readonly string[],
): Scope[] {
  const found = new Set(indicesOfTenant(indices, tenant, knownTenants).owned.map((one) => one.scope));
  return Scope.options.filter((scope) => found.has(scope));
}

export interface RowContext {
  tenant: string;
  knownTenants: readonly string[];
  /** Scopes that the tenant has now: a backup that covers them all is one of everything. */
  liveScopes: readonly Scope[];
  /** When each backup was last restored, by `repository:name`. */
  restoredAt: ReadonlyMap<string, number>;
}

export function rowOf(
  repository: string,
  backup: StoredBackup,
  manifest: Manifest | null,
  context: RowContext,
): BackupRow {
  const state = stateOf(backup.state);
  const scopes =
    state === 'unreadable' ? null : scopesOf(backup.indices, context.tenant, context.knownTenants);
  const covers =
    scopes !== null &&
    context.liveScopes.length > 0 &&
    context.liveScopes.every((scope) => scopes.includes(scope));
  return {
    repository,
    name: backup.name,
    uuid: backup.uuid,
    state,
    rawState: backup.state,
    scopes,
    // A safety backup names its indices one by one, also when it holds all of them.
    everything: manifest?.trigger === 'by-hand' ? manifest.selection.kind === 'everything' : covers,
    indexCount: state === 'unreadable' ? null : backup.indices.length,
    bytes: manifest?.totalBytes ?? null,
    startedAt: backup.startedAt,
    endedAt: backup.endedAt,
    shards: backup.shards,
    trigger: manifest?.trigger ?? 'elsewhere',
    user: manifest?.user ?? null,
    reason: manifest === null || manifest.reason === '' ? null : manifest.reason,
    lastRestoredAt: context.restoredAt.get(`${repository}:${backup.name}`) ?? null,
    detailed: true,
  };
}

/** From the history: the last time each backup was restored completely. */
export function restoredTimes(operations: readonly Operation[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const { result, endedAt } of operations) {
    if (result?.kind !== 'restore' || result.outcome !== 'restored' || endedAt === null) continue;
    const key = `${result.repository}:${result.name}`;
    times.set(key, Math.max(times.get(key) ?? 0, endedAt));
  }
  return times;
}
