import { z } from 'zod';
import type { DataStoreClient } from './client.ts';

const Tasks = z.looseObject({
  nodes: z
    .record(z.string(), z.looseObject({ tasks: z.record(z.string(), z.unknown()).optional() }))
    .optional(),
});

/** How many restores the servers are about to accept or to refuse: no state shows them yet. Needs the right to monitor. */
export async function readArrivingRestores(store: DataStoreClient): Promise<number> {
  const { nodes = {} } = await store.read(Tasks, {
    path: '/_tasks',
    query: { actions: 'cluster:admin/snapshot/restore*', filter_path: 'nodes.*.tasks.*.action' },
  });
  return Object.values(nodes).reduce((sum, { tasks = {} }) => sum + Object.keys(tasks).length, 0);
}
