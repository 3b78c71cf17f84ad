import { z } from 'zod';
import type { DataStoreClient } from './client.ts';
import { foldersOf, PathRepo } from './cluster.ts';

const Part = z.looseObject({ name: z.string(), version: z.string().optional() });
const Reply = z.looseObject({
  nodes: z.record(
    z.string(),
    z.looseObject({
      name: z.string(),
      version: z.string().optional(),
      host: z.string().optional(),
      ip: z.string().optional(),
      plugins: z.array(Part).optional(),
      modules: z.array(Part).optional(),
      settings: z
        .looseObject({
          path: z.looseObject({ repo: PathRepo.optional(), home: z.string().optional() }).optional(),
        })
        .optional(),
    }),
  ),
});

/** How one server is set up, as it tells itself: what its files say may be newer. */
export interface NodeSetup {
  id: string;
  name: string;
  version: string;
  host: string;
  ip: string;
  /** Folder of Elasticsearch on its machine. */
  home: string | null;
  pathRepo: string[];
  /** Version by name; a module counts like a plugin. */
  plugins: Map<string, { version: string; module: boolean }>;
}

/** Reads the set-up of every node, by name. */
export async function readNodeSetups(store: DataStoreClient): Promise<NodeSetup[]> {
  const fields = ['name', 'version', 'host', 'ip', 'plugins', 'modules', 'settings.path'];
  const reply = await store.read(Reply, {
    path: '/_nodes/settings,plugins',
    query: { filter_path: fields.map((field) => `nodes.*.${field}`).join(',') },
  });
  const nodes = Object.entries(reply.nodes).map(([id, node]) => {
    const { repo, home } = node.settings?.path ?? {};
    const part = (module: boolean) => (one: z.infer<typeof Part>) =>
      [one.name, { version: one.version ?? '', module }] as const;
    return {
      id,
      name: node.name,
      version: node.version ?? '',
      host: node.host ?? '',
      ip: node.ip ?? '',
      home: home ?? null,
      pathRepo: foldersOf(repo),
      plugins: new Map([...(node.modules ?? []).map(part(true)), ...(node.plugins ?? []).map(part(false))]),
    };
  });
  return nodes.sort((a, b) => a.name.localeCompare(b.name));
}

const Reloaded = z.looseObject({
  nodes: z.record(z.string(), z.looseObject({ name: z.string(), reload_exception: z.unknown().optional() })),
});

/** Makes every node read its keystore again; only where `can.reloadsKeys`. Resolves with the nodes that could not. */
export async function reloadSecureSettings(store: DataStoreClient): Promise<string[]> {
  const reply = await store.write(Reloaded, 'POST', { path: '/_nodes/reload_secure_settings' });
  return Object.values(reply.nodes)
    .filter((node) => node.reload_exception !== undefined)
    .map((node) => node.name);
}
