import type { GatewayProfile, InstallationPlace } from '#shared/model/gateway.ts';
import { printOf } from './stores.ts';

/** Why a restart is due, for people. */
export const restartWhy = {
  pathRepo: 'path.repo of the data store was changed',
  plugin: 'A plugin was installed in the data store',
} as const;

/**
 * The nodes that are restarted with the data store of an installation, whoever starts it: those that run from its
 * folder on its machine, or all where none is known to.
 */
export function besideStore({ nodes }: Pick<GatewayProfile, 'nodes'>, place: InstallationPlace): string[] {
  const here = nodes.filter(({ reach }) => {
    if (reach?.kind === 'scripts') return printOf(reach.installation) === printOf(place);
    return reach?.kind === 'ssh'
      ? printOf({ ...reach.installation, target: reach.target }) === printOf(place)
      : false;
  });
  return (here.length > 0 ? here : nodes).map(({ id }) => id);
}
