import { expect, test } from 'vitest';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import { inParallel } from '#lab/samples/store-http.ts';
import { Bench } from './bench.ts';
import { type FaultLab, sent } from './faults-lab.ts';
import { draftFor } from './open-engine.ts';

const COUNT = 120;
const LENGTH = 70;
const TENANT = 'wideworld';
const ALIAS = `gateway_${TENANT}_analytics_policyviolationevents`;
/** Members of one rollover family, each as long as the names of a long-lived gateway. */
const NAMES = Array.from(
  { length: COUNT },
  (_, i) => `${ALIAS}_${1_700_000_000_000 + i}-${String(i + 1).padStart(6, '0')}`,
);

/** A tenant whose names do not fit into one request line. */
export function manyRules(at: FaultLab): void {
  test('E3 promise 24 120 indices of 70 characters are backed up, closed, restored and opened', async () => {
    const wide = await wideGateway(at);
    const before = await countsOf(at);
    expect(Object.keys(before).toSorted()).toEqual(NAMES);

    const backup = await wide.backUp('wide');
    expect(backup.result).toMatchObject({ indices: COUNT, shards: { done: COUNT, total: COUNT } });
    await addDocuments(at, [NAMES[0]!, NAMES.at(-1)!]);
    expect(await countsOf(at)).not.toEqual(before);

    const operation = await wide.restored('wide', { confirmation: { tenant: TENANT } });
    expect(operation.result).toMatchObject({ indices: { done: COUNT, total: COUNT }, leftOver: [] });
    expect(await countsOf(at)).toEqual(before);
    await wide.expectTidy();
    const closing = sent(at, /^POST \S+\/_close/);
    expect(closing.length).toBeGreaterThan(1);
    expect(closing.flatMap(namesIn).toSorted()).toEqual(NAMES);
    await wide.engine.gateways.remove({ gatewayId: wide.gatewayId });
  });
}

async function countsOf({ bench }: FaultLab): Promise<Record<string, number | undefined>> {
  const prints = await fingerprint(bench.url, (index) => index.startsWith(ALIAS));
  return Object.fromEntries(Object.entries(prints).map(([index, { docs }]) => [index, docs]));
}

const namesIn = (line: string): string[] => /^\S+ \/([^/?]+)/.exec(line)?.[1]?.split(',') ?? [];

async function wideGateway(at: FaultLab): Promise<Bench> {
  const { bench, can, proxy } = at;
  expect(new Set(NAMES.map((name) => name.length))).toEqual(new Set([LENGTH]));
  await inParallel(NAMES, 8, async (name) => {
    const alias = can.writeIndex ? { is_write_index: name === NAMES.at(-1) } : {};
    await bench.raw('PUT', `/${name}`, {
      settings: { 'index.number_of_shards': 1, 'index.number_of_replicas': 0 },
      aliases: { [ALIAS]: alias },
    });
  });
  await addDocuments(at, NAMES);
  await bench.raw('GET', '/_cluster/health?wait_for_status=yellow&timeout=60s');
  const change = { name: 'Wide', tenant: TENANT, dataStore: { addresses: [proxy.url] } };
  const { profile } = await bench.engine.gateways.add({ draft: draftFor(bench.server, change), secrets: {} });
  return new Bench(bench.server, bench.open, profile.id);
}

/** One more document in each of the indices. */
async function addDocuments({ bench, can }: FaultLab, indices: readonly string[]): Promise<void> {
  const type = can.families ? {} : { _type: 'event' };
  const lines = indices.flatMap((index) => [{ index: { _index: index, ...type } }, { apiName: 'a' }]);
  await bench.raw('POST', '/_bulk?refresh=true', lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}
