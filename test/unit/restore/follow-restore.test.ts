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

/** How the server answers a wait for shards: at once that they are there, or never. */
type Wait = () => Promise<boolean>;
const never: Wait = () => new Promise(() => undefined);

/** Follows a restore of one index with two shards; each poll sees the next reading, the last one for ever. */
async function follow(
  readings: Reading[],
  wait: Wait = never,
): Promise<{ code: string; seconds: number; polls: number; pauses: number }> {
  let now = 0;
  let at = -1;
  let pauses = 0;
  const timing = { ...DEFAULT_TIMING, stalledMs: 60_000 };
  const ports = {
    ...quietPorts(new MemoryFiles(), timing, () => undefined),
    clock: {
      now: () => now,
      sleep: async (ms: number, signal?: AbortSignal) => {
        // What is answered at once comes first.
        await new Promise((resolve) => setImmediate(resolve));
        if (signal?.aborted === true) return;
        now += ms;
        pauses += 1;
      },
    },
  };
  const reading = (): Reading => readings[Math.min(at, readings.length - 1)]!;
  const store = {
    where: 'http://127.0.0.1',
    read: (_: unknown, { path }: { path: string }) => {
      if (path === '/_cluster/health') return wait().then((reached) => ({ timed_out: !reached }));
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
  return { code, seconds: Math.round(now / 1000), polls: at + 1, pauses };
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
  const end = { started: 2, bytes: 100 };
  const atOnce: Wait = () => Promise.resolve(true);

  test('a wait that is answered cuts the pause short; one that is not is an ordinary pause', async () => {
    expect(await follow([...running(1), end], atOnce)).toEqual({
      code: 'done',
      seconds: 0,
      polls: 2,
      pauses: 0,
    });
    for (const wait of [never, () => Promise.reject(new Error('no right')), () => Promise.resolve(false)])
      expect(await follow([...running(1), end], wait)).toMatchObject({ code: 'done', polls: 2, pauses: 1 });
  });

  test('shards of others that start again and again do not make it ask all the time', async () => {
    const { polls, pauses } = await follow([...running(21), end], atOnce);
    expect(polls).toBe(22);
    expect(pauses).toBeGreaterThanOrEqual(10);
  });
});
