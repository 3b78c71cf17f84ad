import { expect, it } from 'vitest';
import type { IndexProgress } from '#shared/model/operation.ts';
import { orderIndices, stageCounts } from '../../../renderer/features/activity/index-order.ts';

const row = (index: string, stage: IndexProgress['stage'], total = 1): IndexProgress => ({
  index,
  stage,
  bytes: { done: 0, total },
  shards: { done: 0, total: 1 },
});

const ROWS = [
  row('d', 'done'),
  row('w', 'waiting'),
  row('c1', 'copying', 5),
  row('c2', 'copying', 9),
  row('f', 'failed'),
];

it('puts unfinished indices first, failed before all, large before small', () => {
  expect(orderIndices(ROWS, 'all').map((each) => each.index)).toEqual(['f', 'c2', 'c1', 'w', 'd']);
});

it('filters and counts by stage', () => {
  expect(orderIndices(ROWS, 'open').map((each) => each.index)).toEqual(['c2', 'c1', 'w']);
  expect(stageCounts(ROWS)).toEqual({ all: 5, open: 3, done: 1, failed: 1 });
});
