import type { AppError } from '#shared/errors/app-error.ts';
import type { BackupDetail } from '#shared/model/backup.ts';
import { formatDateTime } from '../../../lib/format.ts';
import type { PageGateway } from '../../../lib/use-page-gateway.ts';
import { BACKUP_DETAIL } from '../../../strings/backups.ts';
import type { ListedBackup } from '../list/listed.ts';
import { otherTenants } from './other-tenants.ts';

const TEXTS = BACKUP_DETAIL;

/** Why a backup can be neither deleted nor restored now, in words; null when it can. */
export function whyNoChange(
  backup: ListedBackup | undefined,
  gateway: PageGateway,
  listRead: boolean,
): string | null {
  if (gateway.readOnly) return TEXTS.readOnly(gateway.profile?.name ?? '');
  if (backup === undefined) return listRead ? TEXTS.gone : TEXTS.restoreAfterReading;
  if (backup.asOf !== null) return TEXTS.ofEarlier(backup.repository, formatDateTime(backup.asOf));
  if (backup.deleting) return TEXTS.beingDeleted;
  return backup.state === 'in-progress' ? TEXTS.stillRunning : null;
}

/** Whether the plan of a backup may be opened by what the list knows. The plan itself judges the rest. */
export const mayRestore = (backup: ListedBackup, gateway: PageGateway): boolean =>
  backup.state === 'success' && whyNoChange(backup, gateway, true) === null;

/** Why a backup cannot be restored, in words; null when it can. The verdict itself is the engine's. */
export function whyNoRestore(
  backup: ListedBackup | undefined,
  gateway: PageGateway,
  listRead: boolean,
  detail: BackupDetail | undefined,
  error: AppError | null,
): string | null {
  const blocked = whyNoChange(backup, gateway, listRead);
  if (blocked !== null) return blocked;
  if (detail === undefined) {
    if (error !== null) return error.title;
    return backup?.state === 'success' ? null : TEXTS.restoreAfterReading;
  }
  // Whether the indices of another tenant fit is judged by the plan.
  if (otherTenants(detail, gateway.profile?.tenant).length > 0) return null;
  return detail.restorable.ok ? null : detail.restorable.text;
}
