import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { nodeFileStore } from '#core/files/node-file-store.ts';
import { lookAgain } from '#core/operations/look-again.ts';
import type { Outcome } from '#core/operations/operation-handle.ts';
import { Operations } from '#core/operations/registry.ts';
import type { FileStore } from '#core/ports.ts';
import { gate } from '#lab/gate.ts';
import type { Operation } from '#shared/model/operation.ts';
import { until } from '../../stores/support/listing-lab.ts';
import { temporaryFolders } from '../files/temporary-folder.ts';
import { MemoryFiles, quietPorts } from '../memory.ts';
import { FAST } from '../restart/bench.ts';

const newFolder = temporaryFolders();
const GOOD: Outcome = { status: 'succeeded', result: null, error: null };

/** One process of several on the same files. */
async function process(files: FileStore) {
  const events: Operation[] = [];
  const ports = quietPorts(files, FAST, (name, payload) => {
    if (name === 'operation') events.push(payload as Operation);
  });
  const operations = new Operations(ports);
  await operations.load();
  return { operations, events, ports };
}

const WANTED = {
  kind: 'backup' as const,
  gateway: { id: 'gw-1', name: 'Production EU' },
  target: 'nightly',
  reason: '',
  phases: ['copy' as const],
  cancellable: true,
};

function begin({ operations }: Awaited<ReturnType<typeof process>>, over: Promise<unknown>): string {
  return operations.begin(WANTED, async (handle) => {
    handle.update({ shards: { done: 1, total: 9 } });
    await over;
    return GOOD;
  });
}

const isThere = (files: MemoryFiles, id: string): boolean => files.content.has(`running/${id}.json`);

it('another process sees what runs, that it is not its own, and how it ended', async () => {
  const files = new MemoryFiles();
  const [first, second] = [await process(files), await process(files)];
  const over = gate();
  const id = begin(first, over.opened);
  await until(() => isThere(files, id));
  await second.operations.look();
  const seen = { id, status: 'running', elsewhere: true, cancellable: false, target: 'nightly' };
  expect(second.events).toMatchObject([seen]);
  expect(second.operations.list('gw-1')).toMatchObject([seen]);
  expect(second.operations.get(id)).toMatchObject(seen);
  // It is in nobody's way here, and cannot be ended from here.
  expect(second.operations.running()).toEqual([]);
  await expect(second.operations.cancelled(id)).rejects.toMatchObject({ value: { code: 'not-cancellable' } });

  await second.operations.look();
  expect(second.events).toHaveLength(1);
  over.open();
  await first.operations.ended(id);
  expect(isThere(files, id)).toBe(false);
  await second.operations.look();
  expect(second.events).toHaveLength(2);
  expect(second.events[1]).toMatchObject({ id, status: 'succeeded', elsewhere: false });
  expect(second.operations.list()).toEqual(first.operations.list());
});

it('what began and ended between two looks is told too, once, and own work never', async () => {
  const files = new MemoryFiles();
  const [first, second] = [await process(files), await process(files)];
  const id = begin(first, Promise.resolve());
  await first.operations.ended(id);
  const own = first.events.length;
  for (const { operations } of [first, second, first, second]) await operations.look();
  expect(second.events).toMatchObject([{ id, status: 'succeeded' }]);
  expect(first.events).toHaveLength(own);
});

it('a process that starts later shows what runs as running, not as interrupted', async () => {
  const files = new MemoryFiles();
  const first = await process(files);
  const over = gate();
  const id = begin(first, over.opened);
  await until(() => isThere(files, id));
  const later = await process(files);
  expect(later.operations.list()).toMatchObject([{ id, status: 'running', elsewhere: true }]);
  over.open();
  await first.operations.ended(id);
});

it('what a process that is gone was at work on is interrupted', async () => {
  const files = new MemoryFiles();
  const [first, second] = [await process(files), await process(files)];
  const over = gate();
  const id = begin(first, over.opened);
  await until(() => isThere(files, id));
  await second.operations.look();
  const path = `running/${id}.json`;
  const file = JSON.parse(files.content.get(path) ?? '') as Record<string, unknown>;
  // No process has this number.
  files.content.set(path, JSON.stringify({ ...file, pid: 2 ** 30 }));
  await second.operations.look();
  expect(second.events.at(-1)).toMatchObject({ id, status: 'interrupted', elsewhere: false });
  expect(second.operations.list()).toMatchObject([{ id, status: 'interrupted' }]);
  over.open();
  await first.operations.ended(id);
});

it('work that this process takes over is its own from then on', async () => {
  const files = new MemoryFiles();
  const [first, second] = [await process(files), await process(files)];
  const id = begin(first, new Promise(() => undefined));
  await until(() => isThere(files, id));
  await second.operations.look();
  await first.operations.stop();
  expect(isThere(files, id)).toBe(false);
  const { startedAt } = first.operations.get(id);
  second.operations.begin(WANTED, () => Promise.resolve(GOOD), { id, startedAt });
  await second.operations.ended(id);
  await second.operations.look();
  expect(second.events.at(-1)).toMatchObject({ id, status: 'succeeded', elsewhere: false });
  expect(second.operations.list()).toHaveLength(1);
});

it('a file that cannot be read, and a full disk, cost nothing else', async () => {
  const files = new MemoryFiles();
  const [first, second] = [await process(files), await process(files)];
  files.content.set('running/op-broken.json', '{"half');
  files.full = true;
  const id = begin(first, Promise.resolve());
  expect(await first.operations.ended(id)).toMatchObject({ status: 'succeeded' });
  await second.operations.look();
  expect(second.events).toEqual([]);
});

it.each([
  ['whose disk tells', (files: FileStore) => files],
  ['whose disk does not tell', (files: FileStore) => ({ ...files, watch: () => undefined })],
] as const)('a look follows each change on real files, %s', async (_, of) => {
  const folder = newFolder();
  const [first, second] = [await process(nodeFileStore(folder)), await process(of(nodeFileStore(folder)))];
  const end = new AbortController();
  const looking = lookAgain(second.ports, Operations.FOLDERS, () => second.operations.look(), end.signal);
  const over = gate();
  const id = begin(first, over.opened);
  await until(() => second.events.some((one) => one.id === id && one.status === 'running'));
  over.open();
  await until(() => second.events.some((one) => one.id === id && one.status === 'succeeded'));
  end.abort();
  await looking;
});

it('one look that fails is not the last', async () => {
  const { ports } = await process(new MemoryFiles());
  const end = new AbortController();
  let looks = 0;
  const look = (): Promise<void> => {
    looks += 1;
    return looks === 1 ? Promise.reject(new Error('the disk is away')) : Promise.resolve();
  };
  const clock = { ...ports.clock, sleep: () => sleep(1) };
  const looking = lookAgain({ ...ports, clock }, [], look, end.signal);
  await until(() => looks > 2);
  end.abort();
  await looking;
});

it('lines of long ago that somebody copied into the folder are history and no news', async () => {
  const files = new MemoryFiles();
  const first = await process(files);
  const over = gate();
  const id = begin(first, over.opened);
  over.open();
  const ended = await first.operations.ended(id);
  const second = await process(files);
  const old = { ...ended, id: 'op-old', startedAt: 1_000, updatedAt: 2_000, endedAt: 2_000 };
  await files.append('operations/1970-01.jsonl', JSON.stringify(old));
  await second.operations.look();
  expect(second.events).toEqual([]);
  expect((await second.operations.history()).map((row) => row.id)).toContain('op-old');
});

it('an end that was heard stays one, also while the file of its work is still there', async () => {
  const files = new MemoryFiles();
  const first = await process(files);
  const second = await process(files);
  const over = gate();
  const id = begin(first, over.opened);
  await until(() => isThere(files, id));
  const kept = files.content.get(`running/${id}.json`)!;
  await second.operations.look();
  over.open();
  await first.operations.ended(id);
  // Whoever began it is there yet, and could not remove the file.
  const file = { ...(JSON.parse(kept) as object), pid: globalThis.process.ppid };
  files.content.set(`running/${id}.json`, JSON.stringify(file));
  const later = await process(files);
  for (const { operations } of [second, second, later, first]) await operations.look();
  files.content.delete(`running/${id}.json`);
  for (const { operations, events } of [second, later, first]) {
    await operations.look();
    expect(operations.list()).toMatchObject([{ id, status: 'succeeded' }]);
    expect(events.filter(({ status }) => status === 'interrupted')).toEqual([]);
  }
});

it('work that was once of this process is heard of again when another one takes it up', async () => {
  const files = new MemoryFiles();
  const [first, second] = [await process(files), await process(files)];
  const id = first.operations.begin(WANTED, () => Promise.reject(new Error('the data store is away')));
  const { startedAt } = await first.operations.ended(id);
  await until(() => Date.now() > startedAt);
  const over = gate();
  second.operations.begin(WANTED, () => over.opened.then(() => GOOD), { id, startedAt });
  await until(() => isThere(files, id));
  await first.operations.look();
  expect(first.operations.list()).toMatchObject([{ id, status: 'running', elsewhere: true }]);
  over.open();
  await second.operations.ended(id);
  await first.operations.look();
  expect(first.operations.list()).toMatchObject([{ id, status: 'succeeded', elsewhere: false }]);
});

it('a change of another process is running while it is made, and is no work to be followed', async () => {
  const files = new MemoryFiles();
  const [first, second] = [await process(files), await process(files)];
  const over = gate();
  const gateway = { id: 'gw-1', name: 'Production EU' };
  const made = first.operations.noted({ kind: 'install-plugin', gateway, target: 'es-1' }, () => over.opened);
  await until(() => [...files.content.keys()].some((path) => path.startsWith('running/')));
  await second.operations.look();
  expect(await second.operations.history()).toMatchObject([{ kind: 'install-plugin', status: 'running' }]);
  expect(second.operations.list()).toEqual([]);
  over.open();
  await made;
  await second.operations.look();
  expect(await second.operations.history()).toMatchObject([{ status: 'succeeded' }]);
  expect(second.events).toEqual([]);
  expect([...files.content.keys()].filter((path) => path.startsWith('running/'))).toEqual([]);
});
