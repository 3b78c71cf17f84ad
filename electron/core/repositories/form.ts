import type { RepositoryForm } from '#shared/model/repository-place.ts';
import { placeOfSettings } from '#shared/rules/repository-settings.ts';
import { readHealth, readNodes } from '../elasticsearch/cluster.ts';
import type { StoredRepository } from '../elasticsearch/repositories.ts';
import { masked } from '../errors/mask.ts';
import type { Connection } from '../gateways/connections.ts';
import { hasS3, s3InstallOf } from './matrix.ts';
import { keysIn } from './wanted.ts';

/** Reads what the form of a repository must know. What looks like a key in `edited` is not told. */
export async function readForm(
  { store, can }: Connection,
  edited: StoredRepository | null,
): Promise<RepositoryForm> {
  const [nodes, health] = await Promise.all([readNodes(store), readHealth(store)]);
  return {
    version: can.version.text,
    dataNodes: health.dataNodes,
    nodes: nodes.map((node) => ({ name: node.name, allowedFolders: node.pathRepo, s3: hasS3(node, can) })),
    s3Plugin: can.s3Plugin,
    s3Install: s3InstallOf(can),
    keysIn: keysIn(can),
    editing:
      edited === null
        ? null
        : {
            place: placeOfSettings(edited.type, masked(edited.settings) as StoredRepository['settings']),
            keysHidden: hidesKeys(can.keysInSettings, edited.type),
          },
  };
}

/** Whether keys of this type are settings of the repository that a data store does not tell. */
export const hidesKeys = (keysInSettings: boolean, type: string): boolean =>
  keysInSettings && !['fs', 'url', 'hdfs'].includes(type);
