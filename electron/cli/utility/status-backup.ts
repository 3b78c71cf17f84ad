import { knownBackup } from '../backup-verdict.ts';
import { isOn } from '../options.ts';
import { errorLines } from '../refusal.ts';
import type { Outcome } from './codes.ts';
import type { Run } from './command.ts';
import { backupWord, factLines, factsOf } from './words.ts';

/** Tells the state of a backup, in its exit code too. */
export const run: Run = async ({ session, gateway, options, repository }) => {
  const { io } = session;
  const name = options.get('name') ?? '';
  const known = await knownBackup(session, { gatewayId: gateway.id, repository, name });
  const row = known?.detail.row;
  const word =
    known === null || row === undefined ? 'Unavailable' : known.flaw === null ? backupWord(row) : 'Failed';
  const verbose = isOn(options, 'verbose') && row !== undefined;
  if (options.get('format') === 'json')
    io.out(JSON.stringify({ ...(verbose ? factsOf(row) : {}), snapshot: name, status: word }, null, 2));
  else {
    io.out(`Backup status of ${name}: ${word}`);
    if (verbose) for (const line of factLines(row)) io.out(line);
  }
  if (known === null) return 'backup-missing';
  if (known.flaw !== null) for (const line of errorLines(known.flaw)) io.err(line);
  return outcomeOf(word);
};

function outcomeOf(word: string): Outcome {
  if (word === 'Success') return 'backup-good';
  return word === 'In progress' ? 'in-progress' : 'backup-failed';
}
