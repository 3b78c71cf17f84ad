import { spawnSync } from 'node:child_process';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { giveLocksBack, type Lock, takeLock } from '#core/operations/lock.ts';
import type { EnginePorts } from '#core/ports.ts';
import { MemoryFiles, quietPorts } from '../memory.ts';
import { FAST } from '../restart/bench.ts';

const PATH = 'locks/store-1.json';
const ports = (files: MemoryFiles): EnginePorts => quietPorts(files, FAST, () => undefined);
const deadPid = (): number => spawnSync('true').pid;
const lockOf = (changes: object): string =>
  JSON.stringify({
    token: 'old',
    pid: deadPid(),
    host: hostname(),
    beat: Date.now(),
    what: 'Restore of nightly',
    user: 'svc-other',
    ...changes,
  });
const busy = { value: { code: 'operation-running' } };

describe('E17 lock of a data store', () => {
  it('refuses a second taker and tells who holds it', async () => {
    const files = new MemoryFiles();
    const lock = await takeLock(ports(files), 'store-1', 'Backup of nightly');
    await expect(takeLock(ports(files), 'store-1', 'x')).rejects.toMatchObject(busy);
    await expect(takeLock(ports(files), 'store-1', 'x')).rejects.toMatchObject({
      value: { cause: `Backup of nightly, begun by svc-admin on ${hostname()}.` },
    });
    await takeLock(ports(files), 'store-2', 'another data store');
    await lock.release();
    expect(files.content.has(PATH)).toBe(false);
    await takeLock(ports(files), 'store-1', 'next');
  });

  it('is given back by a process that ends: not held from the call on, and free for the next', async () => {
    const files = new MemoryFiles();
    const others = new MemoryFiles();
    const lock = await takeLock(ports(files), 'store-1', 'Backup of nightly');
    const another = await takeLock(ports(others), 'store-1', 'of another data folder');
    const given = giveLocksBack(files);
    expect([lock.isHeld(), another.isHeld()]).toEqual([false, true]);
    await given;
    expect([files.content.has(PATH), others.content.has(PATH)]).toEqual([false, true]);
    const next = await takeLock(ports(files), 'store-1', 'next');
    await lock.release();
    expect([next.isHeld(), files.content.has(PATH)]).toEqual([true, true]);
  });

  it('takes over from a process that is gone', async () => {
    const files = new MemoryFiles();
    files.content.set(PATH, lockOf({}));
    const lock = await takeLock(ports(files), 'store-1', 'mine');
    expect(files.content.get(PATH)).toContain('"what":"mine"');
    await lock.release();
    expect([...files.content.keys()]).toEqual([]);
  });

  it.each([
    ['a process that lives', { pid: process.ppid }],
    ['another host, seen a moment ago', { host: 'elsewhere' }],
  ])('is not taken from %s', async (_, changes) => {
    const files = new MemoryFiles();
    const text = lockOf(changes);
    files.content.set(PATH, text);
    await expect(takeLock(ports(files), 'store-1', 'mine')).rejects.toMatchObject(busy);
    expect(files.content.get(PATH)).toBe(text);
  });

  it.each([
    ['a host that was not seen for a minute', { host: 'elsewhere', beat: Date.now() - 61_000 }],
    [
      'a time before this computer was started, whatever has the number now',
      { pid: process.ppid, beat: 1_000 },
    ],
    ['an earlier process with our own number', { pid: process.pid }],
  ])('is taken over from %s', async (_, changes) => {
    const files = new MemoryFiles();
    files.content.set(PATH, lockOf(changes));
    await takeLock(ports(files), 'store-1', 'mine');
  });

  it('a lock that cannot be read is taken over', async () => {
    const files = new MemoryFiles();
    files.content.set(PATH, '{"half');
    await takeLock(ports(files), 'store-1', 'mine');
  });

  it('keeps the file of another when it is released late', async () => {
    const files = new MemoryFiles();
    const lock = await takeLock(ports(files), 'store-1', 'mine');
    const other = lockOf({ token: 'theirs' });
    files.content.set(PATH, other);
    await lock.release();
    expect(files.content.get(PATH)).toBe(other);
  });

  it('a name of a data store cannot lead out of the folder', async () => {
    const files = new MemoryFiles();
    await takeLock(ports(files), '../../etc/http://a:9240,b', 'mine');
    expect([...files.content.keys()]).toEqual(['locks/______etc_http___a_9240_b.json']);
  });

  it.each(['stale', 'absent', 'unreadable'])(
    'is held by one at most, whatever the order of events: %s',
    async (found) => {
      await fc.assert(
        fc.asyncProperty(fc.array(fc.nat(3), { minLength: 60, maxLength: 60 }), async (pauses) => {
          const files = new MemoryFiles();
          if (found === 'stale') files.content.set(PATH, lockOf({ pid: DEAD }));
          if (found === 'unreadable') files.content.set(PATH, '{');
          const hasty = { ...ports(files), clock: { now: () => Date.now(), sleep: () => files.pause() } };
          let turn = 0;
          files.pause = async () => {
            for (let i = pauses[turn++ % pauses.length]!; i >= 0; i--) await Promise.resolve();
          };
          const takers = await Promise.allSettled(
            [1, 2, 3].map((n) => takeLock(hasty, 'store-1', `taker ${n}`)),
          );
          const winners = takers.filter(
            (one): one is PromiseFulfilledResult<Lock> => one.status === 'fulfilled',
          );
          expect(winners.length).toBeLessThanOrEqual(1);
          for (const one of takers) if (one.status === 'rejected') expect(one.reason).toMatchObject(busy);
          await Promise.all(winners.map((one) => one.value.release()));
          // Whoever lost, nothing is left that would keep the next one out.
          await (await takeLock(ports(files), 'store-1', 'later')).release();
        }),
        { numRuns: 300 },
      );
    },
  );

  it('a heartbeat that is still being written does not bring a released lock back', async () => {
    const files = new MemoryFiles();
    const lock = await takeLock(ports(files), 'store-1', 'mine', 5);
    await sleep(12);
    files.pause = () => sleep(20);
    await sleep(10);
    await lock.release();
    files.pause = () => sleep(0);
    await sleep(40);
    expect(files.content.has(PATH)).toBe(false);
  });

  it('a heartbeat does not take the lock back from another', async () => {
    const files = new MemoryFiles();
    const lock = await takeLock(ports(files), 'store-1', 'mine', 5);
    const other = lockOf({ token: 'theirs' });
    files.content.set(PATH, other);
    await sleep(30);
    expect(files.content.get(PATH)).toBe(other);
    await lock.release();
  });

  it('is known to be lost once another has it, and not when the disk fails for a moment', async () => {
    const files = new MemoryFiles();
    const lock = await takeLock(ports(files), 'store-1', 'mine', 5);
    files.full = true;
    await sleep(30);
    expect(lock.isHeld()).toBe(true);
    files.full = false;
    // Again and again: a heartbeat that is on its way may write over it once.
    await vi.waitFor(() => {
      files.content.set(PATH, lockOf({ token: 'theirs' }));
      expect(lock.isHeld()).toBe(false);
    }, 20_000);
    await lock.release();
    expect(files.content.get(PATH)).toContain('theirs');
  });
});

const DEAD = deadPid();
