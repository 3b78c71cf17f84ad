import { createHash } from 'node:crypto';
import { storeRequest } from './store-http.ts';
import { tenantOf } from './types.ts';

/** What must not change for an index that an operation has nothing to do with. */
export interface IndexFingerprint {
  uuid: string;
  state: 'open' | 'close';
  /** Undefined for a closed index. */
  docs?: number;
  settingsHash: string;
  /** Alias name to its properties, as JSON. */
  aliases: Record<string, string>;
}

interface StateIndex {
  state: 'open' | 'close';
  settings: { index: { uuid: string } };
  aliases: string[];
}

/** Identity, state, size, settings and aliases of every index that `match` selects: a tenant or a predicate. */
export async function fingerprint(
  url: string,
  match: string | ((index: string) => boolean),
): Promise<Record<string, IndexFingerprint>> {
  const selects = typeof match === 'string' ? (index: string): boolean => tenantOf(index) === match : match;
  await storeRequest(url, 'POST', '/gateway_*/_refresh?ignore_unavailable=true&allow_no_indices=true');
  const fields = ['state', 'settings', 'aliases'].map((field) => `metadata.indices.*.${field}`).join(',');
  const [state, stats, aliases] = await Promise.all([
    storeRequest<{ metadata?: { indices?: Record<string, StateIndex> } }>(
      url,
      'GET',
      `/_cluster/state/metadata?filter_path=${fields}`,
    ),
    storeRequest<{ indices: Record<string, { primaries: { docs: { count: number } } }> }>(
      url,
      'GET',
      '/_stats/docs',
    ),
    storeRequest<Record<string, { aliases?: Record<string, unknown> }>>(url, 'GET', '/_alias'),
  ]);
  const selected = Object.entries(state.metadata?.indices ?? {}).filter(([name]) => selects(name));
  return Object.fromEntries(
    selected
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([name, index]) => {
        const docs = stats.indices[name]?.primaries.docs.count;
        const detail = aliases[name]?.aliases ?? {};
        return [
          name,
          {
            uuid: index.settings.index.uuid,
            state: index.state,
            ...(index.state === 'close' || docs === undefined ? {} : { docs }),
            settingsHash: hash(index.settings),
            aliases: Object.fromEntries(
              [...index.aliases].sort().map((alias) => [alias, JSON.stringify(detail[alias] ?? {})]),
            ),
          },
        ];
      }),
  );
}

/** Number of documents of each open index of a tenant. */
export async function countDocs(url: string, tenant: string): Promise<Record<string, number>> {
  const prints = await fingerprint(url, tenant);
  return Object.fromEntries(
    Object.entries(prints).flatMap(([name, { docs }]) => (docs === undefined ? [] : [[name, docs] as const])),
  );
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}
