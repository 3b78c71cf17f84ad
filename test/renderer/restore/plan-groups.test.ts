import { describe, expect, it } from 'vitest';
import {
  bytesOf,
  countOf,
  difference,
  groupPlan,
  sumOf,
} from '../../../renderer/features/restore/plan-groups.ts';
import { entry, plan } from './samples.ts';

describe('groups of a plan', () => {
  it('stand refused first, with their totals', () => {
    const groups = groupPlan(plan().entries);
    expect(groups.map(({ verdict, entries }) => [verdict, entries.length])).toEqual([
      ['refused', 1],
      ['create', 2],
      ['keep', 3],
      ['replace', 86],
    ]);
    expect(groups[3]?.totals).toMatchObject({ inBackup: 188_048, live: 193_849, difference: -5_801 });
    expect(groups[1]?.totals).toMatchObject({ inBackup: 14_002, live: 'none', difference: 'none' });
    expect(groups[2]?.totals).toMatchObject({ inBackup: 'none', live: 7_100 });
  });

  it('are narrowed by verdict and by a part of the name, whatever its case', () => {
    expect(groupPlan(plan().entries, 'keep').map((group) => group.verdict)).toEqual(['keep']);
    const found = groupPlan(plan().entries, 'all', ' APIS-');
    expect(found.flatMap((group) => group.entries.map((each) => each.index))).toEqual([
      'gateway_default_apis-000001',
    ]);
  });

  it('count every verdict', () => {
    expect(countOf(plan(), 'replace')).toBe(86);
    expect(countOf(plan(), 'remove')).toBe(0);
  });
});

describe('unknown counts', () => {
  it('make a total unknown, never smaller', () => {
    const groups = groupPlan([
      entry('a', 'replace', [5, 10, 1], [5, 10, 1]),
      entry('b', 'replace', [null, null, 1], [7, 10, 1]),
    ]);
    expect(groups[0]?.totals).toEqual({
      inBackup: 'unknown',
      live: 12,
      difference: 'unknown',
      bytes: 'unknown',
    });
  });

  it('are not a difference of zero', () => {
    expect(difference(entry('a', 'replace', [null, null, 1], [7, 10, 1]))).toBe('unknown');
    expect(difference(entry('a', 'create', [7, 10, 1], null))).toBe('none');
    expect(difference(entry('a', 'replace', [7, 10, 1], [7, 10, 1]))).toBe(0);
    expect(difference(entry('a', 'keep', [5, 10, 1], [7, 10, 1]))).toBe('none');
  });

  it('of a size are not replaced by the size of the other side', () => {
    expect(bytesOf(entry('a', 'replace', [1, null, 1], [1, 99, 1]))).toBe('unknown');
    expect(bytesOf(entry('a', 'keep', [1, 5, 1], [1, 99, 1]))).toBe(99);
  });

  it('differ from having nothing to add up', () => {
    expect(sumOf([])).toBe('none');
    expect(sumOf(['none', 'none'])).toBe('none');
    expect(sumOf(['none', 0])).toBe(0);
    expect(sumOf([1, 'unknown', 2])).toBe('unknown');
  });
});
