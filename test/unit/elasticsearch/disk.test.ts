import { describe, expect, test } from 'vitest';
import { watermarksOf } from '#core/elasticsearch/disk.ts';

const GB = 1024 ** 3;
const PREFIX = 'cluster.routing.allocation.disk.';

function keptFree(settings: Record<string, string>): { low: number; high: number } | null {
  const flat = Object.fromEntries(Object.entries(settings).map(([key, value]) => [`${PREFIX}${key}`, value]));
  const marks = watermarksOf(flat, { dataNodes: 2, holdOnOne: false });
  if (marks === null) return null;
  const { low, high } = marks;
  return {
    low: Math.round(low.keepsFree(1_000 * GB) / GB),
    high: Math.round(high.keepsFree(1_000 * GB) / GB),
  };
}

describe('promise 9: what a server wants to stay free on a disk of 1,000 GB', () => {
  test.each<[string, Record<string, string>, ReturnType<typeof keptFree>]>([
    ['nothing is set', {}, { low: 150, high: 100 }],
    ['percent', { 'watermark.low': '92%', 'watermark.high': '97.5%' }, { low: 80, high: 25 }],
    ['shares', { 'watermark.low': '0.5', 'watermark.high': '.75' }, { low: 500, high: 250 }],
    ['sizes', { 'watermark.low': '2tb', 'watermark.high': '500mb' }, { low: 2048, high: 0 }],
    ['sizes in other words', { 'watermark.low': '20G', 'watermark.high': '10.5gb' }, { low: 20, high: 11 }],
    [
      'a share, and no more than so much',
      { 'watermark.low': '85%', 'watermark.low.max_headroom': '100GB', 'watermark.high.max_headroom': '-1' },
      { low: 100, high: 100 },
    ],
    ['switched off', { threshold_enabled: 'false', 'watermark.low': '1%' }, null],
  ])('%s', (_, settings, expected) => {
    expect(keptFree(settings)).toEqual(expected);
  });
});

describe('promise 9: a single data node', () => {
  const one = { dataNodes: 1, holdOnOne: false };
  const onOne = 'cluster.routing.allocation.disk.watermark.enable_for_single_data_node';

  test('is not held to watermarks by servers before 8.0, unless they are told to', () => {
    expect(watermarksOf({}, one)).toBeNull();
    expect(watermarksOf({ [onOne]: 'true' }, one)).not.toBeNull();
    expect(watermarksOf({}, { ...one, holdOnOne: true })).not.toBeNull();
  });
});
