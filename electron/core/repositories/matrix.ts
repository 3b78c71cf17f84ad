import { type AppError, AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { RepositoryPlace } from '#shared/model/repository-place.ts';
import type { Capabilities } from '../elasticsearch/capabilities.ts';
import { readHealth, readNodes, type StoreNode } from '../elasticsearch/cluster.ts';
import type { Connection } from '../gateways/connections.ts';
import { absoluteLocation, isInside } from './folders.ts';

type OfS3 = Pick<Capabilities, 's3Plugin' | 's3Tool' | 's3IsModule'>;

/** The command that installs S3 on a node, in the folder of the data store; null where it is a module. */
export const s3InstallOf = ({ s3Plugin, s3Tool, s3IsModule }: OfS3): string | null =>
  s3IsModule ? null : `bin/${s3Tool} install ${s3Plugin}`;

export const hasS3 = (node: StoreNode, { s3Plugin }: OfS3): boolean => node.plugins.includes(s3Plugin);

/**
 * Why a place cannot work on these nodes, before anything is sent; null where only the server can tell. A cluster
 * needs a folder that all of its nodes may use (the support matrix of the vendor), and S3 its plugin on each.
 */
export function refusalOfPlace(
  place: RepositoryPlace,
  can: OfS3,
  nodes: readonly StoreNode[],
  dataNodes: number,
): AppError | null {
  if (place.kind === 'other') return null;
  if (place.kind === 's3') return refusalOfS3(can, nodes);
  if (dataNodes < 2) return null;
  const { location } = place;
  const places = new Set(nodes.map((node) => absoluteLocation(location, node.pathRepo)));
  const allowed = nodes.filter((node) => {
    const folder = absoluteLocation(location, node.pathRepo);
    return folder !== null && node.pathRepo.some((root) => isInside(folder, root));
  });
  const differs = places.size > 1 || (allowed.length > 0 && allowed.length < nodes.length);
  return differs ? appError('cluster-needs-shared-folder', { detail: String(dataNodes) }) : null;
}

/** Which nodes cannot reach S3 because they lack its plugin; null where all have it. */
export function refusalOfS3(can: OfS3, nodes: readonly StoreNode[]): AppError | null {
  const without = nodes.filter((node) => !hasS3(node, can)).map((node) => node.name);
  if (without.length === 0) return null;
  return appError('s3-plugin-missing', { what: can.s3Plugin, detail: `${without.join(', ')}.` });
}

/** Rejects with the reason why the place cannot work on this data store. */
export async function checkPlace(connection: Connection, place: RepositoryPlace): Promise<void> {
  const [nodes, health] = await Promise.all([readNodes(connection.store), readHealth(connection.store)]);
  const refusal = refusalOfPlace(place, connection.can, nodes, health.dataNodes);
  if (refusal !== null) throw new AppFailure(refusal);
}
