import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { endLine, planned, restored } from '../restore-run.ts';
import type { Run } from './command.ts';
import { orderOf } from './restore-plan.ts';
import { answerOf } from './words.ts';

/** Restores a backup and tells its verified end. */
export const run: Run = async (given) => {
  const order = await orderOf(given);
  const { tenant } = order.gateway;
  if (given.options.get('confirm') !== tenant)
    throw new AppFailure(appError('tenant-mismatch', { what: tenant }));
  const plan = await planned(given.session, order);
  const ended = await restored(given.session, plan, order, () => undefined);
  const due = plan.restartAfter && ended.status === 'succeeded';
  return answerOf(ended, [
    endLine(ended),
    ...(due ? ['The gateway works with the old data until its nodes are restarted.'] : []),
  ]);
};
