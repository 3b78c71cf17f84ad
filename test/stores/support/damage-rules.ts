import { readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import type { ServerVersion } from '#lab/servers/start.ts';
import { NO_SAFETY_PHRASE } from '#shared/model/plan.ts';
import { type Bench, expectSentences, openBench, refusal } from './bench.ts';
import { deleteIndices, removeDocs, slowRepository } from './changes.ts';
import { loadSmallTenant } from './small-tenant.ts';

/** A backup whose biggest file is lost: the restore is undone, and the data store is as useful as before. */
export function damageRules(version: ServerVersion): void {
  const isOld = Number(version.split('.')[0]) < 7;

  describe(`restores that fail on ${version}`, () => {
    let bench: Bench;

    beforeAll(async () => {
      bench = await openBench(version, { timing: { stalledMs: 10_000 }, events: 3_000 });
    });
    afterAll(() => bench.stop());

    test('E7 E12 12 a restore that the server refuses after the close reopens everything', async () => {
      await bench.backUp('refused');
      const before = await fingerprint(bench.url, () => true);
      const operation = await bench.restore('refused', {
        between: async () => {
          await bench.raw('DELETE', '/_snapshot/default/refused');
        },
      });
      expect(operation).toMatchObject({
        status: 'failed',
        error: { code: 'backup-missing' },
        result: { outcome: 'unchanged', leftOver: [] },
      });
      expect(operation.phases.find((phase) => phase.id === 'close')?.state).toBe('done');
      expect(await fingerprint(bench.url, () => true)).toEqual(before);
      await bench.expectTidy();
    });

    if (isOld)
      test('E10 E13 a closed index is opened for the safety backup, replaced, and open', async () => {
        await bench.backUp('closed');
        const backedUp = await bench.counts();
        await removeDocs(bench.url, 'gateway_default_license', 3);
        await bench.raw('POST', '/gateway_default_license/_close');
        const plan = await bench.plan('closed');
        expect(plan.safety.opens).toEqual(['gateway_default_license']);
        const operation = await bench.restored('closed');
        expect(operation.phases.find((phase) => phase.id === 'open-for-safety')?.state).toBe('done');
        expect(await bench.counts()).toEqual(backedUp);
        await bench.expectTidy();
        await bench.raw('DELETE', '/_snapshot/default/closed');
      });

    test('E15 E14 a restore that is cancelled while it copies is rolled back', async () => {
      await slowRepository(bench.url, 'slow', { restore: '100kb' });
      await bench.backUp('slow', 'slow');
      await deleteIndices(bench.url, Object.keys(await bench.counts()));
      await loadSmallTenant(bench.url, 'default', 2_500, 3);
      const [before, aliases] = [await bench.counts(), await bench.aliases()];
      const operationId = await bench.beginRestore('slow', { repository: 'slow' });
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
      await loadSmallTenant(bench.url, 'default', 2_000, 2);
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

    if (version === '7.13.0')
      test('E14 E16 without a safety backup the indices that are lost are named, and a good backup is the way out', async () => {
        const backedUp = await bench.counts();
        await deleteIndices(bench.url, Object.keys(backedUp));
        await loadSmallTenant(bench.url, 'default', 2_000, 4);
        const unsafe = { safetyBackup: false, confirmation: { withoutSafety: NO_SAFETY_PHRASE } };
        const operation = await bench.restore('damaged', unsafe);
        expect(operation).toMatchObject({
          status: 'failed',
          error: { code: 'rollback-failed' },
          result: { outcome: 'incomplete', safetyBackup: null },
        });
        expectSentences(operation.error!);
        expect(operation.error!.changed).toContain('there is no safety backup');
        const left = operation.result?.kind === 'restore' ? operation.result.leftOver : [];
        expect(left.toSorted()).toEqual(Object.keys(backedUp));
        const [journal] = await bench.engine.journals.list({});
        const plan = await bench.plan('good', { repository: 'archive', ...unsafe });
        const confirmation = {
          planId: plan.id,
          tenant: 'default',
          reason: '',
          withoutSafety: NO_SAFETY_PHRASE,
        };
        expect(await refusal(bench.engine.restores.start(confirmation))).toBe('journal-open');
        await bench.engine.journals.resolve({ journalId: journal!.id, action: 'close-by-hand' });
        await bench.restored('good', { repository: 'archive', ...unsafe });
        expect(await bench.counts()).toEqual(backedUp);
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
