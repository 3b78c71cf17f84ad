import { randomBytes } from 'node:crypto';
import { createIndex } from '#lab/samples/create-index.ts';
import { type IndexPlan, planTenant } from '#lab/samples/index-plan.ts';
import { inParallel, storeRequest } from '#lab/samples/store-http.ts';
import { layoutFor } from '#lab/samples/types.ts';
import type { LabServer, ServerVersion } from '#lab/servers/start.ts';
import type { Content } from './filled-server.ts';

const TENANT = 'default';
const DOCUMENT_BYTES = 32_000;
const BULK_DOCUMENTS = 120;
/** Enough that every shard of an index gets some. */
const FEWEST_DOCUMENTS = 12;

const USUAL_MEGABYTES = 500;
/** Megabytes of the whole tenant. */
export const MEGABYTES = Number(process.env.GATEWAY_VAULT_BENCH_MB ?? USUAL_MEGABYTES);
/** A smaller tenant is for trying: its figures are shown and not kept. */
export const isTenantUsual = MEGABYTES === USUAL_MEGABYTES;

/** About 90 indices like those of a gateway, nearly all bytes in the families of events. */
export const LARGE_TENANT: Content = {
  name: `tenant-${MEGABYTES}mb`,
  format: 2,
  fill: async ({ url, version }) => {
    const plans = planOf(version);
    await inParallel(plans, 8, (plan) => createIndex(url, majorOf(version), plan));
    // Two rounds: each shard then has segments that can be merged, see `changeEverything`.
    for (let round = 0; round < 2; round += 1) {
      await fillOnce(url, plans, MEGABYTES / 2);
      await storeRequest(url, 'POST', '/gateway_*/_flush?force=true');
    }
    await storeRequest(url, 'GET', '/_cluster/health?wait_for_status=yellow&timeout=60s');
  },
};

const majorOf = (version: ServerVersion): number => Number(version.split('.')[0]);

export function planOf(version: ServerVersion): IndexPlan[] {
  return planTenant(layoutFor(version), TENANT, { analytics: 1_000, scale: 0.01 });
}

export function namesOf({ version }: LabServer): string[] {
  return planOf(version).map((plan) => plan.name);
}

/** The few that hold nearly all bytes. */
export function heavyNames({ version }: LabServer): string[] {
  return planOf(version)
    .filter((plan) => weightOf(plan) > 0)
    .map((plan) => plan.name);
}

/** Ten indices have weight. */
const HEAVY =
  /_(analytics_(transactionalevents|performancemetrics|lifecycleevents|errorevents)|audit_auditlogs)/;

function weightOf({ name, primaries }: IndexPlan): number {
  return HEAVY.test(name) ? primaries : 0;
}

async function fillOnce(url: string, plans: IndexPlan[], megabytes: number): Promise<void> {
  const weights = plans.reduce((sum, plan) => sum + weightOf(plan), 0);
  const documents = (megabytes * 1_000_000) / DOCUMENT_BYTES;
  const bodies = plans.flatMap((plan) => {
    const share = Math.round((documents * weightOf(plan)) / weights);
    const count = Math.max(FEWEST_DOCUMENTS, share);
    const bytes = share > FEWEST_DOCUMENTS ? DOCUMENT_BYTES : 200;
    const batches = Math.ceil(count / BULK_DOCUMENTS);
    return Array.from({ length: batches }, (_, at) => ({
      name: plan.name,
      bytes,
      count: Math.min(BULK_DOCUMENTS, count - at * BULK_DOCUMENTS),
    }));
  });
  await inParallel(bodies, 2, ({ name, count, bytes }) => addDocuments(url, [name], count, bytes));
}

/** So many documents to each index; random, so that no server makes them smaller. */
async function addDocuments(url: string, names: string[], count: number, bytes: number): Promise<void> {
  const lines = names.flatMap((name) =>
    Array.from({ length: count }, () => {
      const payload = randomBytes(Math.round((bytes * 3) / 4)).toString('base64');
      return `${JSON.stringify({ index: { _index: name } })}\n${JSON.stringify({ name: 'bench', payload })}\n`;
    }),
  );
  const reply = await storeRequest<{ errors: boolean }>(url, 'POST', '/_bulk', lines.join(''));
  if (reply.errors) throw new Error(`_bulk: ${JSON.stringify(reply).slice(0, 600)}`);
}

/**
 * Writes every file of every index anew. A restore over a closed index copies only files that differ: without this
 * the second measurement would copy nothing.
 */
export async function changeEverything(server: LabServer): Promise<void> {
  const { url } = server;
  await addDocuments(url, namesOf(server), FEWEST_DOCUMENTS, 200);
  await storeRequest(url, 'POST', '/gateway_*/_refresh');
  await storeRequest(url, 'POST', '/gateway_*/_forcemerge?max_num_segments=1');
  await storeRequest(url, 'POST', '/gateway_*/_flush?force=true');
}

interface Recovery {
  shards?: { type: string; index: { size: { total_in_bytes: number; recovered_in_bytes: number } } }[];
}

/** Megabytes that the last restore of each index copied; throws when it found a part of them in place. */
export async function megabytesCopied(server: LabServer): Promise<number> {
  const fields = '*.shards.type,*.shards.index.size';
  const path = `/gateway_*/_recovery?filter_path=${fields}`;
  const reply = await storeRequest<Record<string, Recovery>>(server.url, 'GET', path);
  const sizes = Object.values(reply).flatMap(({ shards }) =>
    (shards ?? []).filter(({ type }) => type === 'SNAPSHOT').map(({ index }) => index.size),
  );
  const total = sizes.reduce((sum, size) => sum + size.total_in_bytes, 0);
  const copied = sizes.reduce((sum, size) => sum + size.recovered_in_bytes, 0);
  if (copied < total * 0.99) throw new Error(`Of ${total} bytes only ${copied} were copied: not comparable`);
  return copied / 1_000_000;
}
