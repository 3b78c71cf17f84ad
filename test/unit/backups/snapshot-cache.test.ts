import { expect, test } from 'vitest';
import { SnapshotCache } from '#core/backups/snapshot-cache.ts';
import type { BackupFacts } from '#core/elasticsearch/snapshot-list.ts';
import { MemoryFiles } from '../memory.ts';

const facts = (name: string, changes: Partial<BackupFacts> = {}): BackupFacts => ({
  name,
  uuid: `uuid-of-${name}`,
  state: 'SUCCESS',
  indices: ['gateway_default_apis', 'gateway_default_log'],
  startedAt: 1_000,
  endedAt: 2_000,
  shards: { total: 2, ok: 2, failed: 0 },
  ...changes,
});
const listed = (name: string, state = 'SUCCESS') => ({ name, uuid: `uuid-of-${name}`, state });

function world() {
  const files = new MemoryFiles();
  const warnings: string[] = [];
  const logger = {
    info: () => undefined,
    warn: (text: string) => warnings.push(text),
    error: () => undefined,
  };
  /** As another run of the program finds it. */
  const open = () => new SnapshotCache(files, logger);
  return { files, warnings, open };
}

async function kept(files: MemoryFiles, open: () => SnapshotCache, all: BackupFacts[]): Promise<string> {
  const cache = open();
  const repository = await cache.of('store', 'default');
  repository.add(all);
  cache.save(repository);
  await cache.close();
  const [path] = [...files.content.keys()];
  return path ?? expect.fail('nothing was written');
}

test('E19 details of a finished backup outlast the program; its state is what the server says now', async () => {
  const { files, open } = world();
  await kept(files, open, [facts('one')]);
  const repository = await open().of('store', 'default');
  expect(repository.find(listed('one', 'PARTIAL'))).toEqual(facts('one', { state: 'PARTIAL' }));
});

test('E19 another uuid under the same name is another backup', async () => {
  const { files, open } = world();
  await kept(files, open, [facts('one')]);
  const repository = await open().of('store', 'default');
  expect(repository.find({ ...listed('one'), uuid: 'another' })).toBeNull();
  expect(repository.find({ ...listed('two'), uuid: 'uuid-of-one' })).toBeNull();
});

test('E19 a running backup is remembered while it runs, and read again when it has ended', async () => {
  const repository = await world().open().of('store', 'default');
  repository.add([facts('one', { state: 'IN_PROGRESS', endedAt: null, shards: null })]);
  expect(repository.find(listed('one', 'IN_PROGRESS'))?.startedAt).toBe(1_000);
  expect(repository.find(listed('one'))).toBeNull();
  expect(repository.unsaved()).toBeNull();
});

test('E19 lists of the same names are one, in whatever order a server tells them', async () => {
  const repository = await world().open().of('store', 'default');
  const [one, two] = repository.add([
    facts('one'),
    facts('two', { indices: facts('').indices.toReversed() }),
  ]);
  expect(two?.indices).toBe(one?.indices);
});

test.each([
  ['cut', (text: string) => text.slice(0, -20)],
  ['empty', () => ''],
  ['of a format to come', (text: string) => text.replace('"format":1', '"format":2')],
  ['about another repository', (text: string) => text.replace('"default"', '"other"')],
  ['with a list that is not there', (text: string) => text.replace('"list":0', '"list":7')],
])('E19 a file that is %s is as if it were not there, and is written anew', async (_, damage) => {
  const { files, warnings, open } = world();
  const path = await kept(files, open, [facts('one')]);
  const text = files.content.get(path) ?? '';
  files.content.set(path, damage(text));
  const repository = await open().of('store', 'default');
  expect(repository.find(listed('one'))).toBeNull();
  expect(warnings).toHaveLength(1);
  await kept(files, open, [facts('one')]);
  expect(files.content.get(path)).toBe(text);
});

test('E19 what cannot be written is no failure, and what is no longer listed goes', async () => {
  const { files, warnings, open } = world();
  const path = await kept(files, open, [facts('one'), facts('two')]);
  const cache = open();
  const repository = await cache.of('store', 'default');
  files.full = true;
  repository.keep([listed('two')]);
  cache.save(repository);
  await cache.close();
  expect(warnings).toHaveLength(1);
  files.full = false;
  const again = open();
  const same = await again.of('store', 'default');
  same.keep([listed('two')]);
  again.save(same);
  await again.close();
  expect(files.content.get(path)).not.toContain('uuid-of-one');
  expect(files.content.get(path)).toContain('uuid-of-two');
});
