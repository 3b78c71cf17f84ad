import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import type { ServerVersion } from '#lab/servers/start.ts';
import { type Bench, expectSentences, openBench } from './bench.ts';
import { deleteIndices, slowRepository } from './changes.ts';
import { loadSmallTenant } from './small-tenant.ts';

/** A backup whose biggest file is lost: the restore is undone, and the data store is as useful as before. */
export function damageRules(version: ServerVersion): void {
  describe(`a damaged backup on ${version}`, () => {
    let bench: Bench;

    beforeAll(async () => {
      bench = await openBench(version, { timing: { stalledMs: 10_000 }, events: 3_000 });
    });
    afterAll(() => bench.stop());

    test('E15 E14 a restore that is cancelled while it copies is rolled back', async () => {
      await slowRepository(bench.url, 'default', { restore: '100kb' });
      await bench.backUp('slow');
      await deleteIndices(bench.url, Object.keys(await bench.counts()));
      await loadSmallTenant(bench.url, 'default', 2_500, 3);
      const [before, aliases] = [await bench.counts(), await bench.aliases()];
      const operationId = await bench.beginRestore('slow');
      for (;;) {
        const { bytes, phases } = await bench.engine.operations.get({ operationId });
        const copying = phases.find((phase) => phase.id === 'restore')?.state === 'running';
        if (copying && (bytes?.done ?? 0) > 0) break;
        await sleep(50);
      }
      await bench.engine.operations.cancel({ operationId });
      const operation = await bench.engine.operations.ended(operationId);
      expect(operation).toMatchObject({
        status: 'cancelled',
        error: { code: 'cancelled' },
        result: { outcome: 'rolled-back', leftOver: [] },
      });
      expect(await bench.counts()).toEqual(before);
      expect(await bench.aliases()).toEqual(aliases);
      await bench.expectTidy();
      await bench.raw('DELETE', '/_snapshot/default');
    });

    test('E15 E14 14 a restore of it is rolled back, and the next one of a good backup works', async () => {
      await bench.engine.repositories.register({
        gatewayId: bench.gatewayId,
        name: 'archive',
        location: path.join(bench.server.folder, 'archives', 'good'),
      });
      await bench.backUp('good', 'archive');
      const backedUp = await bench.counts();
      await bench.backUp('damaged');
      removeBiggestBlob(path.join(bench.server.repoFolder, 'default'));
      // Other data, made anew: a restore reuses every file of the live index that is the same in the backup.
      await deleteIndices(bench.url, Object.keys(backedUp));
      await loadSmallTenant(bench.url, 'default', 2_500, 2);
      const before = await bench.counts();
      const aliases = await bench.aliases();
      const others = await fingerprint(bench.url, 'default2');
      expect(before).not.toEqual(backedUp);

      const operation = await bench.restore('damaged');
      expect(operation).toMatchObject({
        status: 'failed',
        result: { outcome: 'rolled-back', leftOver: [] },
      });
      expect(['restore-failed', 'restore-stalled']).toContain(operation.error!.code);
      expect(operation.error!.changed).toBe('The safety backup brought the former data back.');
      expectSentences(operation.error!);
      expect(await bench.counts()).toEqual(before);
      expect(await bench.aliases()).toEqual(aliases);
      expect(await fingerprint(bench.url, 'default2')).toEqual(others);
      await bench.expectTidy();

      await bench.restored('good', { repository: 'archive' });
      expect(await bench.counts()).toEqual(backedUp);
      expect(await bench.aliases()).toEqual(aliases);
      await bench.expectTidy();
    });
  });
}

/** Loses the biggest data file of a repository, as a disk or a clean-up job may. */
function removeBiggestBlob(folder: string): void {
  const blobs = (readdirSync(folder, { recursive: true }) as string[])
    .filter((name) => path.basename(name).startsWith('__'))
    .map((name) => path.join(folder, name));
  const [biggest] = blobs.toSorted((a, b) => statSync(b).size - statSync(a).size);
  rmSync(biggest!);
}
