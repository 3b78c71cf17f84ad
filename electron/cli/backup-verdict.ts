import { type AppError, AppFailure } from '#shared/errors/app-error.ts';
import { never } from '#shared/errors/never.ts';
import type { BackupDetail } from '#shared/model/backup.ts';
import type { Operation } from '#shared/model/operation.ts';
import { isSameBackup } from '#shared/rules/same-backup.ts';
import type { Verification } from './results/results.ts';
import { settleEarlier } from './run-operation.ts';
import type { Session } from './session.ts';

/** What is known of one backup: what the server says, and what was found when it was verified here. */
export interface KnownBackup {
  detail: BackupDetail;
  verification: Verification;
  /** Set when the server calls it good and its verification did not. */
  flaw: AppError | null;
}

export interface BackupTarget {
  gatewayId: string;
  repository: string;
  name: string;
}

/** Reads one backup, and verifies it first where the command that made it did not wait. Null: there is none. */
export async function knownBackup(session: Session, target: BackupTarget): Promise<KnownBackup | null> {
  let detail = await readIfThere(session, target);
  if (detail !== null && detail.row.state !== 'in-progress') {
    await settleEarlier(session, target.gatewayId);
    detail = await readIfThere(session, target);
  }
  if (detail === null) return null;
  const ours = await operationOf(session, target);
  const verification = verificationOf(detail, ours);
  return { detail, verification, flaw: verification === 'flawed' ? (ours?.error ?? null) : null };
}

/** The last operation that made a backup of this name; undefined when none is known here. */
export async function operationOf(
  { engine }: Pick<Session, 'engine'>,
  target: BackupTarget,
): Promise<Operation | undefined> {
  return (await engine.operations.list({ gatewayId: target.gatewayId })).find(
    (one) => one.kind === 'backup' && one.subjects.some((of) => isSameBackup(of, target)),
  );
}

/** Reads one backup. Null: there is none, or no such repository. */
export function readIfThere({ engine }: Session, target: BackupTarget): Promise<BackupDetail | null> {
  return engine.backups.detail(target).catch((thrown: unknown) => {
    if (thrown instanceof AppFailure && ['backup-missing', 'repository-missing'].includes(thrown.value.code))
      return null;
    throw thrown;
  });
}

/** What the history and the manifest say together; a manifest is written when a verification has ended. */
export function verificationOf(
  { row, manifest }: Pick<BackupDetail, 'row' | 'manifest'>,
  ours: Pick<Operation, 'status' | 'startedAt'> | undefined,
): Verification {
  // A backup that came after ours has its name and nothing else of it.
  const isOurs =
    ours !== undefined && (row.startedAt === null || row.startedAt >= ours.startedAt - CLOCKS_MS);
  if (manifest !== null) return isOurs && ours.status === 'failed' ? 'flawed' : 'verified';
  if (!isOurs) return 'elsewhere';
  switch (ours.status) {
    case 'running':
      return 'verifying';
    case 'interrupted':
    case 'unknown':
      return 'unverified';
    case 'failed':
    case 'succeeded':
    case 'warning':
    case 'cancelled':
      return 'elsewhere';
    default:
      return never(ours.status);
  }
}

/** Two computers rarely agree on the time. */
const CLOCKS_MS = 300_000;

/** What must be said beside "good"; null where it is verified. */
export function verificationText(verification: Verification): string | null {
  switch (verification) {
    case 'verified':
    case 'flawed':
      return null;
    case 'verifying':
      return 'The data store has made it; it is being verified.';
    case 'unverified':
      return 'Not verified: the program that made it ended before, and what it noted is not there any more.';
    case 'elsewhere':
      return 'Not verified here: it was made elsewhere. The data store calls it good, its counts are unknown.';
    default:
      return never(verification);
  }
}
