import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { problemLines } from '../problem.ts';
import {
  confirmationOf,
  endLine,
  isRestored,
  planned,
  planOf,
  RESTART_DUE,
  type RestoreOrder,
  restored,
} from '../restore-run.ts';
import type { ResultOf } from '../results/of-commands.ts';
import type { Session } from '../session.ts';
import type { Answer, Run } from './command.ts';
import { dryAnswer, isDry } from './dry-run.ts';
import { isPossible, orderOf, planLines } from './restore-plan.ts';
import { answerOf } from './words.ts';

/** Restores a backup and tells its verified end. */
export const run: Run<'restore-run'> = async (given) => {
  const { session, options } = given;
  const order = await orderOf(given);
  const { tenant } = order.gateway;
  if (options.get('confirm') !== tenant) throw new AppFailure(appError('tenant-mismatch', { what: tenant }));
  if (isDry(options)) return dry(session, order);
  const plan = await planned(session, order);
  const ended = await restored(session, plan, order, () => undefined);
  const due = plan.restartAfter && isRestored(ended);
  return answerOf(ended, [endLine(ended), ...(due ? [RESTART_DUE] : [])]);
};

async function dry(session: Session, order: RestoreOrder): Promise<Answer<ResultOf<'restore-run'>>> {
  await session.engine.operations.mayChange({ gatewayId: order.gateway.id });
  const plan = await planOf(session, order);
  const missing = missingOf(() => confirmationOf(plan, order));
  return dryAnswer(
    'restore',
    { plan, missing },
    [...planLines(plan), ...missing],
    isPossible(plan) && missing.length === 0 ? 0 : 2,
  );
}

function missingOf(confirm: () => unknown): string[] {
  try {
    confirm();
    return [];
  } catch (thrown) {
    return problemLines(thrown);
  }
}
