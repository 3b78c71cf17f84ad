import { describe, expect, it } from 'vitest';
import { listedBackups } from '../../../renderer/features/backups/list/listed.ts';
import { type ListQuery, readQuery, writeQuery } from '../../../renderer/features/backups/list/query.ts';
import { selectBackups } from '../../../renderer/features/backups/list/select.ts';
import { backupRow, NOW, operation } from './rows.ts';

const rows = listedBackups(
  [
    backupRow({ name: 'all-24', startedAt: NOW - 5000, bytes: 1900 }),
    backupRow({
      name: 'assets-24',
      repository: 'assets',
      everything: false,
      scopes: ['assets'],
      startedAt: NOW - 4000,
      bytes: 8,
      reason: 'Before change 4711',
    }),
    backupRow({
      name: 'audit-9',
      everything: false,
      scopes: ['audit', 'log'],
      startedAt: NOW - 9000,
      bytes: 91,
      state: 'partial',
    }),
    backupRow({
      name: 'broken',
      state: 'unreadable',
      scopes: null,
      everything: false,
      startedAt: null,
      endedAt: null,
      bytes: null,
      shards: null,
    }),
    backupRow({ name: 'audit-10', everything: false, scopes: [], startedAt: NOW - 9000, bytes: 92 }),
  ],
  [],
);
const names = (query: Partial<ListQuery>): string[] =>
  selectBackups(rows, { ...readQuery({}), ...query }, NOW).map((row) => row.name);

describe('filtering', () => {
  it('keeps what began on the days that are asked for, and leaves out what has no time', () => {
    const day = new Date(NOW);
    const text = [day.getFullYear(), day.getMonth() + 1, day.getDate()]
      .map((part) => String(part).padStart(2, '0'))
      .join('-');
    const onDay = names({ span: 'days', from: text, to: text });
    const today = rows.filter((row) => new Date(row.startedAt ?? 0).toDateString() === day.toDateString());
    expect(onDay.toSorted()).toEqual(today.map((row) => row.name).toSorted());
    expect(onDay).not.toContain('broken');
    expect(names({ span: 'today' })).toEqual(onDay);
    expect(names({ span: 'days', from: '2001-01-01', to: '2001-01-02' })).toEqual([]);
    expect(names({ span: '365d' })).not.toContain('broken');
  });

  it('keeps what is of a size that is asked for, and leaves out what has no known size', () => {
    const sized = listedBackups(
      [
        ['below-10-mb', 10 * 1_024 ** 2 - 1],
        ['10-mb', 10 * 1_024 ** 2],
        ['1-gb', 1_024 ** 3],
        ['100-gb', 100 * 1_024 ** 3],
        ['unknown', null],
      ].map(([name, bytes]) =>
        backupRow({ name: String(name), bytes: bytes === null ? null : Number(bytes) }),
      ),
      [],
    );
    const ofSize = (size: string): string[] =>
      selectBackups(sized, readQuery({ size, sort: 'size', order: 'asc' }), NOW).map((row) => row.name);
    expect(ofSize('tiny')).toEqual(['below-10-mb']);
    expect(ofSize('small')).toEqual(['10-mb']);
    expect(ofSize('large,huge')).toEqual(['1-gb', '100-gb']);
    expect(ofSize('')).toContain('unknown');
    expect(writeQuery(readQuery({ size: 'huge,nonsense' }))).toEqual({ size: 'huge' });
  });

  it('shows the newest first and what has no time last', () => {
    expect(names({})).toEqual(['assets-24', 'all-24', 'audit-9', 'audit-10', 'broken']);
    expect(names({ order: 'asc' }).at(-1)).toBe('broken');
  });

  it('finds words of the name and of the reason, in any order and case', () => {
    expect(names({ text: '4711 BEFORE' })).toEqual(['assets-24']);
    expect(names({ text: 'audit' })).toEqual(['audit-9', 'audit-10']);
    expect(names({ text: 'audit nothing' })).toEqual([]);
  });

  it('takes a backup of everything for an answer to each scope, and not the other way round', () => {
    expect(names({ scopes: ['assets'] })).toEqual(['assets-24', 'all-24']);
    expect(names({ scopes: ['everything'] })).toEqual(['all-24']);
    expect(names({ scopes: ['log', 'assets'] })).toEqual(['assets-24', 'all-24', 'audit-9']);
  });

  it('joins filters of different kinds', () => {
    expect(names({ states: ['success'], repositories: ['default'] })).toEqual(['all-24', 'audit-10']);
    expect(names({ states: ['unreadable', 'partial'] })).toEqual(['audit-9', 'broken']);
  });
});

describe('sorting', () => {
  it('counts numbers in names as numbers', () => {
    expect(names({ sort: 'name', order: 'asc', text: 'audit' })).toEqual(['audit-9', 'audit-10']);
  });

  it('keeps unknown sizes last in both directions', () => {
    expect(names({ sort: 'size', order: 'desc' })).toEqual([
      'all-24',
      'audit-10',
      'audit-9',
      'assets-24',
      'broken',
    ]);
    expect(names({ sort: 'size', order: 'asc' })).toEqual([
      'assets-24',
      'audit-9',
      'audit-10',
      'all-24',
      'broken',
    ]);
  });

  it('puts what needs a look before what is good', () => {
    expect(names({ sort: 'state', order: 'asc' }).slice(0, 2)).toEqual(['broken', 'audit-9']);
  });
});

describe('the address', () => {
  it('holds a query and gives it back', () => {
    const query: ListQuery = {
      text: 'nightly',
      states: ['failed', 'partial'],
      scopes: ['everything'],
      sizes: ['small', 'huge'],
      repositories: ['assets', 'default'],
      span: 'days',
      from: '2026-11-01',
      to: '2026-11-24',
      sort: 'size',
      order: 'asc',
    };
    expect(readQuery(writeQuery(query))).toEqual(query);
  });

  it('leaves defaults out and ignores what it does not know', () => {
    expect(writeQuery(readQuery({}))).toEqual({});
    expect(writeQuery(readQuery({ sort: 'colour', state: 'purple', scope: 'x', order: 'up' }))).toEqual({});
  });
});

describe('running work', () => {
  const running = backupRow({
    name: 'before-change-4711',
    state: 'in-progress',
    rawState: 'IN_PROGRESS',
    shards: null,
    endedAt: null,
  });

  it('gives a running row its shards', () => {
    const [row] = listedBackups([running], [operation()]);
    expect(row).toMatchObject({ operationId: 'op-1', progress: { done: 61, total: 92 }, listed: true });
  });

  it('shows a backup that the last reading could not know, first and only once', () => {
    const before = listedBackups([backupRow()], [operation()]);
    expect(before.map((row) => [row.name, row.listed])).toEqual([
      ['before-change-4711', false],
      [backupRow().name, true],
    ]);
    expect(listedBackups([backupRow(), running], [operation()])).toHaveLength(2);
    expect(listedBackups([backupRow()], [operation({ status: 'succeeded' })])).toHaveLength(1);
  });

  it('is not taken for a backup of the same name in another repository', () => {
    const ended = backupRow({ name: running.name, repository: 'archive' });
    const namesake = backupRow({ ...running, repository: 'archive' });
    for (const other of [ended, namesake]) {
      const [first, second] = listedBackups([other], [operation()]);
      expect(first).toMatchObject({ repository: 'default', listed: false, operationId: 'op-1' });
      expect(second).toMatchObject({ repository: 'archive', operationId: null, progress: null });
    }
    const both = listedBackups([namesake, running], [operation()]);
    expect(both.map((row) => row.operationId)).toEqual([null, 'op-1']);
  });

  it('marks the backups that are being deleted, and no other of the same name', () => {
    const subjects = ['a', 'b'].map((name) => ({ repository: 'default', name }));
    const rows = listedBackups(
      [
        ...['a', 'b', 'c'].map((name) => backupRow({ name })),
        backupRow({ name: 'a', repository: 'archive' }),
      ],
      [operation({ kind: 'delete-backup', target: '2 backups', subjects })],
    );
    expect(rows.map((row) => row.deleting)).toEqual([true, true, false, false]);
  });
});
