import { PlanChoices } from '#shared/model/plan.ts';
import { listOf } from '../options.ts';
import { errorLines } from '../refusal.ts';
import { endLine, planned, restored } from '../restore-run.ts';
import { scopesOf } from '../selection.ts';
import type { Run } from './command.ts';

/** Restores a backup and tells its verified end. */
export const run: Run = async ({ session, gateway, options, repository }) => {
  const { io } = session;
  const name = options.get('name') ?? '';
  const choices = PlanChoices.parse({
    selection: scopesOf(listOf(options, 'include')),
    fixes: {},
    safetyBackup: true,
  });
  const allowed = listOf(options, 'allow') ?? [];
  const backup = { repository, name };
  const order = { gateway, backup, choices, allowed, option: '-allow', reason: '' };
  const plan = await planned(session, order);
  const ended = await restored(session, plan, order, () => io.out(`Initiated restore process for ${name}`));
  if (ended.status === 'succeeded') {
    io.out(endLine(ended));
    if (plan.restartAfter) io.out('The gateway works with the old data until its nodes are restarted.');
    return 'success';
  }
  io.err(endLine(ended));
  if (ended.error !== null) for (const line of errorLines(ended.error)) io.err(line);
  return 'error';
};
