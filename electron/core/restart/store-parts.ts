import { createHash } from 'node:crypto';
import { AppFailure } from '#shared/errors/app-error.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { RestartNode, StorePart } from '#shared/model/restart.ts';
import type { NodeProcess } from '../elasticsearch/node-process.ts';
import { isMachineOf } from '../hosts/machine.ts';
import { placesOf } from '../hosts/scripts.ts';
import { newNode } from './pending.ts';
import type { StoreWay } from './ways.ts';

export interface StoreSurroundings {
  /** Whether a node of the data store runs from the installation of a gateway on this computer. */
  isHere: (gateway: GatewayProfile, node: NodeProcess) => Promise<boolean>;
  /** How a node of the data store is stopped and started. */
  wayOf: (gateway: GatewayProfile, part: StorePart) => Promise<StoreWay>;
}

/** A node of the data store whose restart becomes due, with what is known of the way to it. */
export async function storeNodeOf(
  gateway: GatewayProfile,
  node: NodeProcess,
  surroundings: StoreSurroundings,
): Promise<RestartNode> {
  const { name, home, ip, process } = node;
  const bare: StorePart = { home, ip, here: false, via: null, process };
  const store = await withWay(gateway, node, bare, surroundings);
  return { ...newNode({ id: storeId(node), name, address: '' }), store };
}

async function withWay(
  gateway: GatewayProfile,
  node: NodeProcess,
  bare: StorePart,
  surroundings: StoreSurroundings,
): Promise<StorePart> {
  const here = { ...bare, here: true };
  if ((await surroundings.isHere(gateway, node)) && (await hasScripts(gateway, here, surroundings)))
    return here;
  for (const { id, reach } of gateway.nodes) {
    const beside = { ...bare, via: id };
    if (reach?.kind === 'scripts') {
      const { installation } = reach;
      const isHere = await surroundings.isHere({ ...gateway, installation }, node);
      if (isHere && (await hasScripts(gateway, beside, surroundings))) return beside;
    }
    // Its scripts are looked for when it is restarted: a host that is away must not delay what became due.
    if (
      reach?.kind === 'ssh' &&
      isStoreOf(reach.installation, node) &&
      (await isMachineOf(reach.target.host, node))
    )
      return beside;
  }
  return bare;
}

async function hasScripts(
  gateway: GatewayProfile,
  part: StorePart,
  { wayOf }: StoreSurroundings,
): Promise<boolean> {
  const way = await wayOf(gateway, part);
  if (way.kind === 'by-hand') return false;
  try {
    await way.host.find('store-shutdown');
    await way.host.find('store-startup');
    return true;
  } catch (thrown) {
    if (thrown instanceof AppFailure) return false;
    throw thrown;
  }
}

/** Whether the scripts of an installation are those of a node, by the folder that it tells. */
function isStoreOf(installation: Parameters<typeof placesOf>[0], { home }: NodeProcess): boolean {
  const plain = (path: string): string => path.replaceAll('\\', '/').toLowerCase();
  return placesOf(installation, 'store-startup').some(
    ({ root, parts }) => home !== null && plain(home) === plain([root, ...parts.slice(0, -2)].join('/')),
  );
}

/** The same for the same node, whatever signs its name has. */
function storeId({ name, ip, home }: NodeProcess): string {
  const hash = createHash('sha256').update([name, ip, home ?? ''].join('\n'));
  return `store-${hash.digest('hex').slice(0, 16)}`;
}
