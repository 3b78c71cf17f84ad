import { backupsIn } from '../listing.ts';
import { type Run, targetOf } from './command.ts';
import { stateWord, timeOf } from './words.ts';

/** Lists the backups of a repository, oldest first. */
export const run: Run<'backup-list'> = async (given) => {
  const { gatewayId, repository } = await targetOf(given);
  const backups = await backupsIn(given.session, gatewayId, repository);
  const lines = backups.map((row) => `${timeOf(row.startedAt)}  ${stateWord(row)}  ${row.name}`);
  return { lines, json: { repository, backups }, code: 0 };
};
