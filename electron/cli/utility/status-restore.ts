import type { Run } from './command.ts';
import { restoreWord } from './words.ts';

/** Tells what became of the restore of a backup. */
export const run: Run = async ({ session, gateway, options, repository }) => {
  const name = options.get('name') ?? '';
  const status = await session.engine.restores.status({ gatewayId: gateway.id, repository, name });
  session.io.out(`Restore status of ${name}: ${restoreWord(status.state)}`);
  if (status.text !== '') session.io.out(status.text);
  return status.state === 'success' || status.state === 'in-progress' ? 'success' : 'error';
};
