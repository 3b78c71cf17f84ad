import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { Operation } from '#shared/model/operation.ts';
import { operationOf, readIfThere } from '../backup-verdict.ts';
import { Refusal } from '../refusal.ts';
import type { ResultOf } from '../results/of-commands.ts';
import { untilEnd } from '../run-operation.ts';
import { type Answer, type Run, refuseReadOnly, targetOf } from './command.ts';
import { dryAnswer, isDry } from './dry-run.ts';
import { answerOf, stateWord } from './words.ts';

/** Stops a backup that an earlier command left to the data store. */
export const run: Run<'backup-cancel'> = async (given) => {
  const { session, options } = given;
  const { engine } = session;
  const target = await targetOf(given);
  const { gatewayId, repository, name, profile } = target;
  refuseReadOnly(profile);
  const detail = await readIfThere(session, target);
  if (detail === null)
    return { lines: [`There is no backup ${name} in ${repository}`], json: { backup: null }, code: 3 };
  if (detail.row.state !== 'in-progress')
    return {
      lines: [`The backup ${name} is no longer being made: ${stateWord(detail.row)}. Nothing was changed.`],
      json: { backup: detail },
      code: 2,
    };
  const ours = await operationOf(session, target);
  if (ours?.status === 'running')
    throw new AppFailure(
      appError('operation-running', {
        detail: `Another process of ${ours.user} waits for the backup ${name}, and cancels it.`,
      }),
    );
  if (ours?.status !== 'interrupted' && ours?.status !== 'unknown') throw notOurs(name);
  if (isDry(options))
    return dryAnswer('cancel-backup', { repository, name }, [
      `Would cancel the backup ${name} and remove what there is of it from ${repository}`,
    ]);
  const followed = await engine.backups.follow({ gatewayId });
  if (!followed.includes(ours.id)) throw notOurs(name);
  await engine.operations.cancel({ operationId: ours.id });
  return answer(await untilEnd(session, ours.id), repository);
};

const notOurs = (name: string): Refusal =>
  new Refusal(
    `The backup ${name} was not begun from this data folder. Who makes it can stop it. Nothing was changed.`,
  );

function answer(ended: Operation, repository: string): Answer<ResultOf<'backup-cancel'>> {
  const { target, status } = ended;
  if (status === 'cancelled')
    return {
      lines: [`The backup ${target} was cancelled, and what there was of it removed from ${repository}`],
      json: ended,
      code: 0,
    };
  if (status === 'succeeded')
    return { lines: [`The backup ${target} had ended before, and is good`], json: ended, code: 2 };
  return answerOf(ended, []);
}
