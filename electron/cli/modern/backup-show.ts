import { knownBackup } from '../backup-verdict.ts';
import { errorLines } from '../refusal.ts';
import { type Run, targetOf } from './command.ts';
import { codeOf, stateWord, timeOf } from './words.ts';

/** Tells all that is known of a backup. */
export const run: Run = async (given) => {
  const target = await targetOf(given);
  const known = await knownBackup(given.session, target);
  if (known === null)
    return {
      lines: [`There is no backup ${target.name} in ${target.repository}`],
      json: { backup: null },
      code: 3,
    };
  const { detail, flaw } = known;
  const { row, manifest } = detail;
  const lines = [
    `${row.name} in ${row.repository}: ${flaw === null ? stateWord(row) : 'failed its verification'}`,
    `from ${timeOf(row.startedAt)} to ${timeOf(row.endedAt)}`,
    `${detail.indices.length} indices, ${row.shards?.ok ?? '?'} of ${row.shards?.total ?? '?'} shards`,
    ...(manifest === null ? [] : [`${manifest.docs} documents, data store ${manifest.dataStoreVersion}`]),
    detail.restorable.text,
    ...(flaw === null ? [] : errorLines(flaw)),
  ];
  return { lines, json: { backup: detail, flaw }, code: codeOf(row, flaw !== null) };
};
