import type { GatewayProfile } from '#shared/model/gateway.ts';

/** Why a restart is due, for people. */
export const restartWhy = {
  pathRepo: 'path.repo of the data store was changed',
  plugin: 'A plugin was installed in the data store',
} as const;

/**
 * The nodes that are restarted with the data store of the installation on this computer, whoever starts it: those
 * that run from its folder, or all where none is known to.
 */
export function besideStore({ installation, nodes }: GatewayProfile): string[] {
  const here = nodes.filter(
    ({ reach }) => reach?.kind === 'scripts' && reach.installation.folder === installation?.folder,
  );
  return (here.length > 0 ? here : nodes).map(({ id }) => id);
}
