import type { BackupRow, BackupState } from '#shared/model/backup.ts';
import type { Operation } from '#shared/model/operation.ts';
import { Scope } from '#shared/model/primitives.ts';
import { indicesOfTenant } from '#shared/rules/index-names.ts';
import type { BackupFacts, NamedBackup } from '../elasticsearch/snapshot-list.ts';
import { UNREADABLE } from '../elasticsearch/snapshot-reply.ts';
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
  /** Which scopes a list of index names covers. Remembers each array. */
  scopesOf: (indices: readonly string[]) => Scope[];
  /** When each backup was last restored, by `repository:name`. */
  restoredAt: ReadonlyMap<string, number>;
}

/** The row of a backup that was read. */
export function rowOf(
  repository: string,
  backup: BackupFacts,
  manifest: Manifest | null,
  context: RowContext,
): BackupRow {
  const indices = backup.state === UNREADABLE ? null : backup.indices;
  return { ...shared(repository, { ...backup, indices }, manifest, context), detailed: true };
}

/** The row of a backup of which only name and state are known, with what was noted when it was made here. */
export function namedRow(
  repository: string,
  named: NamedBackup,
  manifest: Manifest | null,
  context: RowContext,
): BackupRow {
  const noted = named.state === UNREADABLE || manifest === null ? null : Object.keys(manifest.indices);
  const known = { ...named, indices: noted, startedAt: null, endedAt: null, shards: null };
  return { ...shared(repository, known, manifest, context), detailed: false };
}

type Known = Omit<BackupFacts, 'indices'> & { indices: readonly string[] | null };

function shared(
  repository: string,
  backup: Known,
  manifest: Manifest | null,
  context: RowContext,
): Omit<BackupRow, 'detailed'> {
  const scopes = backup.indices === null ? null : context.scopesOf(backup.indices);
  const covers =
    scopes !== null &&
    context.liveScopes.length > 0 &&
    context.liveScopes.every((scope) => scopes.includes(scope));
  return {
    repository,
    name: backup.name,
    uuid: backup.uuid,
    state: stateOf(backup.state),
    rawState: backup.state,
    scopes,
    // A safety backup names its indices one by one, also when it holds all of them.
    everything: manifest?.trigger === 'by-hand' ? manifest.selection.kind === 'everything' : covers,
    indexCount: backup.indices?.length ?? null,
    bytes: manifest?.totalBytes ?? null,
    startedAt: backup.startedAt ?? manifest?.startedAt ?? null,
    endedAt: backup.endedAt,
    shards: backup.shards,
    trigger: manifest?.trigger ?? 'elsewhere',
    user: manifest?.user ?? null,
    reason: manifest === null || manifest.reason === '' ? null : manifest.reason,
    lastRestoredAt: context.restoredAt.get(`${repository}:${backup.name}`) ?? null,
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
