import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { nodeFileStore } from '#core/files/node-file-store.ts';
import { type Lock, takeLock } from '#core/operations/lock.ts';
import { quietPorts } from '../memory.ts';
import { FAST } from '../restart/bench.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lock-'));
});
afterAll(() => rm(folder, { recursive: true }));

it('E17 of many takers on a real disk one gets the lock that was left behind, again and again', async () => {
  const ports = quietPorts(nodeFileStore(folder), FAST, () => undefined);
  await (await takeLock(ports, 'store-1', 'makes the folder')).release();
  for (let round = 0; round < 10; round++) {
    const left = {
      token: `old-${round}`,
      pid: process.pid,
      host: hostname(),
      beat: Date.now(),
      what: 'x',
      user: 'y',
    };
    await writeFile(path.join(folder, 'locks/store-1.json'), JSON.stringify(left));
    const takers = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) => takeLock(ports, 'store-1', `taker ${n}`)),
    );
    const winners = takers.filter((one): one is PromiseFulfilledResult<Lock> => one.status === 'fulfilled');
    expect(winners).toHaveLength(1);
    await winners[0]!.value.release();
    expect(await readdir(path.join(folder, 'locks'))).toEqual([]);
  }
});
