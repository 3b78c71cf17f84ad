import { storeRequest } from '#lab/samples/store-http.ts';

interface Hits {
  hits: { hits: { _id: string; _type?: string }[] };
}

/** Deletes some documents of an index, as a running gateway may at any time. */
export async function removeDocs(url: string, index: string, count: number): Promise<void> {
  const { hits } = await storeRequest<Hits>(url, 'POST', `/${index}/_search`, {
    size: count,
    sort: ['_doc'],
  });
  for (const { _id, _type } of hits.hits)
    await storeRequest(url, 'DELETE', `/${index}/${_type ?? '_doc'}/${encodeURIComponent(_id)}`);
  await storeRequest(url, 'POST', `/${index}/_refresh`);
}

/** Adds one small document to an index or by an alias. */
export async function addDoc(url: string, index: string, id: string, type = '_doc'): Promise<void> {
  await storeRequest(url, 'PUT', `/${index}/${type}/${id}?refresh=true`, { name: 'added by the test' });
}

/** Deletes an index and makes one of the same name and aliases, with other contents. */
export async function recreate(
  url: string,
  index: string,
  shards: number,
  settings: Record<string, unknown> = {},
): Promise<void> {
  const reply = await storeRequest<Record<string, { aliases: object; mappings: object }>>(
    url,
    'GET',
    `/${index}`,
  );
  const { aliases, mappings } = reply[index]!;
  await storeRequest(url, 'DELETE', `/${index}`);
  await storeRequest(url, 'PUT', `/${index}`, {
    settings: { 'index.number_of_shards': shards, 'index.number_of_replicas': 0, ...settings },
    mappings,
    aliases,
  });
}

/** A backup that another tool makes: no manifest, global state and all. */
export async function foreignBackup(
  url: string,
  name: string,
  indices: readonly string[],
  repository = 'default',
): Promise<void> {
  await storeRequest(url, 'PUT', `/_snapshot/${repository}/${name}?wait_for_completion=true`, {
    indices: indices.join(','),
  });
}

export async function deleteIndices(url: string, indices: readonly string[]): Promise<void> {
  if (indices.length === 0) return;
  for (let from = 0; from < indices.length; from += 30)
    await storeRequest(url, 'DELETE', `/${indices.slice(from, from + 30).join(',')}`);
}

/** Alias name to the indices that are written to by it. */
export function writersByAlias(aliases: Record<string, Record<string, string>>): Map<string, string[]> {
  const writers = new Map<string, string[]>();
  for (const [index, held] of Object.entries(aliases)) {
    for (const [alias, properties] of Object.entries(held)) {
      const { is_write_index: writes } = JSON.parse(properties) as { is_write_index?: boolean };
      writers.set(alias, [...(writers.get(alias) ?? []), ...(writes === true ? [index] : [])]);
    }
  }
  return writers;
}

/** Registers a folder of path.repo whose traffic is throttled, so that there is time to do something meanwhile. */
export async function slowRepository(
  url: string,
  name: string,
  limits: { snapshot?: string; restore?: string },
): Promise<void> {
  await storeRequest(url, 'PUT', `/_snapshot/${name}`, {
    type: 'fs',
    settings: {
      location: name,
      max_snapshot_bytes_per_sec: limits.snapshot ?? '40mb',
      max_restore_bytes_per_sec: limits.restore ?? '40mb',
    },
  });
}
