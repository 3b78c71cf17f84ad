import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import type { Phase } from '#shared/model/operation.ts';
import type { Counted } from '#shared/model/primitives.ts';
import { isSameBackup } from '#shared/rules/same-backup.ts';
import { readRunningWork } from '../elasticsearch/cluster.ts';
import { readRepository, verifyRepository } from '../elasticsearch/repositories.ts';
import { deleteBackup, readBackup, readBackupStatus, type StoredBackup } from '../elasticsearch/snapshots.ts';
import { failureOf, isUnknownOutcome, isUnreached } from '../errors/from-transport.ts';
import type { Connection } from '../gateways/connections.ts';
import { Pace, type Tempo, unlessAborted } from '../operations/poll.ts';
import type { EnginePorts } from '../ports.ts';
import type { ManifestIndex } from './manifest.ts';

/** How a backup tells of its progress; a user's backup shows three phases, a safety backup one. */
export interface Watch {
  step(id: 'count-before' | 'copy' | 'count-after', state: Phase['state'], text?: string): void;
  progress(shards: Counted, bytes: Counted | null): void;
  log(text: string): void;
  signal: AbortSignal;
  /** Called with the counts before anything is sent; the backup begins when it resolves. */
  noted?(indices: Record<string, ManifestIndex>): Promise<void>;
  /** Called once, when the server tells which backup it is making. */
  seen?(identity: BackupIdentity): Promise<void>;
  /** Known from an earlier run of the program. */
  identity?: BackupIdentity | null;
}

/** Tells two backups of one name apart; 2.3 gives no uuid. */
export interface BackupIdentity {
  uuid: string | null;
  startedAt: number | null;
}

const isSame = (a: BackupIdentity, b: BackupIdentity): boolean =>
  a.uuid === null || b.uuid === null ? a.startedAt === b.startedAt : a.uuid === b.uuid;

/** So many readings without a trace of the backup, and it is not at work either: it is not there. */
const LONGEST_ABSENCE = 4;

/** Nothing tells the end of a backup by itself, and a poll is one request: shorter pauses find it sooner. */
const TEMPO: Tempo = { longest: 0.55, growth: 1.25 };

/** Answers after which nothing more is to be expected. */
const DEFINITE: ReadonlySet<ErrorCode> = new Set(['backup-replaced', 'repository-changed-elsewhere']);

/** Polls until the server says that the backup has ended. A failed poll keeps the last numbers; it decides nothing. */
export async function followBackup(
  connection: Connection,
  ports: EnginePorts,
  target: { repository: string; name: string },
  watch: Watch,
): Promise<StoredBackup> {
  const pace = new Pace(ports.clock, ports.timing, TEMPO);
  let lastAnswer = ports.clock.now();
  let absent = 0;
  let identity = watch.identity ?? null;
  let { signal } = watch;
  for (;;) {
    await pace.next(signal);
    if (signal.aborted) {
      const stopped = await stop(connection, target, identity, watch);
      if (stopped !== null) return stopped;
      signal = new AbortController().signal;
    }
    try {
      const reading = await unlessAborted(signal, readOnce(connection, target, watch));
      lastAnswer = ports.clock.now();
      if (identity === null && reading === 'running') {
        identity = await readBackup(connection.store, target.repository, target.name);
        if (identity !== null) await watch.seen?.({ uuid: identity.uuid, startedAt: identity.startedAt });
      }
      if (identity !== null && typeof reading !== 'string' && !isSame(reading, identity))
        throw new AppFailure(appError('backup-replaced', { what: target.name }));
      if (reading === 'running') absent = 0;
      else if (reading !== 'absent') return reading;
      else absent += 1;
    } catch (thrown) {
      const failure = failureOf(thrown, connection.store.where);
      if (failure.value.code === 'cancelled') continue;
      if (DEFINITE.has(failure.value.code)) throw failure;
      if (failure.value.code === 'repository-missing' && (await isUnregistered(connection, target)))
        throw failure;
      if (ports.clock.now() - lastAnswer > ports.timing.stalledMs) {
        // A server that answers, is not at work on it and cannot read what it wrote has failed.
        if (!isUnreached(failure.value) && !(await isAtWork(connection, target)))
          throw await gone(connection, target, `What it wrote cannot be read: ${failure.value.title}`);
        throw new AppFailure(
          appError('outcome-unknown', {
            what: target.name,
            detail: failure.value.title,
            raw: failure.value.raw,
          }),
        );
      }
      watch.log(`Not read: ${failure.value.title}`);
    }
    if (absent > LONGEST_ABSENCE && !(await isAtWork(connection, target)))
      throw await gone(connection, target);
  }
}

/** "Missing" is an answer: right after the create, and while the server writes the end. */
async function readOnce(
  { store }: Connection,
  target: { repository: string; name: string },
  watch: Watch,
): Promise<StoredBackup | 'running' | 'absent'> {
  const status = await readBackupStatus(store, target.repository, target.name, false).catch(
    (thrown: unknown) => {
      if (failureOf(thrown, store.where).value.code === 'backup-missing') return null;
      throw thrown;
    },
  );
  if (status !== null) {
    watch.progress(status.shards, status.copied.total === 0 ? null : status.copied);
    if (status.shards.total > 0 && status.shards.done < status.shards.total) return 'running';
  }
  const backup = await readBackup(store, target.repository, target.name);
  if (backup === null) return 'absent';
  return backup.state === 'IN_PROGRESS' ? 'running' : backup;
}

/** A server that was just started denies for a moment a repository that its own list names (seen on 2.3). */
async function isUnregistered(
  { store }: Connection,
  { repository }: { repository: string },
): Promise<boolean> {
  const own = await readRepository(store, repository).catch(() => undefined);
  return own === null;
}

/** A server that cannot be asked may still be at work. */
async function isAtWork(
  { store }: Connection,
  target: { repository: string; name: string },
): Promise<boolean> {
  const work = await readRunningWork(store).catch(() => null);
  return work === null || work.backups.some((one) => isSameBackup(one, target));
}

/** A server that can keep nothing says so only when it is asked to write there. */
async function gone(
  { store }: Connection,
  { repository, name }: { repository: string; name: string },
  otherwise = 'The data store ended it and kept nothing of it: it was deleted by something else, or its place cannot be written to.',
): Promise<AppFailure> {
  const raw = await verifyRepository(store, repository).then(
    () => null,
    (thrown: unknown) => failureOf(thrown, store.where).value.raw,
  );
  const full = /no space left on device/i.test(raw?.reason ?? '');
  const detail = full
    ? 'The disk of its repository is full: no space left on device. The data store kept nothing of use.'
    : otherwise;
  return new AppFailure(appError('backup-failed', { what: name, detail, ...(raw === null ? {} : { raw }) }));
}

/**
 * Deleting a running backup is how a server stops it; only exactly ours is deleted. Resolves with the backup when it
 * had ended before, and with null when the server refuses to stop it: who may make backups may not always delete them.
 */
async function stop(
  { store }: Connection,
  target: { repository: string; name: string },
  identity: BackupIdentity | null,
  watch: Watch,
): Promise<StoredBackup | null> {
  const unknown = ({ value: { title, raw } }: AppFailure): AppFailure =>
    new AppFailure(appError('outcome-unknown', { what: target.name, detail: title, raw }));
  const now = await readBackup(store, target.repository, target.name).catch((thrown: unknown) => {
    throw unknown(failureOf(thrown, store.where));
  });
  if (now !== null && identity !== null && !isSame(now, identity))
    throw new AppFailure(appError('backup-replaced', { what: target.name }));
  if (now !== null && now.state !== 'IN_PROGRESS') {
    watch.log('It had ended before it could be cancelled');
    return now;
  }
  try {
    await deleteBackup(store, target.repository, target.name);
  } catch (thrown) {
    const failure = failureOf(thrown, store.where);
    if (isUnknownOutcome(failure.value)) throw unknown(failure);
    if (failure.value.code === 'backup-missing') throw failure;
    watch.log(`It could not be cancelled and goes on: ${failure.value.title}`);
    return null;
  }
  throw new AppFailure(
    appError('cancelled', {
      changed: 'The unfinished backup was removed from its repository. The live data was not changed.',
    }),
  );
}
