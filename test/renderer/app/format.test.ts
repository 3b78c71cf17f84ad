import { describe, expect, it } from 'vitest';
import {
  formatAge,
  formatBytes,
  formatCount,
  formatDate,
  formatDateTime,
  formatDay,
  formatDuration,
  formatElapsed,
  formatExactTime,
  formatMoment,
  formatOf,
  formatPercent,
  formatTime,
  share,
} from '../../../renderer/lib/format.ts';

const KB = 1_024;
const MB = KB * KB;
const GB = MB * KB;
const local = (...at: [number, number, number, number?, number?, number?]): number =>
  new Date(...(at as [number, number, number])).setHours(at[3] ?? 0, at[4] ?? 0, at[5] ?? 0, 0);
const NOW = local(2026, 10, 24, 7, 7, 41);

describe('sizes', () => {
  it.each([
    [0, '0 B'],
    [1_023, '1023 B'],
    [KB, '1 KB'],
    [812 * KB, '812 KB'],
    [8.6 * MB, '8.6 MB'],
    [91.8 * MB, '91.8 MB'],
    [481 * MB, '481 MB'],
    [1.92 * GB, '1.92 GB'],
    [38.2 * GB, '38.2 GB'],
    [166 * GB, '166 GB'],
    [1.5 * KB * GB, '1.50 TB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text);
  });

  it('goes to the next unit where rounding would show 1024', () => {
    expect(formatBytes(1_023.7 * MB)).toBe('1.00 GB');
  });

  it('shows a dash for a size that is not known', () => {
    expect(formatBytes(null)).toBe('–');
    expect(formatBytes(Number.NaN)).toBe('–');
  });
});

describe('durations', () => {
  it.each([
    [0, '0 s'],
    [40, '0 s'],
    [400, '0.4 s'],
    [1_800, '1.8 s'],
    [2_000, '2 s'],
    [9_960, '10 s'],
    [41_000, '41 s'],
    [59_600, '1 m'],
    [130_000, '2 m 10 s'],
    [(18 * 60 + 22) * 60_000, '18 h 22 m'],
    [24 * 3_600_000, '1 d'],
    [77 * 3_600_000, '3 d 5 h'],
    [-5_000, '0 s'],
  ])('%d ms are %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });

  it('counts in whole seconds while it runs', () => {
    expect(formatElapsed(1_800)).toBe('1 s');
    expect(formatElapsed(130_900)).toBe('2 m 10 s');
  });
});

describe('ages', () => {
  it.each([
    [0, '0 s ago'],
    [41_900, '41 s ago'],
    [60_000, '1 m ago'],
    [5 * 3_600_000 + 59 * 60_000, '5 h ago'],
    [24 * 3_600_000, '1 d ago'],
    [11 * 24 * 3_600_000, '11 d ago'],
  ])('%d ms before now is %s', (ms, text) => {
    expect(formatAge(NOW - ms, NOW)).toBe(text);
  });

  it('is never negative when another clock runs ahead', () => {
    expect(formatAge(NOW + 90_000, NOW)).toBe('0 s ago');
  });
});

describe('times', () => {
  it('are local, with and without seconds', () => {
    const at = local(2026, 10, 24, 2, 0, 48);
    expect(formatTime(at)).toBe('02:00');
    expect(formatExactTime(at)).toBe('02:00:48');
    expect(formatDateTime(at)).toBe('24 Nov 2026, 02:00:48');
    expect(formatDate(at)).toBe('24 Nov');
  });

  it('use three letters for September and 00 for midnight', () => {
    expect(formatDateTime(local(2026, 8, 1))).toBe('1 Sep 2026, 00:00:00');
  });

  it.each([
    [local(2026, 10, 24, 2), 'Today, 02:00'],
    [local(2026, 10, 23, 23, 59), 'Yesterday, 23:59'],
    [local(2026, 10, 25, 1, 30), 'Tomorrow, 01:30'],
    [local(2026, 10, 19, 2, 2), '19 Nov, 02:02'],
    [local(2025, 10, 24, 2), '24 Nov 2025, 02:00'],
  ])('names near days: %d', (at, text) => {
    expect(formatDay(at, NOW)).toBe(text);
  });
});

it('a moment has its day when that is not today', () => {
  expect(formatMoment(local(2026, 10, 24, 6, 58), NOW)).toBe('06:58');
  expect(formatMoment(local(2026, 10, 23, 6, 58), NOW)).toBe('23 Nov, 06:58');
});

describe('counts and shares', () => {
  it('groups thousands', () => {
    expect(formatCount(207_981)).toBe('207,981');
    expect(formatOf(61, 92)).toBe('61 of 92');
    expect(formatOf(212 * MB, 481 * MB, formatBytes)).toBe('212 MB of 481 MB');
  });

  it('never shows 100 % before the end, and nothing without a total', () => {
    expect(formatPercent(61, 92)).toBe('66 %');
    expect(formatPercent(999, 1_000)).toBe('99 %');
    expect(formatPercent(1_000, 1_000)).toBe('100 %');
    expect(share(1, 0)).toBeNull();
    expect(share(null, 92)).toBeNull();
  });
});
