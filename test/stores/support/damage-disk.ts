import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { isRoot } from '#lab/processes/debian.ts';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import { NOBODY } from '#lab/servers/layout.ts';
import type { Abilities } from './abilities.ts';
import { type Bench, expectSentences, refusal } from './bench.ts';
import { deleteIndices } from './changes.ts';
import { listed } from './damage-listing.ts';
import { untilTrue } from './random-wait.ts';
import { loadSmallTenant } from './small-tenant.ts';

/** A full disk is called a full disk, and costs nothing that was saved before. */
export function fullDisks(benchOf: () => Bench): void {
  test.for([
    ['full', 0],
    ['nearly full', 96],
  ] as const)(
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
        place: { kind: 'fs', location: `small-${roomKb}` },
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

/** What makes a server look at its disk, with room to the last byte above the low watermark. */
export function diskSettings(can: Abilities, low: string): Record<string, string> {
  const prefix = 'cluster.routing.allocation.disk';
  return {
    [`${prefix}.threshold_enabled`]: 'true',
    [`${prefix}.watermark.low`]: low,
    [`${prefix}.watermark.high`]: '1b',
    ...(can.floodStage ? { [`${prefix}.watermark.flood_stage`]: '1b' } : {}),
  };
}

/** A server that finds its disk too full begins no shard of a backup, and tells nobody: a restore would only hang. */
export function watermarks(can: Abilities, benchOf: () => Bench): void {
  test('promise 9 E7 a data node over its watermark: where the server would let the restore hang, the plan stops it', async (context) => {
    const bench = benchOf();
    const set = async (low: string): Promise<void> => {
      await bench.raw('PUT', '/_cluster/settings', { transient: diskSettings(can, low) });
    };
    await bench.backUp('placed', 'default');
    const world = await fingerprint(bench.url, () => true);
    await set('900tb');
    context.onTestFinished(() => set('1b'));
    const index = Object.keys(await bench.counts())[0]!;
    const body = { indices: index, include_aliases: false, rename_pattern: '^', rename_replacement: 'raw-' };
    await bench.raw('POST', '/_snapshot/default/placed/_restore', body);
    const patience = can.watermarksOnOneNode ? '1s' : '60s';
    const health = `/_cluster/health/raw-${index}?wait_for_active_shards=1&timeout=${patience}`;
    // Older servers answer with 408 when the time is over.
    const placed = await bench.raw<{ timed_out: boolean }>('GET', health).then(
      (reply) => !reply.timed_out,
      () => false,
    );
    expect(placed).toBe(!can.watermarksOnOneNode);
    await bench.raw('DELETE', `/raw-${index}`);
    // A server notes only after the deletion of its index that a restore has ended.
    await untilTrue('no restore is running', async () => {
      const { restore } = await bench.raw<{ restore?: object }>(
        'GET',
        '/_cluster/state?filter_path=restore.snapshots.snapshot',
      );
      return restore === undefined;
    });

    const plan = await bench.plan('placed');
    if (!can.watermarksOnOneNode) {
      expect([plan.disk.state, plan.blockers]).toEqual(['good', []]);
      return;
    }
    expect(plan.disk.state).toBe('bad');
    expect(plan.blockers.map((one) => one.code)).toEqual(['disk-full']);
    expect(plan.disk.text).toContain('low watermark (900tb)');
    expectSentences(plan.blockers[0]!);
    expect(await refusal(bench.restore('placed'))).toBe('disk-full');
    expect(await fingerprint(bench.url, () => true)).toEqual(world);

    await set('1b');
    expect((await bench.plan('placed')).blockers).toEqual([]);
  });
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
