import { systemClock } from '#core/files/system-clock.ts';
import { isSameBackup } from '#shared/rules/same-backup.ts';
import { type BackupTarget, knownBackup, readIfThere, verificationText } from '../backup-verdict.ts';
import { errorLines } from '../problem.ts';
import { untilEnd } from '../run-operation.ts';
import type { Session } from '../session.ts';
import { type Run, targetOf } from './command.ts';
import { codeOf, stateWord, timeOf } from './words.ts';

const PAUSE_MS = 2_000;

/** Tells all that is known of a backup. */
export const run: Run<'backup-show'> = async (given) => {
  const target = await targetOf(given);
  if (given.options.has('wait')) await waited(given.session, target);
  const known = await knownBackup(given.session, target);
  if (known === null)
    return {
      lines: [`There is no backup ${target.name} in ${target.repository}`],
      json: { backup: null },
      code: 3,
    };
  const { detail, flaw, verification } = known;
  const { row, manifest } = detail;
  const said = row.state === 'success' ? verificationText(verification) : null;
  const lines = [
    `${row.name} in ${row.repository}: ${flaw === null ? stateWord(row) : 'failed its verification'}`,
    ...(said === null ? [] : [said]),
    `from ${timeOf(row.startedAt)} to ${timeOf(row.endedAt)}`,
    `${detail.indices.length} indices, ${row.shards?.ok ?? '?'} of ${row.shards?.total ?? '?'} shards`,
    ...(manifest === null ? [] : [`${manifest.docs} documents, data store ${manifest.dataStoreVersion}`]),
    detail.restorable.text,
    ...(flaw === null ? [] : errorLines(flaw)),
  ];
  return { lines, json: { backup: detail, verification, flaw }, code: codeOf(row, verification) };
};

/** Until it is no longer being made; ours is followed, that of others is looked at. */
async function waited(session: Session, target: BackupTarget): Promise<void> {
  for (const id of await session.engine.backups.follow(target)) {
    const { subjects } = await session.engine.operations.get({ operationId: id });
    if (!subjects.some((of) => isSameBackup(of, target))) continue;
    await untilEnd(session, id);
    return;
  }
  for (;;) {
    if ((await readIfThere(session, target))?.row.state !== 'in-progress') return;
    await systemClock.sleep(PAUSE_MS);
  }
}
