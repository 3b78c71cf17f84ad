import { defaultBackupName } from '#shared/rules/backup-name.ts';
import { listOf } from '../options.ts';
import { settleEarlier, untilAtWork, untilEnd } from '../run-operation.ts';
import { selectionOf } from '../selection.ts';
import { type Run, targetOf } from './command.ts';
import { dryAnswer, isDry } from './dry-run.ts';
import { answerOf } from './words.ts';

/** Makes a backup, to its verified end unless it is not waited for. */
export const run: Run<'backup-create'> = async (given) => {
  const { session, options } = given;
  const { profile, gatewayId, repository } = await targetOf(given);
  const name = options.get('name') ?? defaultBackupName(profile.tenant, new Date());
  const selection = await selectionOf(
    session,
    gatewayId,
    listOf(options, 'scopes'),
    listOf(options, 'indices'),
  );
  const backup = { repository, name, selection, reason: options.get('reason') ?? '' };
  if (isDry(options)) {
    const { indices } = await session.engine.backups.preview({ gatewayId, backup });
    return dryAnswer('backup', { repository, name, indices }, [
      `Would make the backup ${name} in ${repository}, of ${indices.length} indices:`,
      ...indices,
    ]);
  }
  await settleEarlier(session, gatewayId);
  const { operationId } = await session.engine.backups.create({ gatewayId, backup });
  const begun = await untilAtWork(session, operationId);
  if (begun.status === 'running' && options.has('no-wait'))
    return { lines: [`The data store is at work on ${name}`], json: begun, code: 0 };
  const ended = await untilEnd(session, operationId);
  return answerOf(ended, ended.status === 'succeeded' ? [`Backup ${name} was created and verified`] : []);
};
