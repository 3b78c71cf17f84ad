import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { isRoot } from '#lab/processes/debian.ts';
import { NOBODY } from '#lab/servers/layout.ts';
import { type Bench, expectSentences } from './bench.ts';
import { deleteIndices } from './changes.ts';
import { listed } from './damage-listing.ts';
import { loadSmallTenant } from './small-tenant.ts';

/** A full disk is called a full disk, and costs nothing that was saved before. */
export function fullDisks(benchOf: () => Bench): void {
  test.for([['full', 0]] as const)(
    'promise 9 the disk of a repository is %s: the backup says so, and older ones in it are restored',
    async ([, roomKb], context) => {
      // Only a real small disk says that it is full, and only root may mount one.
      if (!isRoot()) context.skip('a small disk can only be mounted by root');
      const bench = benchOf();
      const folder = path.join(bench.server.repoFolder, `small-${roomKb}`);
      mountSmallDisk(folder);
      context.onTestFinished(async () => {
        await bench.raw('DELETE', '/_snapshot/small').catch(() => undefined);
        unmount(folder);
      });
      await bench.engine.repositories.register({
        gatewayId: bench.gatewayId,
        name: 'small',
        location: `small-${roomKb}`,
      });
      await bench.backUp('older', 'small');
      const backedUp = await bench.counts();
      await deleteIndices(bench.url, Object.keys(backedUp));
      await loadSmallTenant(bench.url, 'default', 4_000, 7);
      fillUp(folder, roomKb * 1024);
      const operation = await bench.engine.operations.ended(await bench.beginBackUp('newer', 'small'));
      expect(operation.status, JSON.stringify(operation.error)).toBe('failed');
      expect
        .soft(`${operation.error!.title} ${operation.error!.cause}`)
        .toMatch(/no space left on device|disk/i);
      expectSentences(operation.error!);
      const { rows } = await listed(bench, 'small');
      const states = Object.fromEntries(rows.map((row) => [row.name, row.state]));
      expect(states.older).toBe('success');
      expect(states.newer).not.toBe('success');
      await bench.restored('older', { repository: 'small' });
      expect(await bench.counts()).toEqual(backedUp);
      await bench.expectTidy();
    },
  );
}

function mountSmallDisk(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const options = `size=8m,mode=755,uid=${NOBODY},gid=${NOBODY}`;
  execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
}

function unmount(folder: string): void {
  execFileSync('umount', ['--lazy', folder]);
}

/** With some room left, the small files of a backup can still be written, and its data cannot. */
function fillUp(folder: string, room: number): void {
  const { bavail, bsize } = statfsSync(folder);
  rmSync(path.join(folder, 'filling'), { force: true });
  writeFileSync(path.join(folder, 'filling'), Buffer.alloc(Math.max(0, bavail * bsize - room)));
}
