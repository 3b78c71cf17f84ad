import { progress } from '#lab/processes/run.ts';
import { createIndex } from './create-index.ts';
import { makeDocument } from './documents/document.ts';
import { type IndexPlan, planTenant } from './index-plan.ts';
import { seededRandom } from './random.ts';
import { inParallel, storeRequest, storeVersion } from './store-http.ts';
import { DEFAULT_TENANTS, type Layout, layoutFor } from './types.ts';

export interface SampleOptions {
  /** Default: the layout of the gateway release that shipped this data store. */
  layout?: Layout;
  tenants?: string[];
  /** Analytics documents of the first tenant; the others get a tenth. */
  analyticsDocs?: number;
  seed?: number;
}

/** What was loaded: by tenant, each index with its number of documents. */
export interface LoadedSamples {
  layout: Layout;
  tenants: Record<string, Record<string, number>>;
  seconds: number;
}

const BULK_BYTES = 4_000_000;

/** Fills a data store with the indices of some tenants; the same seed gives the same documents. */
export async function loadSamples(url: string, options: SampleOptions = {}): Promise<LoadedSamples> {
  const started = Date.now();
  const version = await storeVersion(url);
  const major = Number(version.split('.')[0]);
  const layout = options.layout ?? layoutFor(version);
  const tenants = options.tenants ?? DEFAULT_TENANTS;
  const analytics = options.analyticsDocs ?? 20_000;
  const plans = tenants.map((tenant, at) => ({
    tenant,
    indices: planTenant(
      layout,
      tenant,
      at === 0 ? { analytics, scale: 1 } : { analytics: Math.ceil(analytics / 10), scale: 0.2 },
    ),
  }));
  const all = plans.flatMap(({ indices }) => indices);
  await inParallel(all, 24, (plan) => createIndex(url, major, plan));
  const created = Date.now();
  const bodies = bulkBodies(plans, major, options.seed ?? 1);
  await inParallel([0, 1], 2, () => sendAll(url, bodies));
  await storeRequest(url, 'POST', '/gateway_*/_refresh');
  await untilHealthy(url);
  const seconds = (Date.now() - started) / 1000;
  progress(
    `samples ${layout}: ${all.length} indices in ${((created - started) / 1000).toFixed(1)} s, all in ${seconds.toFixed(1)} s`,
  );
  const counts = plans.map(({ tenant, indices }) => [tenant, countsOf(indices)] as const);
  return { layout, tenants: Object.fromEntries(counts), seconds };
}

function countsOf(indices: IndexPlan[]): Record<string, number> {
  return Object.fromEntries(
    indices.map((plan) => [plan.name, plan.documents.reduce((sum, { count }) => sum + count, 0)]),
  );
}

async function sendAll(url: string, bodies: Iterator<string>): Promise<void> {
  for (let next = bodies.next(); next.done !== true; next = bodies.next()) {
    const reply = await storeRequest<{ errors: boolean; items: unknown[] }>(
      url,
      'POST',
      '/_bulk',
      next.value,
    );
    if (reply.errors)
      throw new Error(
        `_bulk: ${JSON.stringify(reply.items.find((item) => JSON.stringify(item).includes('"error"')))}`,
      );
  }
}

function* bulkBodies(
  plans: { tenant: string; indices: IndexPlan[] }[],
  major: number,
  seed: number,
): Generator<string> {
  let lines: string[] = [];
  let bytes = 0;
  for (const { tenant, indices } of plans) {
    for (const plan of indices) {
      for (const line of bulkLines(tenant, plan, major, seed)) {
        lines.push(line);
        bytes += line.length;
        if (bytes < BULK_BYTES) continue;
        yield lines.join('');
        [lines, bytes] = [[], 0];
      }
    }
  }
  if (lines.length > 0) yield lines.join('');
}

function* bulkLines(tenant: string, plan: IndexPlan, major: number, seed: number): Generator<string> {
  for (const { type, count } of plan.documents) {
    const random = seededRandom(seed, `${plan.name}/${type}`);
    for (let at = 0; at < count; at += 1) {
      const { id, source } = makeDocument(type, random, at, tenant);
      const action = { index: { _index: plan.name, _id: id, ...(major < 7 ? { _type: type } : {}) } };
      yield `${JSON.stringify(action)}\n${JSON.stringify(source)}\n`;
    }
  }
}

async function untilHealthy(url: string): Promise<void> {
  await storeRequest(url, 'GET', '/_cluster/health?wait_for_status=yellow&timeout=60s');
}
