import { expect, it } from 'vitest';
import { capabilitiesOf } from '#core/elasticsearch/capabilities.ts';
import type { RestoreContext } from '#core/restore/context.ts';
import { wasAccepted } from '#core/restore/lost-restore.ts';
import { parseVersion } from '#shared/rules/versions.ts';

const SENT = { repository: 'default', name: 'nightly', indices: ['gateway_default_apis'] };

/** Whether a restore was accepted, as a server shows it that lists a restore of the same backup into these indices. */
async function accepted(indices: readonly string[]): Promise<boolean> {
  const shards = indices.map((index) => ({ index: { index_name: index } }));
  const restore = { snapshots: [{ repository: 'default', snapshot: 'nightly', state: 'SUCCESS', shards }] };
  const store = {
    read: (schema: { parse(value: unknown): unknown }, { path }: { path: string }) => {
      if (path === '/_cluster/state') return Promise.resolve(schema.parse({ restore }));
      return Promise.resolve(schema.parse(path === '/_cat/indices' ? [] : {}));
    },
  };
  const can = capabilitiesOf(parseVersion('7.13.0')!);
  return wasAccepted({ connection: { store, can } } as unknown as RestoreContext, SENT);
}

it('E4 a restore of the same backup into the indices that were asked for is ours', async () => {
  expect(await accepted(['gateway_default_apis', 'gateway_default_policy'])).toBe(true);
});

it('E4 one that is still listed from the request before, into other indices, is not', async () => {
  expect(await accepted(['gateway_default_license'])).toBe(false);
});
