import { describe, expect, it } from 'vitest';
import { type OverviewSources, overviewOf } from '#core/overview/overview.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { appError } from '#shared/errors/catalogue.ts';
import type { BackupRow, RepositoryReading } from '#shared/model/backup.ts';
import { sampleBackup, sampleDown, samplePending, sampleStatus } from '../../renderer/support/samples.ts';

const sources = (changes: Partial<OverviewSources>): OverviewSources => ({
  status: () => Promise.resolve(sampleStatus()),
  backups: () => Promise.resolve({ rows: [sampleBackup()], readings: [], readAt: Date.now() }),
  operations: () => [],
  journals: () => Promise.resolve([]),
  pendingRestart: () => Promise.resolve(null),
  now: () => Date.now(),
  ...changes,
});

describe('the overview of a data store', () => {
  it('that is silent is told as soon as that is known, whatever the list of backups still waits for', async () => {
    const overview = await overviewOf(
      sources({
        status: () => Promise.resolve(sampleDown()),
        backups: () => new Promise(() => undefined),
      }),
    );
    expect(overview.dataStore.reachable).toBe(false);
    expect(overview.verdict).toEqual({ state: 'unknown', lastGood: null });
  });

  it('that answers waits for its list of backups', async () => {
    let answer: ((list: Awaited<ReturnType<OverviewSources['backups']>>) => void) | undefined;
    const asked = overviewOf(sources({ backups: () => new Promise((resolve) => (answer = resolve)) }));
    await new Promise((turn) => setImmediate(turn));
    answer?.({ rows: [sampleBackup()], readings: [], readAt: Date.now() });
    expect((await asked).verdict.state).toBe('safe');
  });

  it('that went away after it told its backups keeps them', async () => {
    const later = new Promise((turn) => setImmediate(turn));
    const overview = await overviewOf(sources({ status: () => later.then(() => sampleDown()) }));
    expect(overview.backups).toBe(1);
  });

  it('has a restart that became due while it was asked', async () => {
    let due: Awaited<ReturnType<OverviewSources['pendingRestart']>> = null;
    const overview = await overviewOf(
      sources({
        backups: async () => {
          await new Promise((turn) => setImmediate(turn));
          due = samplePending();
          return { rows: [], readings: [], readAt: Date.now() };
        },
        pendingRestart: () => Promise.resolve(due),
      }),
    );
    expect(overview.pendingRestart?.nodes.length).toBeGreaterThan(0);
  });

  it('of which a repository cannot be read claims nothing that this one could change', async () => {
    const dead = { repository: 'dead', backups: 0, detailed: 0, unreadable: 0, error: appError('no-reply') };
    const old = sampleBackup({ startedAt: Date.now() - 30 * 3_600_000 });
    const verdictWith = async (rows: BackupRow[], readings: RepositoryReading[]) =>
      (await overviewOf(sources({ backups: () => Promise.resolve({ rows, readings, readAt: 0 }) }))).verdict;
    expect(await verdictWith([], [dead])).toEqual({ state: 'unknown', lastGood: null });
    expect(await verdictWith([old], [dead])).toEqual({ state: 'unknown', lastGood: old });
    expect((await verdictWith([sampleBackup()], [dead])).state).toBe('safe');
    expect((await verdictWith([], [{ ...dead, error: null }])).state).toBe('unsafe');
    expect((await verdictWith([old], [{ ...dead, error: null }])).state).toBe('old');
  });

  it('whose list fails has the rest', async () => {
    const refused = new AppFailure(appError('store-busy'));
    const overview = await overviewOf(sources({ backups: () => Promise.reject(refused) }));
    expect(overview.verdict.state).toBe('unknown');
    expect(overview.dataStore.reachable).toBe(true);
  });
});
