import { describe, expect, it } from 'vitest';
import {
  elapsedMs,
  mayLeaveClosed,
  needsRestart,
  phaseMs,
  readingAge,
  withoutDataSince,
} from '../../../renderer/features/activity/operation-state.ts';
import { incompleteIndices } from '../../../renderer/lib/cancel/incomplete-indices.ts';
import { samplePending } from '../support/samples.ts';
import { backedUp, restored, restoreResult, restoring, rolledBack, START } from './samples.ts';

describe('time of an operation', () => {
  it('ticks while it runs and stands still afterwards', () => {
    expect(elapsedMs(restoring(), START + 31_000)).toBe(31_000);
    expect(elapsedMs(restored(), START + 999_000)).toBe(47_000);
  });

  it('is never negative where clocks differ', () => {
    expect(elapsedMs(restoring(), START - 5_000)).toBe(0);
  });

  it('is unknown for a phase that has not begun', () => {
    const phases = restoring().phases;
    expect(phases.map((phase) => phaseMs(phase, START + 31_000))).toEqual([
      1000,
      16_000,
      400,
      13_600,
      null,
      null,
    ]);
  });

  it('names a reading that is old', () => {
    expect(readingAge(restoring(), START + 31_000)).toEqual({ ms: 1000, late: false });
    expect(readingAge(restoring(), START + 60_000)?.late).toBe(true);
    expect(readingAge(restoring({ readAt: null }), START)).toBeNull();
  });
});

describe('the gateway without its data', () => {
  it('lasts from the first close until the copy is done', () => {
    expect(withoutDataSince(restoring())).toBe(START + 17_000);
    const [plan, safety, close] = restoring().phases;
    const before = [plan!, safety!, { ...close!, state: 'waiting' as const, startedAt: null }];
    expect(withoutDataSince(restoring({ phases: before }))).toBeNull();
    const after = restoring().phases.map((each) =>
      each.id === 'restore' ? { ...each, state: 'done' as const } : each,
    );
    expect(withoutDataSince(restoring({ phases: after }))).toBeNull();
    expect(withoutDataSince(restored())).toBeNull();
  });
});

it('lists what a cancelled restore leaves incomplete', () => {
  expect(incompleteIndices(restoring())).toHaveLength(7);
  const saving = restoring().phases.filter((each) => each.id !== 'restore');
  expect(incompleteIndices(restoring({ phases: saving }))).toEqual([]);
});

it('asks for a restart only after data was restored', () => {
  const due = samplePending({ operationId: 'op-1' });
  expect(needsRestart(restored(), due)).toBe(true);
  // Beside or added the engine makes none due, and after the restart none is left.
  expect(needsRestart(restored(), null)).toBe(false);
  expect(needsRestart(restored({ id: 'op-2' }), due)).toBe(false);
  expect(needsRestart(backedUp({ id: 'op-1' }), due)).toBe(false);
});

it('offers to open indices only where a restore may have left some closed', () => {
  const left = restoreResult({ outcome: 'incomplete', leftOver: ['gateway_default_apis-000001'] });
  expect(mayLeaveClosed(restored({ status: 'failed', result: left }))).toBe(true);
  expect(mayLeaveClosed(restoring({ status: 'interrupted' }))).toBe(true);
  expect(mayLeaveClosed(restored())).toBe(false);
  expect(mayLeaveClosed(rolledBack())).toBe(false);
  expect(mayLeaveClosed(backedUp({ status: 'interrupted', result: null }))).toBe(false);
});
