import type { Run } from './command.ts';

/** Lists the repositories of the data store. */
export const run: Run = async ({ session, gateway }) => {
  const { repositories } = await session.engine.repositories.list({ gatewayId: gateway.id });
  session.io.out('Repositories available are');
  session.io.out('');
  for (const { name, type, location } of repositories)
    session.io.out([name, type, location ?? ''].join(' ').trimEnd());
  return 'success';
};
