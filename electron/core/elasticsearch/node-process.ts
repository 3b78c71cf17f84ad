import { z } from 'zod';
import type { StoreProcess } from '#shared/model/restart.ts';
import type { DataStoreClient } from './client.ts';

const Reply = z.looseObject({
  nodes: z.record(
    z.string(),
    z.looseObject({
      name: z.string(),
      host: z.string().optional(),
      ip: z.string().optional(),
      jvm: z.looseObject({ pid: z.number(), start_time_in_millis: z.number() }),
      settings: z.looseObject({ path: z.looseObject({ home: z.string().optional() }).optional() }).optional(),
    }),
  ),
});

/** The process behind one node of the data store. Start is by the clock of its machine. */
export interface NodeProcess {
  name: string;
  host: string;
  ip: string;
  home: string | null;
  /** `null` when it could not be read. */
  process: StoreProcess | null;
}

/** Reads the process of every node, by name. `timeoutMs`: give up after that. */
export async function readNodeProcesses(store: DataStoreClient, timeoutMs?: number): Promise<NodeProcess[]> {
  const fields = ['name', 'host', 'ip', 'jvm.pid', 'jvm.start_time_in_millis', 'settings.path.home'];
  const { nodes } = await store.read(Reply, {
    path: '/_nodes/jvm,settings',
    query: { filter_path: fields.map((field) => `nodes.*.${field}`).join(',') },
    ...(timeoutMs === undefined ? {} : { timeoutMs }),
  });
  return Object.values(nodes)
    .map(({ name, host = '', ip = '', jvm, settings }) => ({
      name,
      host,
      ip,
      home: settings?.path?.home ?? null,
      process: { pid: jvm.pid, startedAt: jvm.start_time_in_millis },
    }))
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The process of a node that is known; never rejects, because what depends on it must not wait for a better moment. */
export async function processOf(
  store: DataStoreClient,
  { name, host, ip, home }: Omit<NodeProcess, 'process'>,
): Promise<NodeProcess> {
  const all = await readNodeProcesses(store).catch(() => []);
  return { name, host, ip, home, process: all.find((one) => one.name === name)?.process ?? null };
}
