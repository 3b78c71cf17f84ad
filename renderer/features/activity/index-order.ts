import type { IndexProgress } from '#shared/model/operation.ts';

export type StageFilter = 'all' | 'open' | 'done' | 'failed';

const RANK = { failed: 0, copying: 1, waiting: 2, done: 3 } as const satisfies Record<
  IndexProgress['stage'],
  number
>;

export function matchesStage(row: IndexProgress, filter: StageFilter): boolean {
  if (filter === 'all') return true;
  if (filter === 'open') return row.stage === 'copying' || row.stage === 'waiting';
  return row.stage === filter;
}

/** Unfinished first, what failed before all; the largest first within a stage. */
export function orderIndices(rows: readonly IndexProgress[], filter: StageFilter): IndexProgress[] {
  return rows
    .filter((row) => matchesStage(row, filter))
    .sort(
      (a, b) =>
        RANK[a.stage] - RANK[b.stage] ||
        (b.bytes?.total ?? 0) - (a.bytes?.total ?? 0) ||
        a.index.localeCompare(b.index),
    );
}

export function stageCounts(rows: readonly IndexProgress[]): Record<StageFilter, number> {
  const count = (filter: StageFilter): number => rows.filter((row) => matchesStage(row, filter)).length;
  return { all: rows.length, open: count('open'), done: count('done'), failed: count('failed') };
}
