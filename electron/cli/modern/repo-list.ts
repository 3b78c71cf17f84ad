import type { Run } from './command.ts';

/** Lists the repositories of the data store. */
export const run: Run<'repo-list'> = async ({ session, gateway }) => {
  const { id: gatewayId } = await gateway();
  const list = await session.engine.repositories.list({ gatewayId });
  const lines = list.repositories.map(({ name, type, location, readOnly, safety }) =>
    [name, type, location, readOnly ? 'read-only' : null, safety ? 'safety backups' : null]
      .filter((word) => word !== null)
      .join('  '),
  );
  return { lines, json: list, code: 0 };
};
