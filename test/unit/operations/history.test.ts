import { expect, it } from 'vitest';
import { History } from '#core/operations/history.ts';
import { Operations } from '#core/operations/registry.ts';
import type { Operation } from '#shared/model/operation.ts';
import { MemoryFiles, quietPorts } from '../memory.ts';
import { FAST } from '../restart/bench.ts';

const FILE = `operations/${new Date().toISOString().slice(0, 7)}.jsonl`;
const WANTED = {
  kind: 'backup' as const,
  gateway: { id: 'gw-1', name: 'Production EU' },
  target: 'nightly',
  reason: 'before the change',
  phases: ['copy' as const],
  cancellable: true,
};
const made = (files: MemoryFiles): Operations => new Operations(quietPorts(files, FAST, () => undefined));

async function oneEnded(files: MemoryFiles): Promise<Operation> {
  const operations = made(files);
  const id = operations.begin(WANTED, () =>
    Promise.resolve({ status: 'succeeded', result: null, error: null }),
  );
  return operations.ended(id);
}

it('a start and an end are written as a line each, and the last one counts', async () => {
  const files = new MemoryFiles();
  const ended = await oneEnded(files);
  expect(files.content.get(FILE)!.trim().split('\n')).toHaveLength(2);
  const next = made(files);
  await next.load();
  expect(next.list()).toEqual([ended]);
  expect(next.get(ended.id)).toMatchObject({
    status: 'succeeded',
    reason: 'before the change',
    user: 'svc-admin',
  });
  expect(next.list('another')).toEqual([]);
});

it('an operation without an end was interrupted, and the history is not rewritten', async () => {
  const files = new MemoryFiles();
  const ended = await oneEnded(files);
  const text = `${files.content.get(FILE)!.split('\n')[0]!}\n`;
  files.content.set(FILE, text);
  const next = made(files);
  await next.load();
  expect(next.get(ended.id)).toMatchObject({ status: 'interrupted', cancellable: false });
  expect(files.content.get(FILE)).toBe(text);
});

it('a damaged line is skipped, stays, and costs no other operation', async () => {
  const files = new MemoryFiles();
  const first = await oneEnded(files);
  await files.append(FILE, '{"half');
  await files.append(FILE, '{"id":"op-x","kind":"of another version"}');
  await files.append(FILE, '');
  const last = await oneEnded(files);
  const next = made(files);
  await next.load();
  expect(
    next
      .list()
      .map((operation) => operation.id)
      .sort(),
  ).toEqual([first.id, last.id].sort());
  expect(files.content.get(FILE)).toContain('{"half\n');
});

it('a line that was cut off in the middle does not swallow the end of the next operation', async () => {
  const files = new MemoryFiles();
  files.content.set(FILE, '{"id":"op-cut');
  const ended = await oneEnded(files);
  const next = made(files);
  await next.load();
  expect(next.get(ended.id).status).toBe('succeeded');
});

it('lines keep their order and a full disk stops no work', async () => {
  const files = new MemoryFiles();
  const history = new History(files, quietPorts(files, FAST, () => undefined).logger);
  const operation = await oneEnded(files);
  files.content.clear();
  await Promise.all([1, 2, 3].map((n) => history.append({ ...operation, target: `t${n}` })));
  expect(files.content.get(FILE)!.match(/t[123]/g)).toEqual(['t1', 't2', 't3']);
  files.full = true;
  await history.append(operation);
  expect((await oneEnded(files)).status).toBe('succeeded');
});

it('months are read newest first and not for ever', async () => {
  const files = new MemoryFiles();
  const operation = await oneEnded(files);
  files.content.clear();
  for (let month = 1; month <= 8; month++) {
    const startedAt = Date.UTC(2026, month - 1, 15);
    files.content.set(
      `operations/2026-0${month}.jsonl`,
      JSON.stringify({ ...operation, id: `op-${month}`, startedAt }),
    );
  }
  files.content.set('operations/notes.txt', 'not ours');
  const next = made(files);
  await next.load();
  expect(next.list().map((one) => one.id)).toEqual(['op-8', 'op-7', 'op-6', 'op-5', 'op-4', 'op-3']);
});

it('all months are listed, found and exported, and what is written meanwhile is in the list', async () => {
  const files = new MemoryFiles();
  const operation = await oneEnded(files);
  files.content.clear();
  for (let month = 1; month <= 8; month++) {
    const startedAt = Date.UTC(2026, month - 1, 15);
    const started = { ...operation, id: `op-${month}`, startedAt, status: 'running', endedAt: null };
    const lines = [started, { ...started, status: 'succeeded', endedAt: startedAt + 1 }, '{"half'];
    files.content.set(
      `operations/2026-0${month}.jsonl`,
      lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
    );
  }
  const next = made(files);
  await next.load();
  const ids = async (): Promise<string[]> => (await next.history()).map((row) => row.id);
  const months = ['op-8', 'op-7', 'op-6', 'op-5', 'op-4', 'op-3', 'op-2', 'op-1'];
  expect(await ids()).toEqual(months);
  expect(await next.found('op-1')).toMatchObject({ status: 'succeeded', reason: 'before the change' });
  await expect(next.found('op-99')).rejects.toThrow();
  const whole: string[] = [];
  for await (const { id, status } of next.everything()) whole.push(`${id} ${status}`);
  expect(whole).toEqual(months.toReversed().map((id) => `${id} succeeded`));
  const id = next.begin(WANTED, () => Promise.resolve({ status: 'failed', result: null, error: null }));
  await next.ended(id);
  expect(await ids()).toEqual([id, ...months]);
  expect((await next.history())[0]).toMatchObject({ status: 'failed' });
});

it('what worked on one backup is listed alone: its name is one in its repository only', async () => {
  const files = new MemoryFiles();
  const operation = await oneEnded(files);
  files.content.clear();
  const of = (id: string, repository: string, ...names: string[]): string =>
    JSON.stringify({ ...operation, id, subjects: names.map((name) => ({ repository, name })) });
  files.content.set(
    'operations/2026-11.jsonl',
    [
      of('one', 'default', 'nightly'),
      of('many', 'default', 'other', 'nightly'),
      of('else', 'archive', 'nightly'),
    ]
      .concat(of('none', 'default'))
      .join('\n'),
  );
  const backup = { repository: 'default', name: 'nightly' };
  const ids = async (gatewayId: string): Promise<string[]> =>
    (await made(files).history({ gatewayId, backup })).map(({ id }) => id).sort();
  expect(await ids(operation.gatewayId)).toEqual(['many', 'one']);
  expect(await ids('gw-other')).toEqual([]);
});
