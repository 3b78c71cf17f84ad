import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { systemClock } from '#core/files/system-clock.ts';
import type { Clock } from '#core/ports.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import type { BackupSelection } from '#shared/model/primitives.ts';
import { expectSentences } from './bench.ts';
import { slowRepository } from './changes.ts';
import { type FaultLab, sent } from './faults-lab.ts';
import { openEngine } from './open-engine.ts';

const EVERYTHING: BackupSelection = { kind: 'everything' };
/** So many seconds a slow copy lasts: longer than a test looks at it. */
const COPY_S = 20;

/** One change at a time, and patience with a server that is busy. */
export function orderRules(at: FaultLab): void {
  test('E17 promise 10 of a double click and two programs on one data folder only one works', async () => {
    const { bench } = at;
    const second = await openEngine({ folder: bench.open.folder });
    try {
      const create = ({ engine } = bench.open, name: string) =>
        engine.backups.create({
          gatewayId: bench.gatewayId,
          backup: { repository: 'default', name, selection: EVERYTHING, reason: '' },
        });
      const tries = await Promise.allSettled([
        create(bench.open, 'click'),
        create(bench.open, 'double-click'),
        create(second, 'other-program'),
      ]);
      const begun = tries.filter((one) => one.status === 'fulfilled');
      expect(begun).toHaveLength(1);
      for (const one of tries)
        if (one.status === 'rejected') expect(failure(one.reason).code).toBe('operation-running');
      expect(sent(at, /^PUT \/_snapshot\/default\/\S/).length).toBeLessThanOrEqual(1);
      const { operationId } = begun[0]!.value;
      const engine = tries[2] === begun[0] ? second.engine : bench.engine;
      expect((await engine.operations.ended(operationId)).status).toBe('succeeded');
      expect(sent(at, /^PUT \/_snapshot\/default\/\S/)).toHaveLength(1);
    } finally {
      await second.close();
    }
  });

  test('E7 promise 3 while somebody else backs up nothing is sent, and the other is named', async () => {
    const { bench } = at;
    const stop = await somebodyElse(at, 'theirs');
    const before = at.proxy.requests.length;
    const begun = bench.beginBackUp('ours').then(
      () => expect.fail('was not refused'),
      (thrown: unknown) => failure(thrown),
    );
    const error = await begun;
    expect(error.code).toBe('store-busy');
    expect(error.cause).toContain('theirs');
    expectSentences(error);
    const ours = at.proxy.requests.slice(before);
    expect(ours.filter((line) => !line.startsWith('GET '))).toEqual([]);
    expect(ours.length).toBeLessThanOrEqual(10);
    await stop();
  });

  test('E4 promise 3 a backup of somebody else that begins at the same moment: ours is sent once', async () => {
    const { bench, proxy } = at;
    const counting = /^POST \S*\/_refresh /;
    let goOn: () => void = () => undefined;
    const until = new Promise<void>((resolve) => (goOn = resolve));
    await proxy.setMode({ kind: 'hold', match: counting, until });
    const operationId = await bench.beginBackUp('at-once');
    while (sent(at, counting).length === 0) await sleep(5);
    const stop = await somebodyElse(at, 'theirs-too');
    goOn();
    const put = /^PUT \/_snapshot\/default\/at-once/;
    while (sent(at, put).length === 0) await sleep(5);
    while (proxy.open.passed > 0) await sleep(5);
    await stop();
    const operation = await bench.engine.operations.ended(operationId);
    if (at.can.manyBackups) expect([operation.status, operation.error]).toEqual(['succeeded', null]);
    else expect(operation).toMatchObject({ status: 'failed', error: { code: 'store-busy' } });
    expect(sent(at, put)).toHaveLength(1);
    await bench.backUp('next');
  });

  test('promise 3 following a backup asks seldom, then less, and no more for many indices than for one', async () => {
    const [index = ''] = (await sizes(at)).map(([name]) => name);
    const one = await follow(at, 'one', { kind: 'indices', indices: [index] });
    const all = await follow(at, 'all', EVERYTHING);
    for (const { pauses, requests, lines } of [one, all]) {
      expect(pauses).toEqual([150, 187.5, 234.375, 292.96875, 366.2109375]);
      // Four polls fall in the first second; with the first of them comes a look at which backup it is.
      const firstSecond = requests.slice(0, 4).reduce((sum, count) => sum + count, 0);
      expect(firstSecond).toBeGreaterThan(0);
      expect(firstSecond).toBeLessThanOrEqual(7);
      expect(Math.max(...requests.slice(1))).toBeLessThanOrEqual(2);
      expect(lines.filter((line) => line.includes(index))).toEqual([]);
    }
    expect(Math.max(...all.requests.slice(1))).toBeLessThanOrEqual(Math.max(...one.requests.slice(1)));
  });
}

function failure(thrown: unknown): AppFailure['value'] {
  if (!(thrown instanceof AppFailure)) throw thrown;
  return thrown.value;
}

type Sizes = (readonly [index: string, bytes: number])[];

/** Indices of the tenant, the biggest first. */
async function sizes({ bench }: FaultLab): Promise<Sizes> {
  const rows = await bench.raw<{ index: string; 'store.size': string }[]>(
    'GET',
    '/_cat/indices?format=json&bytes=b&h=index,store.size',
  );
  const ours = new Set(Object.keys(await bench.counts()));
  return rows
    .filter((row) => ours.has(row.index))
    .map((row) => [row.index, Number(row['store.size'])] as const)
    .toSorted(([, a], [, b]) => b - a);
}

/** A repository in which a copy of these lasts some seconds. */
async function crawl({ bench }: FaultLab, name: string, indices: Sizes): Promise<void> {
  const bytes = indices.reduce((sum, [, size]) => sum + size, 0);
  await slowRepository(bench.url, name, { snapshot: `${Math.ceil(bytes / COPY_S)}b` });
}

/** Another tool backs up everything, slowly; resolves when it copies, with how to end it. */
async function somebodyElse(at: FaultLab, name: string): Promise<() => Promise<void>> {
  const { bench } = at;
  const path = `/_snapshot/${name}/${name}`;
  const all = await sizes(at);
  await crawl(at, name, all);
  await bench.raw('PUT', `${path}?wait_for_completion=false`, {
    indices: all.map(([index]) => index).join(),
  });
  const isCopying = async (): Promise<boolean> => {
    const { snapshots } = await bench.raw<{ snapshots: { snapshot: string; state: string }[] }>(
      'GET',
      '/_snapshot/_status',
    );
    return snapshots.some((one) => one.snapshot === name && one.state === 'STARTED');
  };
  while (!(await isCopying())) await sleep(20);
  return async () => {
    await bench.raw('DELETE', path);
  };
}

interface Followed {
  /** Milliseconds before each poll. */
  pauses: number[];
  /** Number of requests in each poll. */
  requests: number[];
  lines: string[];
}

/** Pauses of those who tell other processes of the backup, and hear of theirs: they ask the server nothing. */
const BESIDE: ReadonlySet<number> = new Set([50, 1_000]);

/** Begins a slow backup at the usual pace, watches five polls of it, and cancels it. */
async function follow(at: FaultLab, name: string, selection: BackupSelection): Promise<Followed> {
  const { bench, proxy } = at;
  const all = await sizes(at);
  await crawl(at, name, selection.kind === 'everything' ? all : all.slice(0, 1));
  const polls: { ms: number; at: number }[] = [];
  const isSent = (): boolean => sent(at, new RegExp(`^PUT /_snapshot/${name}/`)).length > 0;
  const clock: Clock = {
    now: () => systemClock.now(),
    sleep: (ms, signal) => {
      if (isSent() && !BESIDE.has(ms)) polls.push({ ms, at: proxy.requests.length });
      return systemClock.sleep(ms, signal);
    },
  };
  const program = await openEngine({ folder: bench.open.folder, clock });
  try {
    const { engine } = program;
    const backup = { repository: name, name, selection, reason: '' };
    const { operationId } = await engine.backups.create({ gatewayId: bench.gatewayId, backup });
    while (polls.length < 6) await sleep(20);
    const [begin, end] = [polls[0]!.at, polls[5]!.at];
    await engine.operations.cancel({ operationId });
    expect((await engine.operations.ended(operationId)).status).toBe('cancelled');
    return {
      pauses: polls.slice(0, 5).map((poll) => poll.ms),
      requests: polls.slice(1, 6).map((poll, i) => poll.at - polls[i]!.at),
      lines: proxy.requests.slice(begin, end),
    };
  } finally {
    await program.close();
  }
}
