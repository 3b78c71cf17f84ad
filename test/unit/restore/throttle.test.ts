import { describe, expect, test } from 'vitest';
import { DEFAULT_TIMING } from '#core/ports.ts';
import type { Releasing } from '#core/restore/context.ts';
import type { Lifted } from '#core/restore/journal.ts';
import { putThrottleBack } from '#core/restore/throttle.ts';
import { MemoryFiles, quietPorts } from '../memory.ts';

const KEY = 'indices.recovery.max_bytes_per_sec';
const OURS = '10239mb';

/** A server that carries out the request of a dead program only after so many waits for its changes. */
async function settle(lateBy: number, lifted: Lifted, onItsWay: boolean) {
  let limit: string | undefined = lateBy === 0 ? OURS : undefined;
  let waits = 0;
  const store = {
    where: 'http://127.0.0.1',
    read: (_: unknown, { path }: { path: string }) => {
      if (path !== '/_cluster/health') return Promise.resolve({ transient: { [KEY]: limit } });
      waits += 1;
      // The first waits end before the queue of the server is empty.
      if (waits < lateBy) return Promise.resolve({ timed_out: true });
      if (waits === lateBy) limit = OURS;
      return Promise.resolve({ timed_out: false });
    },
    change: (_: string, { body }: { body: { transient: Record<string, string | null> } }) => {
      limit = body.transient[KEY] ?? undefined;
      return Promise.resolve();
    },
  };
  const written: unknown[] = [];
  const timing = { ...DEFAULT_TIMING, pollLongestMs: 1 };
  const context = {
    connection: { store },
    operation: { log: () => undefined },
    ports: quietPorts(new MemoryFiles(), timing, () => undefined),
    journals: {
      write: (journal: { lifted: unknown }) => {
        written.push(journal.lifted);
        return Promise.resolve();
      },
    },
    journal: { lifted, step: 'lift-throttle' },
  } as unknown as Releasing;
  const left = await putThrottleBack(context, onItsWay);
  return { left, limit, written };
}

describe('E11 E16 the limit is put back', () => {
  const lifted: Lifted = { kind: 'cluster', former: '33mb' };

  test('when it is ours', async () => {
    expect(await settle(0, lifted, false)).toEqual({ left: null, limit: '33mb', written: [null] });
  });

  test.each([1, 2, 5])('when the request of a dead program is carried out late (%s)', async (lateBy) => {
    expect(await settle(lateBy, lifted, true)).toEqual({ left: null, limit: '33mb', written: [null] });
  });
});
