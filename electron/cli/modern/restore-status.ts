import { type Run, targetOf } from './command.ts';

/** Tells what became of the restore of a backup. */
export const run: Run<'restore-status'> = async (given) => {
  const { gatewayId, repository, name } = await targetOf(given);
  const status = await given.session.engine.restores.status({ gatewayId, repository, name });
  const codes = {
    success: 0,
    warnings: 2,
    'rolled-back': 2,
    failed: 2,
    never: 3,
    'in-progress': 4,
    unknown: 4,
  } as const;
  return { lines: [`${status.state}: ${status.text}`], json: status, code: codes[status.state] };
};
