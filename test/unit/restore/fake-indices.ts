import type { DataStoreClient } from '#core/elasticsearch/client.ts';

interface FakeIndex {
  uuid: string;
  open: boolean;
  docs: number;
  /** The backup that its shards came out of. */
  source?: { repository: string; snapshot: string };
}

interface Asked {
  path: string;
  body?: { indices?: string };
}

/** A data store of nothing but indices: it opens, closes, deletes and restores them, at once. */
export class FakeIndices {
  readonly indices = new Map<string, FakeIndex>();
  /** What was to change something, as "POST /a/_close". */
  readonly changes: string[] = [];
  #made = 0;

  add(name: string, docs: number, open = true): string {
    this.#made += 1;
    this.indices.set(name, { uuid: `uuid-${this.#made}`, open, docs });
    return `uuid-${this.#made}`;
  }

  get client(): DataStoreClient {
    const change = (method: string, asked: Asked): Promise<void> => {
      this.#change(method, asked);
      return Promise.resolve();
    };
    return {
      where: 'http://127.0.0.1:9240',
      read: (schema: { parse(value: unknown): unknown }, { path }: Asked) =>
        Promise.resolve(schema.parse(this.#answer(path))),
      change,
      write: (_: unknown, method: string, asked: Asked) => change(method, asked),
    } as unknown as DataStoreClient;
  }

  #answer(path: string): unknown {
    const all = [...this.indices];
    const size = { total_in_bytes: 1, reused_in_bytes: 0, recovered_in_bytes: 1 };
    if (path === '/_cluster/state/metadata')
      return {
        metadata: {
          indices: Object.fromEntries(
            all.map(([name, { uuid, open }]) => {
              const index = {
                uuid,
                number_of_shards: 1,
                number_of_replicas: 0,
                version: { created: 7130099 },
              };
              return [name, { state: open ? 'open' : 'close', settings: { index } }];
            }),
          ),
        },
      };
    const open = all.filter(([, index]) => index.open);
    if (path === '/_cat/indices')
      return open.map(([index, { docs }]) => ({ index, health: 'green', 'docs.count': docs }));
    if (path === '/_cat/shards')
      return open.map(([index]) => ({ index, shard: 0, prirep: 'p', state: 'STARTED' }));
    if (path === '/_recovery')
      return Object.fromEntries(
        open.map(([index, { source }]) => [
          index,
          {
            shards:
              source === undefined ? [] : [{ type: 'SNAPSHOT', primary: true, source, index: { size } }],
          },
        ]),
      );
    return path.startsWith('/_snapshot') ? { snapshots: [] } : {};
  }

  #change(method: string, { path, body }: Asked): void {
    this.changes.push(`${method} ${path}`);
    const [, first = '', repository = '', snapshot = ''] = path.split('/').map(decodeURIComponent);
    if (first === '_snapshot') {
      for (const name of body?.indices?.split(',') ?? []) {
        const uuid = this.indices.get(name)?.uuid ?? this.add(name, 0);
        this.indices.set(name, { uuid, open: true, docs: 1, source: { repository, snapshot } });
      }
      return;
    }
    for (const name of first.split(',')) {
      const index = this.indices.get(name);
      if (method === 'DELETE') this.indices.delete(name);
      else if (index !== undefined && path.endsWith('/_close')) index.open = false;
      else if (index !== undefined && path.endsWith('/_open')) index.open = true;
    }
  }
}
