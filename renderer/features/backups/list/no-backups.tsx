import type { BackupList } from '#shared/model/backup.ts';
import { unreadOf } from '#shared/rules/unread.ts';
import { formatCount, formatOf } from '../../../lib/format.ts';
import type { PageGateway } from '../../../lib/use-page-gateway.ts';
import { BACKUPS } from '../../../strings/backups.ts';
import { Button, EmptyState } from '../../../ui/index.ts';
import { BackUpNow } from './back-up-now.tsx';
import { readSoFar } from './listed.ts';

const TEXTS = BACKUPS.list;

interface NoBackupsProps {
  gateway: PageGateway;
  /** Backups of now, and rows of an earlier time that are shown beside them. */
  all: number;
  earlier: number;
  readings: BackupList['readings'];
  onClear: () => void;
}

/** In the place of the rows: why there are none, and the next step. */
export function NoBackups({ gateway, all, earlier, readings, onClear }: NoBackupsProps) {
  if (all + earlier > 0)
    return (
      <EmptyState
        icon="search"
        title={TEXTS.nothingTitle}
        text={nothingText(all, readings)}
        action={<Button onClick={onClear}>{TEXTS.clear}</Button>}
      />
    );
  const unread = unreadOf(readings).length > 0;
  return (
    <EmptyState
      icon="backups"
      title={unread ? TEXTS.emptyUnreadTitle : TEXTS.emptyTitle}
      text={unread ? TEXTS.emptyUnreadText : TEXTS.emptyText}
      action={<BackUpNow gateway={gateway} variant="secondary" />}
    />
  );
}

function nothingText(all: number, readings: BackupList['readings']): string {
  const { read, listed } = readSoFar(readings);
  if (read < listed) return TEXTS.nothingYetText(formatOf(read, listed));
  return all === 0 ? TEXTS.nothingEarlierText : TEXTS.nothingText(formatCount(all));
}
