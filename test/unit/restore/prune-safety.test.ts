import { expect, it } from 'vitest';
import { Manifests } from '#core/backups/manifest.ts';
import { capabilitiesOf } from '#core/elasticsearch/capabilities.ts';
import type { RestoreContext } from '#core/restore/context.ts';
import { pruneSafetyBackups } from '#core/restore/prune-safety.ts';
import { parseVersion } from '#shared/rules/versions.ts';
import { MemoryFiles, quietPorts } from '../memory.ts';
import { FAST } from '../restart/bench.ts';
import { PLAIN_JOURNAL } from './plain-journal.ts';

const REPOSITORY = 'gateway-vault-safety-default';

/** Which of these safety backups, by their age and state, are deleted after a restore. */
async function pruned(states: readonly string[]): Promise<string[]> {
  const ports = quietPorts(new MemoryFiles(), FAST, () => undefined);
  const manifests = new Manifests(ports.files, ports.logger);
  const snapshots = states.map((state, age) => ({
    snapshot: `safety-default-${age + 1}`,
    uuid: `uuid-${age + 1}`,
    state,
    indices: ['gateway_default_apis'],
    start_time_in_millis: 1000 - age,
    end_time_in_millis: 1001 - age,
    shards: { total: 1, failed: state === 'SUCCESS' ? 0 : 1, successful: state === 'SUCCESS' ? 1 : 0 },
  }));
  for (const { snapshot: name, uuid, start_time_in_millis: startedAt } of snapshots)
    await manifests.save({
      format: 1,
      storeKey: 'store-1',
      repository: REPOSITORY,
      name,
      uuid,
      startedAt,
      tenant: 'default',
      release: '10.15',
      dataStoreVersion: '7.13.0',
      plugins: [],
      user: 'svc-admin',
      reason: '',
      trigger: 'safety',
      selection: { kind: 'everything' },
      totalBytes: null,
      newBytes: null,
      indices: {},
    });
  const deleted: string[] = [];
  const store = {
    where: 'http://127.0.0.1',
    read: (schema: { parse(value: unknown): unknown }) => Promise.resolve(schema.parse({ snapshots })),
    change: (_: string, { path }: { path: string }) =>
      Promise.resolve(void deleted.push(path.split('/').at(-1) ?? '')),
  };
  await pruneSafetyBackups({
    connection: { store, can: capabilitiesOf(parseVersion('7.13.0')!), storeKey: 'store-1' },
    manifests,
    operation: { log: () => undefined },
    journal: { ...PLAIN_JOURNAL, safety: { repository: REPOSITORY, name: 'safety-default-1', good: true } },
  } as unknown as RestoreContext);
  return deleted;
}

it('E10 the newest two safety backups are kept', async () => {
  expect(await pruned(['SUCCESS', 'SUCCESS', 'SUCCESS', 'SUCCESS'])).toEqual([
    'safety-default-3',
    'safety-default-4',
  ]);
});

it('E5 E10 one that is not good takes the place of no good one', async () => {
  expect(await pruned(['SUCCESS', 'PARTIAL', 'FAILED', 'SUCCESS', 'SUCCESS'])).toEqual([
    'safety-default-5',
    'safety-default-2',
    'safety-default-3',
  ]);
});
