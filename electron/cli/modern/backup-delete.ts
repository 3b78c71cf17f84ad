import { listOf } from '../options.ts';
import { settleEarlier, untilEnd } from '../run-operation.ts';
import { type Run, targetOf } from './command.ts';
import { answerOf } from './words.ts';

/** Deletes backups by their names. */
export const run: Run = async (given) => {
  const { session, options } = given;
  const { gatewayId, repository } = await targetOf(given);
  await settleEarlier(session, gatewayId);
  const backups = (listOf(options, 'name') ?? []).map((name) => ({ repository, name }));
  const { operationId } = await session.engine.backups.delete({ gatewayId, backups });
  const ended = await untilEnd(session, operationId);
  const result = ended.result?.kind === 'delete-backup' ? ended.result : { deleted: [], failed: [] };
  return answerOf(ended, [
    ...result.deleted.map(({ name }) => `Deleted ${name}`),
    ...result.failed.map(({ name, error }) => `Not deleted: ${name}. ${error.title}`),
  ]);
};
