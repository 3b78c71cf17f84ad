import { type AppError, AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { readHealth, readNodes, type StoreNode } from '../elasticsearch/cluster.ts';
import { readRepository, type StoredRepository } from '../elasticsearch/repositories.ts';
import type { Connection } from '../gateways/connections.ts';
import { registerNew } from './register.ts';

/**
 * Whether the default place may be used (E22, and the support matrix of the vendor: a cluster needs a shared
 * folder). Several nodes with one and the same folder are tried; the server's verification then decides.
 */
export function refusalOfDefault(nodes: readonly StoreNode[], dataNodes: number): AppError | null {
  if (nodes.every((node) => node.pathRepo.length === 0)) return appError('repository-no-folder');
  if (dataNodes < 2) return null;
  const places = new Set(nodes.map((node) => node.pathRepo[0] ?? ''));
  return places.size > 1 ? appError('cluster-needs-shared-folder', { detail: String(dataNodes) }) : null;
}

/** Type and settings of the default place: a folder of the tenant's name below an allowed one (E22). */
export const defaultSettings = ({
  tenant,
}: Connection['gateway']): [type: string, settings: Record<string, unknown>] => ['fs', { location: tenant }];

/** Makes sure that the repository exists; the default one is registered when it is missing, any other is not. */
export async function ensureRepository(
  connection: Connection,
  repository: string,
): Promise<'there' | 'registered'> {
  const { store, gateway } = connection;
  if ((await readRepository(store, repository)) !== null) return 'there';
  if (repository !== gateway.tenant)
    throw new AppFailure(appError('repository-missing', { what: repository, where: store.where }));
  const [nodes, health] = await Promise.all([readNodes(store), readHealth(store)]);
  const refusal = refusalOfDefault(nodes, health.dataNodes);
  if (refusal !== null) throw new AppFailure(refusal);
  await registerNew(store, repository, ...defaultSettings(gateway));
  return 'registered';
}

/** The folder or bucket path of a repository, for people. */
export function placeOf(repository: StoredRepository): string | null {
  const { location, bucket, base_path: basePath, url } = repository.settings;
  if (typeof location === 'string') return location;
  if (typeof bucket === 'string')
    return typeof basePath === 'string' && basePath !== '' ? `${bucket}/${basePath}` : bucket;
  return typeof url === 'string' ? url : null;
}

export function isReadOnly(repository: StoredRepository): boolean {
  return String(repository.settings.readonly) === 'true' || repository.type === 'url';
}
