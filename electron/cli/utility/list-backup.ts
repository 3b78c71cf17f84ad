import { AppFailure } from '#shared/errors/app-error.ts';
import { backupsIn } from '../listing.ts';
import { isOn, listOf } from '../options.ts';
import type { Run } from './command.ts';
import { factLines, factsOf } from './words.ts';

/** Lists the backups of a repository, oldest first. */
export const run: Run = async ({ session, gateway, options, repository }) => {
  const { io } = session;
  const states = listOf(options, 'status')?.map((one) => one.toUpperCase());
  const rows = await backupsIn(session, gateway.id, repository).catch((thrown: unknown) => {
    if (thrown instanceof AppFailure) {
      const reason = thrown.value.raw?.reason ?? thrown.value.title;
      io.err(`Error while getting all snapshots on repository - ${repository}. Message - ${reason}`);
    }
    throw thrown;
  });
  const wanted = rows.filter((row) => states === undefined || states.includes(row.rawState));
  const verbose = isOn(options, 'verbose');
  if (options.get('format') === 'json') {
    io.out(JSON.stringify(verbose ? wanted.map(factsOf) : wanted.map((row) => row.name), null, 2));
    return 'success';
  }
  io.out(`Backups available in ${repository} are`);
  io.out('');
  for (const row of wanted) {
    if (!verbose) io.out(row.name);
    else for (const line of [...factLines(row), '']) io.out(line);
  }
  return 'success';
};
