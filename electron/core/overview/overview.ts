import type { AppError } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { BackupList } from '#shared/model/backup.ts';
import type { DataStoreStatus } from '#shared/model/data-store.ts';
import type { OpenJournal } from '#shared/model/journal.ts';
import type { Operation } from '#shared/model/operation.ts';
import type { Overview, OverviewVerdict } from '#shared/model/overview.ts';
import type { PendingRestart } from '#shared/model/restart.ts';
import { lastGoodBackup } from '#shared/rules/good-backup.ts';
import { unreadOf } from '#shared/rules/unread.ts';
import { failureOf } from '../errors/from-transport.ts';
import { stripOf } from './strip.ts';

/** A nightly backup may begin two hours late before it is called old. */
const FRESH_MS = 26 * 3_600_000;
const RECENT = 12;

export interface OverviewSources {
  status: () => Promise<DataStoreStatus>;
  backups: () => Promise<BackupList>;
  operations: () => Operation[];
  journals: () => Promise<OpenJournal[]>;
  pendingRestart: () => Promise<PendingRestart | null>;
  now: () => number;
}

/** Everything the Overview needs in one answer; a data store that cannot be reached leaves the rest in place. */
export async function overviewOf(sources: OverviewSources): Promise<Overview> {
  const asked = sources.status();
  const [status, list] = await Promise.all([
    asked,
    Promise.race([
      sources.backups().catch((thrown: unknown) => failureOf(thrown, 'the data store').value),
      whenAway(asked),
    ]),
  ]);
  // Read last: what began or became due while the data store was asked is in the answer.
  const [journals, pendingRestart] = await Promise.all([sources.journals(), sources.pendingRestart()]);
  const rows = 'rows' in list ? list.rows : [];
  const operations = sources.operations();
  return {
    verdict: verdictOf('rows' in list ? list : null, sources.now()),
    dataStore: status,
    readings: 'rows' in list ? list.readings : [],
    strip: stripOf(rows, new Date(sources.now())),
    running: operations.filter((operation) => operation.status === 'running'),
    recent: operations.slice(0, RECENT),
    pendingRestart,
    journals,
    backups: rows.length,
  };
}

/** Why it is away, as soon as that is known: a list that may take much longer to fail is not waited for. */
async function whenAway(asked: Promise<DataStoreStatus>): Promise<AppError> {
  const { reachable, error } = await asked;
  return reachable ? new Promise(() => undefined) : (error ?? appError('no-reply'));
}

/**
 * Whether a gateway could be brought back, by the newest backup that can do it. That there is none, or no newer one, is
 * only said when every repository was read.
 */
export function verdictOf(list: Pick<BackupList, 'rows' | 'readings'> | null, now: number): OverviewVerdict {
  if (list === null) return { state: 'unknown', lastGood: null };
  const lastGood = lastGoodBackup(list.rows);
  if (lastGood !== null && now - (lastGood.startedAt ?? 0) <= FRESH_MS) return { state: 'safe', lastGood };
  if (unreadOf(list.readings).length > 0) return { state: 'unknown', lastGood };
  return { state: lastGood === null ? 'unsafe' : 'old', lastGood };
}
