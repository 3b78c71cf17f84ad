import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import { todosOf } from '../../../renderer/features/overview/todo.ts';
import { holdsOf, verdictText } from '../../../renderer/features/overview/verdict.ts';
import { sampleBackup, sampleJournal, sampleOverview, samplePending } from '../support/samples.ts';

const NOW = new Date(2026, 10, 24, 7, 7, 41).getTime();
const HOUR = 3_600_000;

describe('what a backup holds', () => {
  it('is said in words', () => {
    expect(holdsOf(sampleBackup())).toBe('Everything');
    expect(holdsOf(sampleBackup({ everything: false, scopes: ['assets'] }))).toBe('Assets');
    expect(holdsOf(sampleBackup({ everything: false, scopes: ['assets', 'audit', 'log'] }))).toBe(
      'Assets, Audit and Log',
    );
    expect(holdsOf(sampleBackup({ everything: false, scopes: null, indexCount: 3 }))).toBe('3 indices');
    expect(holdsOf(sampleBackup({ everything: false, scopes: [], indexCount: 1 }))).toBe('1 index');
  });
});

describe('the verdict', () => {
  const lastGood = sampleBackup({ startedAt: NOW - 5 * HOUR });

  it('is safe with the age and the facts of the last good backup', () => {
    expect(verdictText(sampleOverview({ verdict: { state: 'safe', lastGood } }), NOW)).toEqual({
      tone: 'good',
      title: 'Safe: last good backup 5 h ago',
      detail: 'Everything, 1.92 GB, in default. 92 of 92 shards were saved.',
    });
  });

  it('is old with the time since which changes are in no backup', () => {
    const old = sampleBackup({ startedAt: NOW - 52 * HOUR });
    const text = verdictText(sampleOverview({ verdict: { state: 'old', lastGood: old } }), NOW);
    expect(text.tone).toBe('warn');
    expect(text.title).toBe('Old: last good backup 2 d ago');
    expect(text.detail).toContain('Changes since 22 Nov 2026, 03:07:41 are in no backup.');
  });

  it('tells nothing backed up yet from nothing good', () => {
    const verdict = { state: 'unsafe', lastGood: null } as const;
    expect(verdictText(sampleOverview({ verdict, backups: 0 }), NOW).title).toBe(
      'Not safe: nothing is backed up yet',
    );
    const bad = verdictText(sampleOverview({ verdict, backups: 3 }), NOW);
    expect(bad).toMatchObject({ tone: 'bad', title: 'Not safe: there is no good backup' });
    expect(bad.detail).toContain('None of 3 backups');
  });

  it('claims nothing while the data store does not answer', () => {
    const text = verdictText(sampleOverview({ verdict: { state: 'unknown', lastGood: null } }), NOW);
    expect(text.tone).toBe('wait');
    expect(text.title).toContain('Unknown');
  });
});

describe('the verdict with repositories that cannot be read', () => {
  const dead = (repository: string) => ({
    repository,
    backups: 0,
    detailed: 0,
    unreadable: 0,
    error: appError('repository-unreadable', { where: repository }),
  });

  it('names them, and what is known without them', () => {
    const one = sampleOverview({
      verdict: { state: 'unknown', lastGood: null },
      readings: [dead('default')],
      backups: 0,
    });
    expect(verdictText(one, NOW)).toEqual({
      tone: 'wait',
      title: 'Unknown: the repository default cannot be read',
      detail: 'Whether there is a good backup cannot be told until it is read.',
    });
    const lastGood = sampleBackup({ startedAt: NOW - 52 * HOUR });
    const two = sampleOverview({
      verdict: { state: 'unknown', lastGood },
      readings: [dead('assets'), dead('remote')],
    });
    expect(verdictText(two, NOW)).toMatchObject({
      title: 'Unknown: the repositories assets and remote cannot be read',
      detail: 'The last good backup known here is 2 d ago; whether there is a newer one cannot be told.',
    });
  });

  it('is safe by what was read, and says that it is not all', () => {
    const lastGood = sampleBackup({ startedAt: NOW - 5 * HOUR });
    const overview = sampleOverview({ verdict: { state: 'safe', lastGood }, readings: [dead('assets')] });
    expect(verdictText(overview, NOW)).toMatchObject({
      tone: 'good',
      title: 'Safe: last good backup 5 h ago',
    });
    expect(verdictText(overview, NOW).detail).toContain('assets cannot be read; a newer one may be there.');
  });
});

describe('things to do', () => {
  it('is empty on a calm gateway', () => {
    expect(todosOf(sampleOverview(), false)).toEqual([]);
  });

  it('lists every kind, most urgent first', () => {
    const overview = sampleOverview({
      journals: [sampleJournal()],
      pendingRestart: samplePending(),
      readings: [
        { repository: 'default', backups: 66, detailed: 66, unreadable: 1, error: null },
        {
          repository: 'assets',
          backups: 0,
          detailed: 0,
          unreadable: 0,
          error: appError('repository-unreadable'),
        },
      ],
    });
    expect(todosOf(overview, true).map((todo) => [todo.id, todo.title, todo.target])).toEqual([
      ['journal journal-1', 'The restore of default-2026-november-21-2-0-0-131000000 did not end', null],
      ['restart', '2 nodes need a restart', { page: 'restart' }],
      ['repository assets', 'assets cannot be read', { page: 'backups', repositories: 'assets' }],
      [
        'unreadable default',
        '1 unreadable backup in default',
        { page: 'backups', repositories: 'default', state: 'unreadable' },
      ],
      ['secrets', 'Passwords last until the program is closed', null],
    ]);
  });

  it('says nothing of a journal that is being worked on', () => {
    expect(todosOf(sampleOverview({ journals: [sampleJournal({ active: true })] }), false)).toEqual([]);
  });
});
