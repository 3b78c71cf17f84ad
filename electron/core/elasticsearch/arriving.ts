import { z } from 'zod';
import type { DataStoreClient } from './client.ts';

const Failures = z.array(z.unknown()).optional();
const Tasks = z.looseObject({
  nodes: z
    .record(z.string(), z.looseObject({ tasks: z.record(z.string(), z.unknown()).optional() }))
    .optional(),
  node_failures: Failures,
  task_failures: Failures,
});

/** What a restore sends that changes indices. Each is a task from its arrival until it is accepted, refused or done. */
const CHANGES = [
  'cluster:admin/snapshot/restore',
  'indices:admin/delete',
  'indices:admin/close',
  'indices:admin/open',
  'indices:admin/aliases',
];

/**
 * How many changes of indices the servers have taken and not carried out; what a server does not tell counts as one.
 * Needs the right to monitor.
 */
export async function readArrivingChanges(store: DataStoreClient, timeoutMs: number): Promise<number> {
  const fields = ['nodes.*.tasks.*.action', 'node_failures.type', 'task_failures.reason'];
  const {
    nodes = {},
    node_failures,
    task_failures,
  } = await store.read(Tasks, {
    path: '/_tasks',
    query: { actions: CHANGES.join(','), filter_path: fields.join(',') },
    timeoutMs,
  });
  const untold = (node_failures?.length ?? 0) + (task_failures?.length ?? 0);
  return Object.values(nodes).reduce((sum, { tasks = {} }) => sum + Object.keys(tasks).length, untold);
}
