import path from 'node:path';
import { storeRequest } from '#lab/samples/store-http.ts';
import { type LabServer, type ServerVersion, startServer } from './start.ts';

/** Two nodes of one data store. Each has a folder of its own, first in its path.repo, and both have `shared`. */
export interface LabCluster {
  founder: LabServer;
  second: LabServer;
  shared: string;
  stop(): Promise<void>;
}

/** Starts two real nodes that found a cluster; the first one stays its master. */
export async function startCluster(version: ServerVersion): Promise<LabCluster> {
  const founder = await startServer(version, { name: 'a', cluster: { founder: 'a', seeds: [] } });
  const shared = path.join(founder.folder, 'archives');
  try {
    const second = await startServer(version, {
      name: 'b',
      cluster: { founder: 'a', seeds: [founder.transportPort] },
      pathRepo: (folder) => [path.join(folder, 'repo'), shared],
    });
    await storeRequest(founder.url, 'GET', '/_cluster/health?wait_for_nodes=2&timeout=60s');
    return {
      founder,
      second,
      shared,
      stop: async () => {
        await second.stop();
        await founder.stop();
      },
    };
  } catch (error) {
    await founder.stop();
    throw error;
  }
}
