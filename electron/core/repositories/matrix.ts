import { type AppError, AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { RepositoryPlace } from '#shared/model/repository-place.ts';
import { atLeast, type Version } from '#shared/rules/versions.ts';
import { readHealth, readNodes, type StoreNode } from '../elasticsearch/cluster.ts';
import type { Connection } from '../gateways/connections.ts';
import { absoluteLocation, isInside } from './folders.ts';

/** Name of the plugin of S3; from 8.0 on a module of the same name. */
export const s3PluginOf = (version: Version): string => (atLeast(version, 5) ? 'repository-s3' : 'cloud-aws');

/** The command that installs it on a node, in the folder of the data store; null where it is a module. */
export function s3InstallOf(version: Version): string | null {
  if (atLeast(version, 8)) return null;
  return atLeast(version, 5)
    ? 'bin/elasticsearch-plugin install repository-s3'
    : 'bin/plugin install cloud-aws';
}

export const hasS3 = (node: StoreNode, version: Version): boolean =>
  node.plugins.includes(s3PluginOf(version));

/**
 * Why a place cannot work on these nodes, before anything is sent; null where only the server can tell. A cluster
 * needs a folder that all of its nodes may use (the support matrix of the vendor), and S3 its plugin on each.
 */
export function refusalOfPlace(
  place: RepositoryPlace,
  version: Version,
  nodes: readonly StoreNode[],
  dataNodes: number,
): AppError | null {
  if (place.kind === 'other') return null;
  if (place.kind === 's3') return refusalOfS3(version, nodes);
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
export function refusalOfS3(version: Version, nodes: readonly StoreNode[]): AppError | null {
  const without = nodes.filter((node) => !hasS3(node, version)).map((node) => node.name);
  if (without.length === 0) return null;
  return appError('s3-plugin-missing', { what: s3PluginOf(version), detail: `${without.join(', ')}.` });
}

/** Rejects with the reason why the place cannot work on this data store. */
export async function checkPlace(connection: Connection, place: RepositoryPlace): Promise<void> {
  const [nodes, health] = await Promise.all([readNodes(connection.store), readHealth(connection.store)]);
  const refusal = refusalOfPlace(place, connection.can.version, nodes, health.dataNodes);
  if (refusal !== null) throw new AppFailure(refusal);
}
