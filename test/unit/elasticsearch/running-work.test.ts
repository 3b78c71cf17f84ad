import { expect, it } from 'vitest';
import type { DataStoreClient } from '#core/elasticsearch/client.ts';
import { readRunningWork, workInWords } from '#core/elasticsearch/cluster.ts';

/** As 7.7 and 9.4 tell it: a restore that has ended is listed for a moment longer. */
const restoring = (state: string) => ({
  restore: {
    snapshots: [
      { repository: 'default', snapshot: 'nightly', state, shards: [{ index: 'a', state: 'SUCCESS' }] },
    ],
  },
});

async function wordsOf(reply: object): Promise<string[]> {
  const read = (schema: { parse(value: unknown): unknown }) => Promise.resolve(schema.parse(reply));
  return workInWords(await readRunningWork({ read } as unknown as DataStoreClient));
}

it.each(['INIT', 'STARTED'])('E17 a restore that is %s makes the data store busy', async (state) => {
  expect(await wordsOf(restoring(state))).toEqual(['a restore of nightly']);
});

it.each(['SUCCESS', 'FAILURE'])(
  'E17 a restore that has ended with %s and is still listed is in nobody’s way',
  async (state) => {
    expect(await wordsOf(restoring(state))).toEqual([]);
  },
);
