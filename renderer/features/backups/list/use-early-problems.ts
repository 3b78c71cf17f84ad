import { useState } from 'react';
import type { BackupList } from '#shared/model/backup.ts';
import { unreadOf } from '#shared/rules/unread.ts';

const NONE: ReadonlySet<string> = new Set();

/**
 * Repositories whose failure was known when the first rows were drawn. They are told of above the rows; what fails
 * later must not push rows down that somebody is about to click.
 */
export function useEarlyProblems(gatewayId: string, list: BackupList | undefined): ReadonlySet<string> {
  const [known, setKnown] = useState<{ gatewayId: string; early: ReadonlySet<string> } | null>(null);
  if (known !== null && known.gatewayId === gatewayId) return known.early;
  if (list === undefined) return NONE;
  const failed = unreadOf(list.readings);
  setKnown({ gatewayId, early: new Set(failed) });
  return NONE;
}
