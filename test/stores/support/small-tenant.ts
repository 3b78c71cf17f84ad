import { createIndex } from '#lab/samples/create-index.ts';
import { makeDocument } from '#lab/samples/documents/document.ts';
import { type IndexPlan, planTenant } from '#lab/samples/index-plan.ts';
import { seededRandom } from '#lab/samples/random.ts';
import { inParallel, storeRequest, storeVersion } from '#lab/samples/store-http.ts';
import { layoutFor } from '#lab/samples/types.ts';

/** Families of every scope: one member and several, one shard and two. */
const SOME =
  /_(apis|policy|users|applications|analytics_transactionalevents|audit_auditlogs|log|license(_licensemetrics)?)([-_]\d.*)?$/;

/** A tenant of a dozen indices: a restore of it takes a second, so that a file can afford many. */
export async function loadSmallTenant(
  url: string,
  tenant = 'default',
  events = 600,
  seed = 1,
): Promise<void> {
  const version = await storeVersion(url);
  const layout = layoutFor(version);
  const major = Number(version.split('.')[0]);
  const all = planTenant(layout, tenant, { analytics: events, scale: 0.3 });
  const plans = layout === '10.0' || layout === '10.2' ? all : all.filter((plan) => SOME.test(plan.name));
  await inParallel(plans, 8, (plan) => createIndex(url, major, plan));
  await storeRequest(
    url,
    'POST',
    '/_bulk',
    plans.flatMap((plan) => linesOf(plan, tenant, major, seed)).join(''),
  );
  await storeRequest(url, 'POST', '/gateway_*/_refresh');
  await storeRequest(url, 'GET', '/_cluster/health?wait_for_status=yellow&timeout=60s');
}

function linesOf(plan: IndexPlan, tenant: string, major: number, seed: number): string[] {
  return plan.documents.flatMap(({ type, count }) => {
    const random = seededRandom(seed, `${plan.name}/${type}`);
    return Array.from({ length: count }, (_, at) => {
      const { id, source } = makeDocument(type, random, at, tenant);
      const action = { index: { _index: plan.name, _id: id, ...(major < 7 ? { _type: type } : {}) } };
      return `${JSON.stringify(action)}\n${JSON.stringify(source)}\n`;
    });
  });
}
