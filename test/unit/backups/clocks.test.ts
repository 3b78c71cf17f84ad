import { expect, it } from 'vitest';
import { verdictOf } from '#core/overview/overview.ts';
import { stripOf } from '#core/overview/strip.ts';
import type { BackupRow } from '#shared/model/backup.ts';
import { formatAge, formatElapsed } from '../../../renderer/lib/format.ts';

const NOW = new Date(2026, 10, 24, 12).getTime();
const HOUR = 3_600_000;

function rowAt(startedAt: number): BackupRow {
  return {
    repository: 'default',
    name: 'nightly',
    uuid: 'u',
    state: 'success',
    rawState: 'SUCCESS',
    scopes: ['assets'],
    everything: true,
    indexCount: 1,
    bytes: null,
    startedAt,
    endedAt: startedAt + 1_000,
    shards: { total: 1, ok: 1, failed: 0 },
    trigger: 'elsewhere',
    user: null,
    reason: null,
    lastRestoredAt: null,
    detailed: true,
  };
}

it.each([1, 60, 90 * 60, 30 * 3_600, 40 * 86_400])(
  'a clock of the data store that is %i s ahead gives no negative age',
  (ahead) => {
    expect(formatAge(NOW + ahead * 1_000, NOW)).toBe('0 s ago');
    expect(formatElapsed(-ahead * 1_000)).toBe('0 s');
  },
);

it.each([
  ['an hour ahead', HOUR, 'safe'],
  ['two days ahead', 48 * HOUR, 'safe'],
  ['an hour behind', -HOUR, 'safe'],
] as const)('a backup made now by a server whose clock is %s counts', (_, shift, state) => {
  expect(verdictOf({ rows: [rowAt(NOW + shift)], readings: [] }, NOW).state).toBe(state);
});

it('a backup of a day that is not here yet is on the strip, on its last day', () => {
  const { everything } = stripOf([rowAt(NOW + 48 * HOUR)], new Date(NOW));
  expect(everything.at(-1)).toBe('good');
  expect(everything.slice(0, -1)).not.toContain('good');
});
