import { createIndex } from '#lab/samples/create-index.ts';
import { type IndexPlan, planTenant } from '#lab/samples/index-plan.ts';
import { storeRequest } from '#lab/samples/store-http.ts';
import { type Layout, layoutFor, tenantOf } from '#lab/samples/types.ts';

/** Number of a document, which is all that it says, by its id. */
export type Contents = Record<string, number>;

/** A scope in one index or two, a family that has rolled over, indices of one shard and of two. */
const SOME =
  /^gateway_[^_]+(_(apis|policy|analytics|audit|license(_licensemetrics)?|analytics_transactionalevents)([-_]\d.*)?)?$/;
const OLDEST_EVENTS = /_analytics_.*000001$/;
const SEEDED = 8;

/** The indices of a tenant that is so small that a restore of it takes no time, and what is in each. */
export class RandomTenant {
  readonly #url: string;
  readonly #major: number;
  readonly #layout: Layout;

  constructor(url: string, version: string) {
    this.#url = url;
    this.#major = Number(version.split('.')[0]);
    this.#layout = layoutFor(version);
  }

  plans(tenant: string): IndexPlan[] {
    return planTenant(this.#layout, tenant, { analytics: 1, scale: 0.01 })
      .filter(({ name }) => SOME.test(name) && !OLDEST_EVENTS.test(name))
      .map((plan) => ({ ...plan, documents: plan.documents.slice(0, 1) }));
  }

  /** Makes the indices with some documents each; resolves with them. */
  async create(tenant: string): Promise<Record<string, Contents>> {
    const made: Record<string, Contents> = {};
    for (const plan of this.plans(tenant)) {
      await createIndex(this.#url, this.#major, plan);
      made[plan.name] = Object.fromEntries(Array.from({ length: SEEDED }, (_, at) => [`d${at}`, at]));
    }
    await this.write(Object.entries(made).map(([index, put]) => ({ index, put, remove: [] })));
    await storeRequest(this.#url, 'GET', '/_cluster/health?wait_for_status=yellow&timeout=60s');
    return made;
  }

  /** Puts and deletes documents, in one request. */
  async write(changes: { index: string; put: Contents; remove: readonly string[] }[]): Promise<void> {
    const lines = changes.flatMap(({ index, put, remove }) => {
      const action = (id: string): object => ({ _index: index, _id: id, ...this.#typeOf(index) });
      return [
        ...Object.entries(put).flatMap(([id, number]) => [{ index: action(id) }, { number }]),
        ...remove.map((id) => ({ delete: action(id) })),
      ];
    });
    // A server refuses a request that asks for nothing.
    if (lines.length === 0) return;
    const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    const reply = await storeRequest<{ errors: boolean }>(this.#url, 'POST', '/_bulk?refresh=true', body);
    if (reply.errors) throw new Error(`_bulk: ${JSON.stringify(reply).slice(0, 600)}`);
  }

  /** Every document of every open index that can be read. */
  async contents(): Promise<Record<string, Contents>> {
    await storeRequest(this.#url, 'POST', '/gateway_*/_refresh');
    const reply = await storeRequest<{
      hits: { hits: { _index: string; _id: string; _source: { number: number } }[] };
    }>(this.#url, 'POST', '/gateway_*/_search', { size: 10_000, sort: ['_doc'] });
    const found: Record<string, Contents> = {};
    for (const { _index, _id, _source } of reply.hits.hits) (found[_index] ??= {})[_id] = _source.number;
    return found;
  }

  #typeOf(index: string): object {
    if (this.#major >= 7) return {};
    const plan = this.plans(tenantOf(index) ?? '').find(({ name }) => name === index);
    return { _type: plan?.documents[0]?.type };
  }
}
