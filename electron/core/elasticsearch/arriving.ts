import { z } from 'zod';
import type { DataStoreClient } from './client.ts';

const Tasks = z.looseObject({
  nodes: z
    .record(z.string(), z.looseObject({ tasks: z.record(z.string(), z.unknown()).optional() }))
    .optional(),
});

/** What a restore sends that changes indices. Each is a task from its arrival until it is accepted, refused or done. */
const CHANGES = [
  'cluster:admin/snapshot/restore',
  'indices:admin/delete',
  'indices:admin/close',
  'indices:admin/aliases',
];

/** How many changes of indices the servers have taken and not carried out. Needs the right to monitor. */
export async function readArrivingChanges(store: DataStoreClient): Promise<number> {
  const { nodes = {} } = await store.read(Tasks, {
    path: '/_tasks',
    query: { actions: CHANGES.join(','), filter_path: 'nodes.*.tasks.*.action' },
  });
  return Object.values(nodes).reduce((sum, { tasks = {} }) => sum + Object.keys(tasks).length, 0);
}
