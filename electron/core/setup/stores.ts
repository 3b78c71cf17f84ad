import { type AppError, AppFailure } from '#shared/errors/app-error.ts';
import { type GatewayProfile, INSTALLATION_ACCESS, type InstallationPlace } from '#shared/model/gateway.ts';
import type { NodeSetup } from '../elasticsearch/node-setup.ts';
import type { Reaches } from '../hosts/reaches.ts';
import { whereOf } from '../hosts/ssh-connection.ts';
import { openLocalStore } from './local-store.ts';
import { isNodeOf, type ReachedStore } from './reached-store.ts';
import { openSshStore } from './ssh-store.ts';

/** An installation of a gateway, with the node whose passphrase opens the key file for its host. */
export interface KnownPlace extends InstallationPlace {
  nodeId: string;
  /** Nobody has said that it belongs to the gateway: a command is run inside it. */
  unsaved?: true;
}

/** What a caller says of itself, beside what the gateway knows. */
export interface Inside {
  /** The installation whose folder the caller is in, on this computer; it need not be saved with the gateway. */
  inside?: InstallationPlace | undefined;
}

/** A data store of a gateway within reach, with the place it was found by. */
interface FoundStore {
  place: KnownPlace;
  reached: ReachedStore;
}

/** Everything of a gateway that could be reached, and why some of it could not. */
export interface ReachedStores {
  found: FoundStore[];
  problems: AppError[];
}

/** The installations that a gateway knows, each once: its own, that which a command is run inside, and those of its nodes. */
export function placesOf({ installation, nodes }: GatewayProfile, inside?: InstallationPlace): KnownPlace[] {
  const own: KnownPlace[] = [
    ...(installation === undefined ? [] : [{ ...installation, nodeId: INSTALLATION_ACCESS }]),
    ...(inside === undefined ? [] : [{ ...inside, nodeId: INSTALLATION_ACCESS, unsaved: true as const }]),
  ];
  const ofNodes = nodes.flatMap(({ id, reach }): KnownPlace[] => {
    if (reach?.kind === 'scripts') return [{ ...reach.installation, nodeId: id }];
    return reach?.kind === 'ssh' ? [{ ...reach.installation, target: reach.target, nodeId: id }] : [];
  });
  const seen = new Set<string>();
  // A host that was confirmed for a node is confirmed: of two the one with a key comes first.
  const byKey = [...own, ...ofNodes].sort((a, b) => Number(hasKey(b)) - Number(hasKey(a)));
  const first = byKey.filter((place) => {
    const key = printOf(place);
    return seen.has(key) ? false : seen.add(key);
  });
  return first.sort((a, b) => Number(a.target !== undefined) - Number(b.target !== undefined));
}

const hasKey = ({ target }: KnownPlace): boolean => target?.hostKey !== undefined;

/** Equal for the same folder on the same machine. */
export function printOf({ folder, target }: InstallationPlace): string {
  return `${target === undefined ? '' : whereOf(target)} ${folder.replace(/[\\/]+$/, '')}`;
}

/** Runs with every data store of a gateway that can be reached, and lets go of them afterwards. */
export async function withStores<Result>(
  { gateway, inside }: Inside & { gateway: GatewayProfile },
  reaches: Reaches,
  use: (stores: ReachedStores) => Promise<Result>,
): Promise<Result> {
  const stores: ReachedStores = { found: [], problems: [] };
  try {
    await Promise.all(
      placesOf(gateway, inside).map(async (place) => {
        try {
          const reached = await openStore(gateway, place, reaches);
          if (reached !== null) stores.found.push({ place, reached });
        } catch (thrown) {
          if (!(thrown instanceof AppFailure)) throw thrown;
          stores.problems.push(thrown.value);
        }
      }),
    );
    return await use(stores);
  } finally {
    for (const { reached } of stores.found) reached.close();
  }
}

async function openStore(
  gateway: GatewayProfile,
  place: KnownPlace,
  reaches: Reaches,
): Promise<ReachedStore | null> {
  const { target, nodeId } = place;
  if (target === undefined) return openLocalStore(place);
  const saved = { gatewayId: gateway.id, nodeId };
  return openSshStore(place, await reaches.accessTo({ target, saved }));
}

/** The store that a running node belongs to; one on this computer rather than one over SSH. */
export async function storeOfNode(node: NodeSetup, { found }: ReachedStores): Promise<FoundStore | null> {
  const nearest = [...found].sort(
    (a, b) => Number(a.place.target !== undefined) - Number(b.place.target !== undefined),
  );
  for (const one of nearest)
    if (await isNodeOf(node, one.reached, { entered: one.place.unsaved !== true })) return one;
  return null;
}

/** Whether a running node belongs to the installation of a gateway on this computer. */
export async function isStoreHere(
  { installation }: Pick<GatewayProfile, 'installation'>,
  node: Pick<NodeSetup, 'home' | 'name' | 'ip' | 'host'>,
): Promise<boolean> {
  if (installation === undefined || installation.target !== undefined) return false;
  const reached = await openLocalStore(installation);
  return reached !== null && (await isNodeOf(node, reached));
}
