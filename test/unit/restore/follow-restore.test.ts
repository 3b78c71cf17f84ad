import { describe, expect, test } from 'vitest';
import type { Connection } from '#core/gateways/connections.ts';
import { DEFAULT_TIMING } from '#core/ports.ts';
import { followRestore } from '#core/restore/follow-restore.ts';
import { AppFailure } from '#shared/errors/app-error.ts';
import { MemoryFiles, quietPorts } from '../memory.ts';

interface Reading {
  started: number;
  bytes: number;
}

/** What a wait for shards shows: so many milliseconds, and then that they are there or that they are not. */
type Wait = (ms: number) => { ms: number; reached: boolean };
const inVain: Wait = (ms) => ({ ms, reached: false });

/** Follows a restore of one index with two shards; each poll sees the next reading, the last one for ever. */
async function follow(
  readings: Reading[],
  wait: Wait = inVain,
): Promise<{ code: string; seconds: number; polls: number }> {
  let now = 0;
  let at = -1;
  const timing = { ...DEFAULT_TIMING, stalledMs: 60_000 };
  const ports = {
    ...quietPorts(new MemoryFiles(), timing, () => undefined),
    clock: {
      now: () => now,
      sleep: (ms: number) => {
        now += ms;
        return Promise.resolve();
      },
    },
  };
  const reading = (): Reading => readings[Math.min(at, readings.length - 1)]!;
  const store = {
    where: 'http://127.0.0.1',
    read: (_: unknown, { path, query }: { path: string; query: { timeout: string } }) => {
      if (path === '/_cluster/health') {
        const { ms, reached } = wait(Number.parseInt(query.timeout, 10));
        now += ms;
        return Promise.resolve({ timed_out: !reached });
      }
      if (path !== '/_cat/shards') {
        const size = { total_in_bytes: 100, reused_in_bytes: 0, recovered_in_bytes: reading().bytes };
        return Promise.resolve({ one: { shards: [{ type: 'SNAPSHOT', primary: true, index: { size } }] } });
      }
      at += 1;
      const state = (shard: number) => (shard < reading().started ? 'STARTED' : 'INITIALIZING');
      const row = (shard: number) => ({ index: 'one', shard, prirep: 'p', state: state(shard) });
      return Promise.resolve([row(0), row(1)]);
    },
  };
  const watch = {
    progress: () => undefined,
    log: () => undefined,
    signal: new AbortController().signal,
  };
  const code = await followRestore({ store } as unknown as Connection, ports, ['one'], watch).then(
    () => 'done',
    (thrown: unknown) => (thrown instanceof AppFailure ? thrown.value.code : String(thrown)),
  );
  return { code, seconds: Math.round(now / 1000), polls: at + 1 };
}

const rising = (count: number, step: number): Reading[] =>
  Array.from({ length: count }, (_, at) => ({ started: 0, bytes: at * step }));

describe('E15 a restore is given up when nothing moves on', () => {
  test('bytes that come and go are a loop of tries, not progress', async () => {
    const loop = Array.from({ length: 500 }, (_, at) => ({ started: 1, bytes: (at % 7) * 5 }));
    const { code, seconds } = await follow(loop);
    expect(code).toBe('restore-stalled');
    expect(seconds).toBeLessThan(100);
  });

  test('slow but steady bytes are progress for hours', async () => {
    expect(await follow([...rising(2_000, 0.01), { started: 2, bytes: 100 }])).toMatchObject({
      code: 'done',
    });
  });

  test('a shard that starts is progress even if its bytes are not told', async () => {
    const waiting = (started: number): Reading[] => Array.from({ length: 20 }, () => ({ started, bytes: 0 }));
    expect(await follow([...waiting(0), ...waiting(1), { started: 2, bytes: 0 }])).toMatchObject({
      code: 'done',
    });
  });
});

describe('E13 the end of a restore is told by the server', () => {
  const running = (count: number): Reading[] =>
    Array.from({ length: count }, () => ({ started: 1, bytes: 1 }));

  test('a wait that was answered is followed by a look at once', async () => {
    const end = { started: 2, bytes: 100 };
    const { code, seconds } = await follow([...running(20), end], (ms) => ({ ms: ms / 100, reached: false }));
    expect([code, seconds > 30]).toEqual(['done', true]);
    const told = await follow([...running(1), end], () => ({ ms: 0, reached: true }));
    expect(told).toEqual({ code: 'done', seconds: 0, polls: 2 });
  });

  test('shards of others that start again and again do not make it ask all the time', async () => {
    const { seconds, polls } = await follow([...running(21), { started: 2, bytes: 100 }], () => ({
      ms: 1,
      reached: true,
    }));
    expect(polls).toBe(22);
    expect(seconds).toBeGreaterThan(20);
  });

  test('a server that refuses the wait is asked at the usual pace', async () => {
    const refused = (): never => {
      throw new Error('no right');
    };
    const { code, seconds } = await follow([...running(21), { started: 2, bytes: 100 }], refused);
    expect([code, seconds > 40]).toEqual(['done', true]);
  });
});
