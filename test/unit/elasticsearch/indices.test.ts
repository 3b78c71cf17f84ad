import { expect, test } from 'vitest';
import { type Capabilities, capabilitiesOf } from '#core/elasticsearch/capabilities.ts';
import type { DataStoreClient } from '#core/elasticsearch/client.ts';
import { readIndices } from '#core/elasticsearch/indices.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import { parseVersion } from '#shared/rules/versions.ts';

const META = {
  state: 'open',
  settings: {
    index: { uuid: 'u', number_of_shards: '1', number_of_replicas: '0', version: { created: '2030299' } },
  },
};

/** Reads the indices of a server that refuses its list so many times. */
async function read(refusals: number): Promise<(number | null)[]> {
  let asked = 0;
  const replies: Record<string, unknown> = {
    '/_cluster/state/metadata': { metadata: { indices: { a: META } } },
    '/_cat/indices': [{ index: 'a', 'docs.count': '7' }],
    '/_alias': {},
  };
  const store = {
    where: 'http://127.0.0.1',
    read: (schema: { parse(value: unknown): unknown }, { path }: { path: string }) => {
      if (path === '/_cat/indices' && (asked += 1) <= refusals)
        return Promise.reject(new AppFailure(appError('index-missing')));
      return Promise.resolve(schema.parse(replies[path]));
    },
  };
  const can = capabilitiesOf(parseVersion('2.3.2')!) as Capabilities;
  const indices = await readIndices(store as unknown as DataStoreClient, can);
  return indices.map(({ docs }) => docs);
}

test('an index that is deleted at this moment does not hide the others', async () => {
  expect(await read(2)).toEqual([7]);
  await expect(read(9)).rejects.toThrow(AppFailure);
});
