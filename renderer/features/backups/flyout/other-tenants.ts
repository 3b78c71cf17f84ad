import type { BackupDetail } from '#shared/model/backup.ts';
import { inferTenants } from '#shared/rules/index-names.ts';

/** The tenants of a complete backup that holds nothing of this one; none where it does, or is not complete. */
export function otherTenants({ row, indices }: BackupDetail, own: string | undefined): string[] {
  if (row.state !== 'success' || indices.some((one) => one.scope !== null)) return [];
  return inferTenants(indices.map((one) => one.index)).filter((tenant) => tenant !== own);
}
