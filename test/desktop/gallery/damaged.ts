import { storeRequest } from '#lab/samples/store-http.ts';

/** As long as people make them: what a table does with it is looked at on every page that lists it. */
export const PARTIAL = 'default-2026-november-23-0300-before-the-policy-change-4711-of-the-public-portal';

/** An index of the tenant whose only shard no node may hold: whoever backs it up gets a part. */
const UNASSIGNED = 'gateway_default_lost-shard';

/** A backup that another tool made while a shard was missing: it holds a part of it all. */
export async function makePartialBackup(url: string): Promise<void> {
  await storeRequest(url, 'PUT', `/${UNASSIGNED}?wait_for_active_shards=0`, {
    settings: { number_of_shards: 1, 'index.routing.allocation.require._name': 'nobody' },
  });
  await storeRequest(url, 'PUT', `/_snapshot/default/${PARTIAL}?wait_for_completion=true`, {
    indices: 'gateway_default_*',
    partial: true,
    include_global_state: false,
  });
  await storeRequest(url, 'DELETE', `/${UNASSIGNED}`);
}
