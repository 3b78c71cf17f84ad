import type { Run } from './command.ts';

/** Forgets a repository; its files stay. */
export const run: Run = async ({ session, gateway, repository }) => {
  await session.engine.repositories.remove({ gatewayId: gateway.id, name: repository });
  session.io.out(`Repository ${repository} is no longer registered. Its files stay where they are`);
  return 'success';
};
