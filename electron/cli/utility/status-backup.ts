import { type KnownBackup, knownBackup, verificationText } from '../backup-verdict.ts';
import { isOn } from '../options.ts';
import { errorLines } from '../problem.ts';
import type { Outcome } from './codes.ts';
import type { Run } from './command.ts';
import { backupWord, factLines, factsOf } from './words.ts';

/** Tells the state of a backup, in its exit code too. */
export const run: Run = async ({ session, gateway, options, repository }) => {
  const { io } = session;
  const name = options.get('name') ?? '';
  const known = await knownBackup(session, { gatewayId: gateway.id, repository, name });
  const row = known?.detail.row;
  const word = known === null ? 'Unavailable' : wordOf(known);
  const verbose = isOn(options, 'verbose') && row !== undefined;
  if (options.get('format') === 'json') {
    const verified = known === null ? {} : { verified: known.verification === 'verified' };
    const facts = verbose ? factsOf(row) : {};
    io.out(JSON.stringify({ ...facts, snapshot: name, status: word, ...verified }, null, 2));
  } else {
    io.out(`Backup status of ${name}: ${word}`);
    if (verbose) for (const line of factLines(row)) io.out(line);
  }
  if (known === null) return 'backup-missing';
  const said = row?.state === 'success' ? verificationText(known.verification) : null;
  if (said !== null) io.err(said);
  if (known.flaw !== null) for (const line of errorLines(known.flaw)) io.err(line);
  return outcomeOf(word);
};

/** The vendor's words; what was begun here and is not verified yet is not called good. */
function wordOf({ detail: { row }, verification }: KnownBackup): string {
  if (verification === 'flawed') return 'Failed';
  if (row.state !== 'success') return backupWord(row);
  if (verification === 'verifying') return 'In progress';
  return verification === 'unverified' ? 'Unknown' : backupWord(row);
}

function outcomeOf(word: string): Outcome {
  if (word === 'Success') return 'backup-good';
  if (word === 'In progress') return 'in-progress';
  return word === 'Unknown' ? 'error' : 'backup-failed';
}
