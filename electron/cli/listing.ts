import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { BackupRow } from '#shared/model/backup.ts';
import { unreadOf } from '#shared/rules/unread.ts';
import type { Session } from './session.ts';

/**
 * The backups of one repository, oldest first. Rejects when it is not registered or cannot be read: an empty list is
 * one that was read.
 */
export async function backupsIn(
  session: Session,
  gatewayId: string,
  repository: string,
): Promise<BackupRow[]> {
  return (await backupsOf(session, gatewayId, repository)).inIt;
}

/** The same with all backups that are known of the gateway, and whether some repository of it could not be read. */
export async function backupsOf(
  session: Session,
  gatewayId: string,
  repository: string,
): Promise<{ all: BackupRow[]; inIt: BackupRow[]; unreadable: boolean }> {
  const { rows, readings } = await session.engine.backups.complete({ gatewayId });
  const reading = readings.find((one) => one.repository === repository);
  if (reading === undefined) throw new AppFailure(appError('repository-missing', { what: repository }));
  if (reading.error !== null) throw new AppFailure(reading.error);
  const unreadable = unreadOf(readings).length > 0;
  return { all: rows, inIt: rows.filter((row) => row.repository === repository).reverse(), unreadable };
}
