import type { DeletionRisks } from '#shared/rules/deletion-risks.ts';
import { formatCount, formatDateTime } from '../../../lib/format.ts';
import { BACKUP_DETAIL } from '../../../strings/backups.ts';
import { Callout, Stack } from '../../../ui/index.ts';
import type { ListedBackup } from '../list/listed.ts';

const TEXTS = BACKUP_DETAIL.risks;

/** Says which of the backups that are about to be deleted are needed when something goes wrong. */
export function DeleteRisks({ risks }: { risks: DeletionRisks<ListedBackup> }) {
  const { lastGood, goodAfter, moreUnread, safety, unread } = risks;
  return (
    <Stack gap="xs">
      {lastGood !== null && (
        <Callout
          small
          tone="warn"
          title={moreUnread ? TEXTS.lastKnown(lastGood.name) : TEXTS.lastGood(lastGood.name)}
        >
          {goodAfter !== null
            ? TEXTS.left(goodAfter.name, startOf(goodAfter))
            : moreUnread
              ? TEXTS.noneKnown
              : TEXTS.noneLeft}
        </Callout>
      )}
      {safety.length > 0 && (
        <Callout small tone="warn" title={TEXTS.safety(formatCount(safety.length), safety[0]?.name ?? '')}>
          {TEXTS.safetyText}
        </Callout>
      )}
      {unread.length > 0 && (
        <Callout small tone="warn" title={TEXTS.unread(formatCount(unread.length))}>
          {TEXTS.unreadText}
        </Callout>
      )}
    </Stack>
  );
}

const startOf = ({ startedAt }: ListedBackup): string | null =>
  startedAt === null ? null : formatDateTime(startedAt);
