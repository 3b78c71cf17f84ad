import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { OperationHandle, Outcome } from '#core/operations/operation-handle.ts';
import { Pace } from '#core/operations/poll.ts';
import { Operations } from '#core/operations/registry.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { ErrorCode } from '#shared/errors/codes.ts';
import { EVENTS } from '#shared/ipc/events.ts';
import { Operation } from '#shared/model/operation.ts';
import { MemoryFiles, quietPorts } from '../memory.ts';
import { FAST } from '../restart/bench.ts';

const GOOD: Outcome = { status: 'succeeded', result: null, error: null };

function setUp(): { operations: Operations; events: { at: number; operation: Operation }[] } {
  const events: { at: number; operation: Operation }[] = [];
  const ports = quietPorts(new MemoryFiles(), FAST, (name, payload) => {
    if (name === 'operation')
      events.push({ at: performance.now(), operation: EVENTS.operation.parse(payload) });
  });
  return { operations: new Operations(ports), events };
}

function begin(
  operations: Operations,
  work: (handle: OperationHandle) => Promise<Outcome>,
  cancellable = true,
): string {
  return operations.begin(
    {
      kind: 'restore',
      gateway: { id: 'gw-1', name: 'Production EU' },
      target: 'nightly',
      reason: '',
      phases: ['check', 'close', 'restore'],
      cancellable,
    },
    work,
  );
}

it('announces at most four times a second, and always the final state', async () => {
  const { operations, events } = setUp();
  const id = begin(operations, async (handle) => {
    for (let i = 0; i < 60; i++) {
      handle.update({ shards: { done: i, total: 60 } });
      await sleep(10);
    }
    handle.update({ shards: { done: 60, total: 60 } });
    return GOOD;
  });
  const ended = await operations.ended(id);
  const running = events.filter((event) => event.operation.status === 'running');
  for (let i = 1; i < running.length; i++) expect(running[i]!.at - running[i - 1]!.at).toBeGreaterThan(245);
  expect(running.length).toBeGreaterThan(2);
  expect(events.at(-1)!.operation).toEqual(ended);
  expect(ended).toMatchObject({ status: 'succeeded', shards: { done: 60, total: 60 } });
  const count = events.length;
  await sleep(300);
  expect(events).toHaveLength(count);
});

it('an announced state lags behind by no more than the gap', async () => {
  const { operations, events } = setUp();
  const id = begin(operations, async (handle) => {
    await sleep(5);
    handle.update({ target: 'first' });
    handle.update({ target: 'last' });
    await sleep(400);
    return GOOD;
  });
  await sleep(300);
  expect(events.at(-1)!.operation.target).toBe('last');
  await operations.ended(id);
});

it('is known from the first moment until after its end', async () => {
  const { operations } = setUp();
  const id = begin(operations, async () => (await sleep(20), GOOD));
  expect(operations.get(id).status).toBe('running');
  expect(operations.running()).toHaveLength(1);
  await operations.ended(id);
  expect(operations.running()).toEqual([]);
  expect(operations.get(id).status).toBe('succeeded');
  expect((await operations.ended(id)).status).toBe('succeeded');
  expect(() => operations.get('op-none')).toThrow(AppFailure);
  await expect(operations.found('op-none')).rejects.toThrow(/operation-missing/);
});

it.each<[ErrorCode, string]>([
  ['restore-failed', 'failed'],
  ['cancelled', 'cancelled'],
  ['outcome-unknown', 'unknown'],
])('what the work throws is its end: %s', async (code, status) => {
  const { operations } = setUp();
  const id = begin(operations, () => Promise.reject(new AppFailure(appError(code))));
  const ended = await operations.ended(id);
  expect(ended).toMatchObject({ status, error: { code } });
  expect(Operation.parse(ended)).toEqual(ended);
});

it('a fault of the program is an explained end, too, without its stack', async () => {
  const { operations } = setUp();
  const ended = await operations.ended(
    begin(operations, () => Promise.reject(new TypeError('x is not a function'))),
  );
  expect(ended).toMatchObject({ status: 'failed', error: { code: 'internal' } });
  expect(JSON.stringify(ended)).not.toContain('    at ');
});

it('cancelling reaches the work, once it may be cancelled', async () => {
  const { operations } = setUp();
  const id = begin(operations, async (handle) => {
    while (!handle.signal.aborted) await sleep(5);
    throw new AppFailure(appError('cancelled'));
  });
  await operations.cancelled(id);
  expect((await operations.ended(id)).status).toBe('cancelled');
  await expect(operations.cancelled(id)).rejects.toThrow(/not-cancellable/);
  const other = begin(operations, async () => (await sleep(10), GOOD), false);
  await expect(operations.cancelled(other)).rejects.toThrow(/not-cancellable/);
  await operations.ended(other);
});

it('phases that were not reached are skipped, what ran broke off, an unforeseen one is added', async () => {
  const { operations } = setUp();
  const id = begin(operations, async (handle) => {
    await handle.inPhase('check', () => Promise.resolve([1, '88 indices'] as const));
    handle.phase('quiesce', 'running');
    handle.phase('quiesce', 'done', 'node-a');
    await handle.inPhase('close', () => Promise.reject(new AppFailure(appError('close-failed'))));
    return GOOD;
  });
  const ended = await operations.ended(id);
  expect(ended.phases.map((phase) => [phase.id, phase.state])).toEqual([
    ['check', 'done'],
    ['close', 'failed'],
    ['restore', 'skipped'],
    ['quiesce', 'done'],
  ]);
  expect(ended.phases[0]).toMatchObject({ text: '88 indices' });
  expect(ended.log.map((line) => line.text)).toContain('check: 88 indices');
});

it('the log is bounded', async () => {
  const { operations } = setUp();
  const id = begin(operations, (handle) => {
    for (let i = 0; i < 700; i++) handle.log(`line ${i}`);
    return Promise.resolve(GOOD);
  });
  const { log } = await operations.ended(id);
  expect(log).toHaveLength(500);
  expect(log.at(-1)!.text).toBe('line 699');
});

it('polls fast at first, then slower, never slower than the limit', async () => {
  const pauses: number[] = [];
  const clock = { now: () => 0, sleep: (ms: number) => (pauses.push(ms), Promise.resolve()) };
  const pace = new Pace(clock, { ...FAST, pollFirstMs: 150, pollLongestMs: 2_000 });
  for (let i = 0; i < 12; i++) await pace.next();
  expect(pauses[0]).toBe(150);
  for (let i = 1; i < pauses.length; i++) expect(pauses[i]).toBe(Math.min(pauses[i - 1]! * 1.5, 2_000));
  expect(pauses.at(-1)).toBe(2_000);
});
