import { describe, expect, it } from 'vitest';
import { filterOf, readQuery, writeQuery } from '../../../renderer/features/activity/list/query.ts';

const NOW = new Date(2026, 10, 24, 15, 30).getTime();
const day = (year: number, month: number, date: number): number => new Date(year, month - 1, date).getTime();

describe('the dates of the filter', () => {
  it.each([
    ['today', day(2026, 11, 24)],
    ['7d', day(2026, 11, 18)],
    ['30d', day(2026, 10, 26)],
    ['365d', day(2025, 11, 25)],
  ])('%s begins at the start of a day', (date, from) => {
    expect(filterOf(readQuery({ date }), 'gw-1', NOW)).toMatchObject({ from });
  });

  it('hold both days to their ends, one of them alone too', () => {
    const both = filterOf(readQuery({ date: 'days', from: '2026-11-01', to: '2026-11-20' }), undefined, NOW);
    expect(both).toMatchObject({ from: day(2026, 11, 1), to: day(2026, 11, 21) - 1 });
    const open = filterOf(readQuery({ date: 'days', to: '2026-11-20' }), undefined, NOW);
    expect(open).not.toHaveProperty('from');
  });

  it('are not taken from an address that holds no days', () => {
    for (const from of ['2026-02-31', '2026-13-01', 'yesterday', '0000-00-00'])
      expect(readQuery({ date: 'days', from })).toMatchObject({ from: '' });
    expect(readQuery({ date: 'ever' }).span).toBeNull();
  });
});

describe('the address', () => {
  it('is empty for the usual list and the same query otherwise', () => {
    expect(writeQuery(readQuery({}))).toEqual({});
    const search = {
      q: 'nightly',
      kind: 'backup,edit-gateway',
      result: 'failed',
      date: 'days',
      from: '2026-11-01',
      to: '2026-11-20',
      sort: 'duration',
      order: 'asc',
    };
    expect(writeQuery(readQuery(search))).toEqual(search);
  });

  it('that holds what nobody knows counts as not set', () => {
    const query = readQuery({ kind: 'backup,mining', result: 'splendid', sort: 'colour', order: 'up' });
    expect(query).toMatchObject({ kinds: ['backup'], statuses: [], sort: 'when', order: 'desc' });
  });
});
