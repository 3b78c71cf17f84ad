import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import type { ServerVersion } from '#lab/servers/start.ts';
import type { BackupRow } from '#shared/model/backup.ts';
import { NO_SAFETY_PHRASE } from '#shared/model/plan.ts';
import { abilitiesOf } from './abilities.ts';
import { type Bench, expectSentences, openBench, refusal } from './bench.ts';
import { deleteIndices, removeDocs } from './changes.ts';
import {
  corruptBiggestBlob,
  filesOf,
  loseBiggestBlob,
  loseDescription,
  spoilIndexFile,
} from './damage-files.ts';
import { JournalHook } from './journal-hook.ts';
import { openEngine } from './open-engine.ts';
import { loadSmallTenant } from './small-tenant.ts';

/** A backup whose biggest file is lost: the restore is undone, and the data store is as useful as before. */
export function damageRules(version: ServerVersion): void {
  const can = abilitiesOf(version);

  describe(`restores that fail on ${version}`, () => {
    const hook = new JournalHook();
    let bench: Bench;
    let good: Record<string, number>;

    beforeAll(async () => {
      bench = await openBench(version, {
        timing: { stalledMs: 10_000, pollLongestMs: 500 },
        events: 3_000,
        files: hook.files,
      });
    });
    afterAll(() => bench.stop());

    test('promise 12 E7 E12 a restore that the server refuses after the close reopens everything', async () => {
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

    if (!can.closedInBackup)
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

    test('promise 15 E15 E14 a restore that is cancelled while it copies is rolled back, and later ones work', async () => {
      await bench.backUp('cancelled');
      const backedUp = await bench.counts();
      await deleteIndices(bench.url, Object.keys(backedUp));
      await loadSmallTenant(bench.url, 'default', 2_500, 3);
      const [before, aliases] = [await bench.counts(), await bench.aliases()];
      // What was noted as sent is sent, and followed until the cancel is seen: the server copies.
      hook.once(
        (journal) => journal.step === 'restore' && journal.sent.length > 0,
        () => bench.cancelRunning(),
      );
      const operation = await bench.restore('cancelled');
      expect(operation).toMatchObject({
        status: 'cancelled',
        error: { code: 'cancelled' },
        result: { outcome: 'rolled-back', leftOver: [] },
      });
      expect(await bench.counts()).toEqual(before);
      expect(await bench.aliases()).toEqual(aliases);
      await bench.expectTidy();
      await bench.restored('cancelled');
      expect(await bench.counts()).toEqual(backedUp);
    });

    test.each([
      ['lost', loseBiggestBlob],
      ['corrupted', corruptBiggestBlob],
    ])(
      'promise 14 E15 E14 a data file is %s: the restore is rolled back, and the next one of a good backup works',
      async (damage, spoil) => {
        const { gatewayId, engine, server } = bench;
        const archive = `good-${damage}`;
        const location = path.join(server.folder, 'archives', archive);
        await engine.repositories.register({ gatewayId, name: archive, place: { kind: 'fs', location } });
        await engine.repositories.register({
          gatewayId,
          name: damage,
          place: { kind: 'fs', location: damage },
        });
        await bench.backUp('good', archive);
        const backedUp = await bench.counts();
        if (damage === 'lost') good = backedUp;
        await bench.backUp('damaged', damage);
        spoil(path.join(server.repoFolder, damage));
        // Other data, made anew: a restore reuses every file of the live index that is the same in the backup.
        await deleteIndices(bench.url, Object.keys(backedUp));
        await loadSmallTenant(bench.url, 'default', 2_000, 2);
        const before = await bench.counts();
        const aliases = await bench.aliases();
        const others = await fingerprint(bench.url, 'default2');
        expect(before).not.toEqual(backedUp);

        const operation = await bench.restore('damaged', { repository: damage });
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

        await bench.restored('good', { repository: archive });
        expect(await bench.counts()).toEqual(backedUp);
        expect(await bench.aliases()).toEqual(aliases);
        await bench.expectTidy();
      },
    );

    test('promise 26 E19 the description of one backup is lost: it is named, and the others are as good as before', async () => {
      const { gatewayId, engine, server } = bench;
      await engine.repositories.register({
        gatewayId,
        name: 'described',
        place: { kind: 'fs', location: 'described' },
      });
      await bench.backUp('one', 'described');
      await bench.backUp('two', 'described');
      const rowsOf = async () =>
        (await engine.backups.list({ gatewayId })).rows.filter((row) => row.repository === 'described');
      // A list does not wait for a repository that is slow: its rows come later.
      let one: BackupRow | undefined;
      // This engine has kept what it reads before the description is lost.
      while (one?.detailed !== true) one = (await rowsOf()).find((row) => row.name === 'one');
      const { uuid } = one;
      const folder = path.join(server.repoFolder, 'described');
      loseDescription(folder, uuid ?? 'one');
      const files = filesOf(folder);
      // An engine that has read nothing of it yet.
      rmSync(path.join(bench.open.folder, 'snapshot-cache'), { recursive: true, force: true });
      const second = await openEngine({ folder: bench.open.folder });
      try {
        const read = async (): Promise<BackupRow[]> =>
          (await second.engine.backups.list({ gatewayId })).rows.filter(
            (row) => row.repository === 'described',
          );
        let rows: BackupRow[] = [];
        const isRead = (row: BackupRow): boolean => row.detailed || row.state === 'unreadable';
        // What the first engine may still have kept is proved in the background, and then told as it is.
        const isTold = (): boolean =>
          !can.listsUnreadable || rows.find((row) => row.name === 'one')?.state === 'unreadable';
        while (!rows.some((row) => row.name === 'two') || !rows.every(isRead) || !isTold()) {
          await sleep(50);
          rows = await read();
        }
        expect(rows.find((row) => row.name === 'two')?.state).toBe('success');
        if (can.listsUnreadable) expect(rows.find((row) => row.name === 'one')?.state).toBe('unreadable');
        else expect(rows.map((row) => row.name)).toEqual(['two']);
      } finally {
        await second.close();
      }
      const world = await fingerprint(bench.url, () => true);
      expect(['backup-missing', 'backup-failed', 'backup-unreadable']).toContain(
        await refusal(bench.plan('one', { repository: 'described' })),
      );
      expect(await fingerprint(bench.url, () => true)).toEqual(world);
      expect(filesOf(folder)).toEqual(files);
      await bench.restored('two', { repository: 'described' });
      const backups = [{ repository: 'described', name: 'one' }];
      const { operationId } = await engine.backups.delete({ gatewayId, backups });
      const operation = await engine.operations.ended(operationId);
      if (operation.status !== 'succeeded') {
        expect(operation.result).toMatchObject({ deleted: [], failed: [{ name: 'one' }] });
        expectSentences(operation.error!);
      }
      await bench.restored('two', { repository: 'described' });
    });

    test('promise 26 E19 the list of a repository is spoiled: it is named, the others are read, nothing is written', async () => {
      const { gatewayId, engine, server } = bench;
      await engine.repositories.register({
        gatewayId,
        name: 'spoiled',
        place: { kind: 'fs', location: 'spoiled' },
      });
      await bench.backUp('one', 'spoiled');
      const folder = path.join(server.repoFolder, 'spoiled');
      spoilIndexFile(folder);
      // Registered anew, so that the server does not answer from its memory.
      await bench.raw('DELETE', '/_snapshot/spoiled');
      await bench.raw('PUT', '/_snapshot/spoiled?verify=false', {
        type: 'fs',
        settings: { location: 'spoiled' },
      });
      const files = filesOf(folder);
      const { readings, rows } = await bench.list();
      const reading = readings.find((one) => one.repository === 'spoiled');
      const shown = rows.filter((row) => row.repository === 'spoiled').map((row) => row.state);
      // Without a list the server looks at the descriptions, or says that it cannot read the repository.
      if (can.readsWithoutList) expect([reading?.error, shown]).toEqual([null, ['success']]);
      else {
        expect([reading?.error?.code, shown]).toEqual(['repository-unreadable', []]);
        expectSentences(reading!.error!);
        await refusal(bench.plan('one', { repository: 'spoiled' }));
      }
      expect(rows.some((row) => row.repository === 'described' && row.state === 'success')).toBe(true);
      expect(filesOf(folder)).toEqual(files);
      await bench.raw('DELETE', '/_snapshot/spoiled');
      await bench.expectTidy();
    });

    if (!can.hangsOnDamage)
      test('E14 E16 without a safety backup the indices that are lost are named, and a good backup is the way out', async () => {
        await deleteIndices(bench.url, Object.keys(await bench.counts()));
        await loadSmallTenant(bench.url, 'default', 2_000, 4);
        const unsafe = { safetyBackup: false, confirmation: { withoutSafety: NO_SAFETY_PHRASE } };
        const operation = await bench.restore('damaged', { repository: 'lost', ...unsafe });
        expect(operation).toMatchObject({
          status: 'failed',
          error: { code: 'rollback-failed' },
          result: { outcome: 'incomplete', safetyBackup: null },
        });
        expectSentences(operation.error!);
        expect(operation.error!.changed).toContain('there is no safety backup');
        const left = operation.result?.kind === 'restore' ? operation.result.leftOver : [];
        expect(left.toSorted()).toEqual(Object.keys(good));
        const [journal] = await bench.engine.journals.list({});
        const plan = await bench.plan('good', { repository: 'good-lost', ...unsafe });
        const confirmation = {
          planId: plan.id,
          tenant: 'default',
          reason: '',
          withoutSafety: NO_SAFETY_PHRASE,
        };
        expect(await refusal(bench.engine.restores.start(confirmation))).toBe('journal-open');
        await bench.engine.journals.resolve({ journalId: journal!.id, action: 'close-by-hand' });
        await bench.restored('good', { repository: 'good-lost', ...unsafe });
        expect(await bench.counts()).toEqual(good);
        await bench.expectTidy();
      });
  });
}
