import { makeDocument } from './documents/document.ts';
import { countDocs } from './fingerprint.ts';
import { seededRandom } from './random.ts';
import { storeRequest, storeVersion } from './store-http.ts';

export interface MutateOptions {
  /** How many indices to change, the fullest first; default 6. */
  indices?: number;
  seed?: number;
}

/** What was done to one index. */
export interface Mutation {
  added: number;
  deleted: number;
  changed: number;
}

interface Hits {
  hits: { hits: { _id: string; _type?: string }[] };
}

/** Adds three, deletes two and changes one document in several indices of a tenant: something to restore. */
export async function mutateTenant(
  url: string,
  tenant: string,
  options: MutateOptions = {},
): Promise<Record<string, Mutation>> {
  const counts = Object.entries(await countDocs(url, tenant));
  const chosen = counts
    .sort(([a, left], [b, right]) => right - left || a.localeCompare(b))
    .slice(0, options.indices ?? 6)
    .map(([name]) => name);
  const isTyped = Number((await storeVersion(url)).split('.')[0]) < 7;
  const done: Record<string, Mutation> = {};
  for (const index of chosen) done[index] = await mutateIndex(url, index, isTyped, options.seed ?? 2);
  return done;
}

async function mutateIndex(url: string, index: string, isTyped: boolean, seed: number): Promise<Mutation> {
  const found = await storeRequest<Hits>(url, 'POST', `/${index}/_search`, {
    size: 3,
    sort: ['_doc'],
    _source: false,
  });
  const hits = found.hits.hits;
  const typed = (type: string | undefined): object => (isTyped ? { _type: type ?? 'log' } : {});
  const random = seededRandom(seed, index);
  const lines: object[] = [];
  const [changed, ...deleted] = hits;
  if (changed !== undefined) {
    lines.push(
      { index: { _index: index, _id: changed._id, ...typed(changed._type) } },
      { name: 'changed by the lab' },
    );
  }
  for (const hit of deleted) lines.push({ delete: { _index: index, _id: hit._id, ...typed(hit._type) } });
  const type = changed?._type;
  for (let at = 0; at < 3; at += 1) {
    const { id, source } = makeDocument(type ?? 'apis', random, at, 'lab');
    lines.push(
      { index: { _index: index, _id: id, ...typed(type) } },
      { ...source, creationDate: 1_767_225_600_000 },
    );
  }
  const body = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
  const reply = await storeRequest<{ errors: boolean }>(url, 'POST', '/_bulk', body);
  if (reply.errors) throw new Error(`_bulk on ${index}: ${JSON.stringify(reply).slice(0, 600)}`);
  await storeRequest(url, 'POST', `/${index}/_refresh`);
  return { added: 3, deleted: deleted.length, changed: changed === undefined ? 0 : 1 };
}

/** Rolls a family over: its alias gets a new, empty write index (7.x and later). */
export async function rollOver(url: string, alias: string): Promise<string> {
  const reply = await storeRequest<{ new_index: string }>(url, 'POST', `/${alias}/_rollover`);
  return reply.new_index;
}
