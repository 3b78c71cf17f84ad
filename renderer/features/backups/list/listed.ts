import type { BackupList, BackupRow } from '#shared/model/backup.ts';
import type { Operation } from '#shared/model/operation.ts';
import type { BackupRef, Counted } from '#shared/model/primitives.ts';
import { lastGoodBackup } from '#shared/rules/good-backup.ts';
import { isSameBackup } from '#shared/rules/same-backup.ts';

/** A row of the list: what the repository says, with what this program knows about work on it. */
export interface ListedBackup extends BackupRow {
  key: string;
  /** The operation that makes or deletes this backup right now. */
  operationId: string | null;
  progress: Counted | null;
  deleting: boolean;
  /** False while only this program knows of it: the repository has not listed it yet. */
  listed: boolean;
  /** When the row was read, in ms, where its repository cannot be read now; null for a row of now. */
  asOf: number | null;
}

export const keyOfBackup = (repository: string, name: string): string => `${repository}/${name}`;

/** Of how many backups the details are read; a repository that failed says so itself. */
export function readSoFar(readings: BackupList['readings']): { read: number; listed: number } {
  const good = readings.filter((one) => one.error === null);
  return {
    read: good.reduce((sum, one) => sum + one.detailed, 0),
    listed: good.reduce((sum, one) => sum + one.backups, 0),
  };
}

/** What the rows say about each other: the key of the one to go back to. */
export function marksOf(rows: readonly ListedBackup[]): { lastGood: string | null } {
  // What is not read yet may be newer: nothing is marked that may be taken back.
  const known = rows.every((row) => row.detailed);
  return {
    lastGood: known ? (lastGoodBackup(rows)?.key ?? null) : null,
  };
}

/**
 * Joins the rows that were read with the operations that run. A backup that the last reading could not
 * know yet comes first, so that a started backup is on the page at once.
 */
export function listedBackups(rows: readonly BackupRow[], operations: readonly Operation[]): ListedBackup[] {
  const running = operations.filter((operation) => operation.status === 'running');
  const making = bySubject(running.filter(isBackup));
  const deleting = bySubject(running.filter(isDelete));
  const matched = new Set<string>();
  const listed = rows.map((row): ListedBackup => {
    const key = keyOfBackup(row.repository, row.name);
    const maker = row.state === 'in-progress' ? making.get(key) : undefined;
    const remover = deleting.get(key);
    if (maker !== undefined) matched.add(maker.id);
    return {
      ...row,
      key,
      operationId: maker?.id ?? remover?.id ?? null,
      progress: maker?.shards ?? null,
      deleting: remover !== undefined,
      listed: true,
      asOf: null,
    };
  });
  const unlisted = running
    .filter((operation) => isBackup(operation) && !matched.has(operation.id))
    .filter((operation) => !rows.some((row) => isAbout(operation, row)))
    .map(unlistedBackup);
  return [...unlisted, ...listed];
}

/** Running work by the keys of its backups: a name is unique in its repository only. */
const bySubject = (operations: readonly Operation[]): Map<string, Operation> =>
  new Map(
    operations.flatMap((operation) =>
      operation.subjects.map((of) => [keyOfBackup(of.repository, of.name), operation] as const),
    ),
  );

/** Whether an operation makes or deletes this backup. */
export const isAbout = ({ subjects }: Operation, backup: BackupRef): boolean =>
  subjects.some((of) => isSameBackup(of, backup));

const isBackup = (operation: Operation): boolean => operation.kind === 'backup';
const isDelete = (operation: Operation): boolean => operation.kind === 'delete-backup';

function unlistedBackup(operation: Operation): ListedBackup {
  return {
    key: `operation/${operation.id}`,
    repository: operation.subjects[0]?.repository ?? '',
    name: operation.target,
    uuid: null,
    state: 'in-progress',
    rawState: 'IN_PROGRESS',
    scopes: null,
    everything: false,
    indexCount: null,
    bytes: null,
    startedAt: operation.startedAt,
    endedAt: null,
    shards: null,
    trigger: 'by-hand',
    user: operation.user,
    reason: operation.reason,
    lastRestoredAt: null,
    detailed: true,
    operationId: operation.id,
    progress: operation.shards,
    deleting: false,
    listed: false,
    asOf: null,
  };
}
