import { type AppError, AppFailure } from '#shared/errors/app-error.ts';
import type { BackupDetail } from '#shared/model/backup.ts';
import { settleEarlier } from './run-operation.ts';
import type { Session } from './session.ts';

/** What is known of one backup: what the server says, and what was found when it was verified here. */
export interface KnownBackup {
  detail: BackupDetail;
  /** Set when the server calls it good and its verification did not. */
  flaw: AppError | null;
}

/** Reads one backup, and verifies it first where the command that made it did not wait. Null: there is none. */
export async function knownBackup(
  session: Session,
  target: { gatewayId: string; repository: string; name: string },
): Promise<KnownBackup | null> {
  const { engine } = session;
  const read = () => engine.backups.detail(target).catch(noneIfMissing);
  let detail = await read();
  if (detail !== null && detail.row.state !== 'in-progress') {
    await settleEarlier(session, target.gatewayId);
    detail = await read();
  }
  if (detail === null) return null;
  const ours = (await engine.operations.list({ gatewayId: target.gatewayId })).find(
    (one) =>
      one.kind === 'backup' &&
      one.subjects.some((of) => of.repository === target.repository && of.name === target.name),
  );
  const isOurs = detail.row.trigger !== 'elsewhere' && ours?.status === 'failed';
  return { detail, flaw: isOurs ? ours.error : null };
}

function noneIfMissing(thrown: unknown): null {
  if (thrown instanceof AppFailure && ['backup-missing', 'repository-missing'].includes(thrown.value.code))
    return null;
  throw thrown;
}
