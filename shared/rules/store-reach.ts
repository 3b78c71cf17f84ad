import type { GatewayProfile } from '../model/gateway.ts';
import { Installation, type NodeReach } from '../model/reach.ts';
import type { StorePart } from '../model/restart.ts';

/** The parts of a saved gateway that say how its data store is reached. */
export type StoreOwner = Pick<GatewayProfile, 'nodes' | 'installation'>;

/**
 * How a node of the data store is stopped and started: by the scripts of the installation on this computer, by those
 * beside a gateway node, or by hand. As the gateway is saved now.
 */
export function storeReachOf({ nodes, installation }: StoreOwner, part: StorePart): NodeReach {
  if (part.here && installation !== undefined) {
    const { folder, instance } = installation;
    // The scripts of the data store lie in no instance, so that any name will do.
    const local = Installation.safeParse({ folder, instance: instance === '' ? 'default' : instance });
    if (local.success) return { kind: 'scripts', installation: local.data };
  }
  const reach = nodes.find(({ id }) => id === part.via)?.reach;
  return reach?.kind === 'scripts' || reach?.kind === 'ssh' ? reach : { kind: 'by-hand' };
}
