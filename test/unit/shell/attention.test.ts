import { describe, expect, it } from 'vitest';
import type { Operation } from '#shared/model/operation.ts';
import { isFailure } from '#shared/rules/failure.ts';
import { isWorthTelling, taskBarOf } from '../../../electron/shell/attention.ts';

const operation = (changes: Partial<Operation> = {}): Operation => ({
  id: 'o1',
  kind: 'backup',
  gatewayId: 'g1',
  gatewayName: 'Production',
  target: 'nightly',
  subjects: [],
  elsewhere: false,
  status: 'running',
  phases: [],
  shards: null,
  bytes: null,
  indices: [],
  startedAt: 0,
  updatedAt: 0,
  readAt: null,
  endedAt: null,
  cancellable: true,
  user: 'admin',
  reason: '',
  log: [],
  result: null,
  error: null,
  ...changes,
});
const ended = (status: Operation['status'], ms: number): Operation =>
  operation({ status, endedAt: ms, updatedAt: ms });

describe('the task bar', () => {
  it('shows nothing while nothing runs and nothing failed', () => {
    expect(taskBarOf([], 0)).toEqual({ mode: 'none' });
  });

  it('shows the share of the work, by bytes where they are known', () => {
    const copying = operation({ bytes: { done: 25, total: 100 }, shards: { done: 9, total: 10 } });
    expect(taskBarOf([copying], 0)).toEqual({ mode: 'normal', share: 0.25 });
    expect(taskBarOf([{ ...copying, bytes: null }], 0)).toEqual({ mode: 'normal', share: 0.9 });
    const other = operation({ id: 'o2', bytes: { done: 75, total: 100 } });
    expect(taskBarOf([copying, other], 0)).toEqual({ mode: 'normal', share: 0.5 });
  });

  it('invents no share: without a total it only says that work goes on', () => {
    expect(taskBarOf([operation()], 0)).toEqual({ mode: 'indeterminate' });
    expect(taskBarOf([operation({ bytes: { done: 0, total: 0 } })], 0)).toEqual({ mode: 'indeterminate' });
    const known = operation({ id: 'o2', bytes: { done: 1, total: 2 } });
    expect(taskBarOf([known, operation()], 0)).toEqual({ mode: 'indeterminate' });
  });

  it('keeps a failure that was not seen, below work that runs', () => {
    expect(taskBarOf([], 1)).toEqual({ mode: 'error' });
    expect(taskBarOf([operation()], 1)).toEqual({ mode: 'indeterminate' });
  });
});

describe('the end of work', () => {
  it('is worth a notification when it took long or went wrong', () => {
    expect(isWorthTelling(ended('succeeded', 60_000))).toBe(true);
    expect(isWorthTelling(ended('succeeded', 400))).toBe(false);
    expect(isWorthTelling(ended('failed', 400))).toBe(true);
    expect(isWorthTelling(ended('warning', 400))).toBe(true);
    expect(isWorthTelling(ended('cancelled', 400))).toBe(false);
    expect(isWorthTelling(operation())).toBe(false);
  });

  it('is a failure when somebody must look at it; what was cancelled was wanted', () => {
    const bad = (['failed', 'warning', 'unknown', 'interrupted'] as const).map((status) =>
      isFailure({ status }),
    );
    expect(bad).toEqual([true, true, true, true]);
    expect([isFailure({ status: 'cancelled' }), isFailure({ status: 'succeeded' })]).toEqual([false, false]);
  });
});
