import type { Run } from './command.ts';

/** Lists the saved gateways. */
export const run: Run<'gateway-list'> = async ({ session }) => {
  const gateways = (await session.engine.gateways.list({})).map(({ profile }) => profile);
  const lines = gateways.map(
    ({ name, tenant, release, dataStore }) =>
      `${name}  tenant ${tenant}  ${release}  ${dataStore.addresses.join(', ')}`,
  );
  return { lines, json: { gateways }, code: 0 };
};
