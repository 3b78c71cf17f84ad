import { chmodSync, chownSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import { mutateTenant, rollOver } from '#lab/samples/mutate.ts';
import type { ServerVersion } from '#lab/servers/start.ts';
import { NO_SAFETY_PHRASE } from '#shared/model/plan.ts';
import { Bench, expectSentences, openBench, refusal } from './bench.ts';
import { addDoc, deleteIndices, foreignBackup, recreate, removeDocs, writersByAlias } from './changes.ts';
import { JournalHook } from './journal-hook.ts';
import { openEngine } from './open-engine.ts';
import { loadSmallTenant } from './small-tenant.ts';

const SAFETY = 'gateway-vault-safety-default';

/** The rules of a restore on a data store with rollover families (7.x and later). */
export function restoreRules(version: ServerVersion): void {
  describe(`restore on ${version}`, () => {
    const hook = new JournalHook();
    let bench: Bench;
    let others: unknown;
    /** Names of two indices whose suffix depends on the release. */
    let apis: string;
    let policy: string;

    beforeAll(async () => {
      bench = await openBench(version, { files: hook.files });
      others = await fingerprint(bench.url, 'default2');
      await bench.backUp('first');
    });
    beforeEach(async () => {
      hook.onWrite = () => undefined;
      for (const { id } of await bench.engine.journals.list({}))
        await bench.engine.journals.resolve({ journalId: id, action: 'close-by-hand' });
      await deleteIndices(bench.url, Object.keys(await fingerprint(bench.url, 'default')));
      await loadSmallTenant(bench.url, 'default');
      const names = Object.keys(await bench.counts());
      apis = names.find((name) => name.startsWith('gateway_default_apis'))!;
      policy = names.find((name) => name.startsWith('gateway_default_policy'))!;
    });
    afterAll(() => bench.stop());

    const safetyBackups = async (): Promise<string[]> => {
      const { rows } = await bench.engine.backups.list({ gatewayId: bench.gatewayId });
      return rows.filter((row) => row.repository === SAFETY).map((row) => row.name);
    };
    const dropBackup = (name: string) => bench.raw('DELETE', `/_snapshot/default/${name}`);

    test('E7 E12 a restore that the server refuses after the close reopens everything', async () => {
      await bench.backUp('refused');
      await mutateTenant(bench.url, 'default');
      const between = async () => {
        await dropBackup('refused');
        // What a running gateway deletes meanwhile is no damage done by the restore.
        await removeDocs(bench.url, apis, 5);
      };
      let before: unknown;
      const operation = await bench.restore('refused', {
        between: async () => {
          await between();
          before = await fingerprint(bench.url, 'default');
        },
      });
      expect(operation).toMatchObject({
        status: 'failed',
        error: { code: 'backup-missing' },
        result: { outcome: 'unchanged', leftOver: [] },
      });
      expectSentences(operation.error!);
      expect(operation.phases.find((phase) => phase.id === 'close')?.state).toBe('done');
      expect(await fingerprint(bench.url, 'default')).toEqual(before);
      expect(await fingerprint(bench.url, 'default2')).toEqual(others);
      await bench.expectTidy();
    });

    test.each(['closed', 'deleted', 'made anew', 'made although gone'])(
      'E7 an index that was %s after the plan stops the restore and nothing is changed',
      async (how) => {
        const name = `outdated-${how.replaceAll(' ', '-')}`;
        await bench.backUp(name);
        if (how === 'made although gone') await deleteIndices(bench.url, [policy]);
        let before: unknown;
        const operation = await bench.restore(name, {
          between: async () => {
            if (how === 'closed') await bench.raw('POST', `/${policy}/_close`);
            if (how === 'deleted') await deleteIndices(bench.url, [policy]);
            if (how === 'made anew') await recreate(bench.url, policy, 1);
            if (how === 'made although gone') await bench.raw('PUT', `/${policy}`);
            before = await bench.world();
          },
        });
        expect(operation).toMatchObject({
          status: 'failed',
          error: { code: 'plan-outdated' },
          result: { outcome: 'unchanged', leftOver: [] },
        });
        expect(operation.error!.cause).toContain(policy);
        expect(await bench.world()).toEqual(before);
        await bench.expectTidy(how === 'closed' ? [policy] : []);
      },
    );

    test.each(['closed', 'deleted'])(
      'E7 an index that was %s while the safety backup was made stops the restore before the close',
      async (how) => {
        await bench.backUp(`late-${how}`);
        let before: unknown;
        hook.once(
          (journal) => journal.safety?.good === true,
          async () => {
            if (how === 'closed') await bench.raw('POST', `/${policy}/_close`);
            else await deleteIndices(bench.url, [policy]);
            before = await fingerprint(bench.url, () => true);
          },
        );
        const operation = await bench.restore(`late-${how}`);
        expect(operation).toMatchObject({
          status: 'failed',
          error: { code: 'plan-outdated' },
          result: { outcome: 'unchanged', leftOver: [] },
        });
        expect(await fingerprint(bench.url, () => true)).toEqual(before);
        await bench.expectTidy(how === 'closed' ? [policy] : []);
      },
    );

    test('E7 another number of shards is refused with two ways out, and both work', async () => {
      await bench.backUp('shards');
      const backedUp = await bench.counts();
      const aliases = await bench.aliases();
      await recreate(bench.url, policy, 3);
      await mutateTenant(bench.url, 'default');
      const plan = await bench.plan('shards');
      expect(plan.entries.find((entry) => entry.index === policy)).toMatchObject({
        verdict: 'refused',
        fixes: ['leave-out', 'delete-first'],
      });
      const before = await bench.world();
      const start = bench.engine.restores.start({ planId: plan.id, tenant: 'default', reason: '' });
      expect(await refusal(start)).toBe('plan-refused');
      expect(await bench.world()).toEqual(before);

      const uuid = (await fingerprint(bench.url, 'default'))[policy]!.uuid;
      await bench.restored('shards', { fixes: { [policy]: 'leave-out' } });
      expect(await bench.counts()).toEqual({ ...backedUp, [policy]: (await bench.counts())[policy] });
      expect((await fingerprint(bench.url, 'default'))[policy]!.uuid).toBe(uuid);

      await bench.restored('shards', { fixes: { [policy]: 'delete-first' } });
      expect(await bench.counts()).toEqual(backedUp);
      expect(await bench.aliases()).toEqual(aliases);
      await bench.expectTidy();
    });

    test('E8 E12 after a rollover the newer asset index is removed, the newer analytics index stays and is written to', async () => {
      await bench.backUp('before-rollover');
      const backedUp = await bench.counts();
      const family = 'gateway_default_analytics_transactionalevents';
      const newApis = await rollOver(bench.url, 'gateway_default_apis');
      const newEvents = await rollOver(bench.url, family);
      await addDoc(bench.url, family, 'after-rollover');
      await mutateTenant(bench.url, 'default');
      const kept = (await bench.counts())[newEvents];
      const plan = await bench.plan('before-rollover');
      const verdict = (index: string) => plan.entries.find((entry) => entry.index === index)?.verdict;
      expect([verdict(newApis), verdict(newEvents)]).toEqual(['remove', 'keep']);
      expect(plan.safety.indices).toBe(Object.keys(backedUp).length + 1);
      await bench.restored('before-rollover');
      expect(await bench.counts()).toEqual({ ...backedUp, [newEvents]: kept });
      const writers = writersByAlias(await bench.aliases());
      expect([...writers].filter(([, indices]) => indices.length !== 1)).toEqual([]);
      expect(writers.get('gateway_default_apis')).toEqual([apis]);
      expect(writers.get(family)).toEqual([newEvents]);
      await bench.expectTidy();
    });

    test('E8 the default for a surplus index can be turned round', async () => {
      await bench.backUp('turned');
      const backedUp = await bench.counts();
      const newApis = await rollOver(bench.url, 'gateway_default_apis');
      const newEvents = await rollOver(bench.url, 'gateway_default_analytics_transactionalevents');
      await bench.restored('turned', { fixes: { [newApis]: 'keep', [newEvents]: 'remove' } });
      expect(await bench.counts()).toEqual({ ...backedUp, [newApis]: 0 });
      const writers = writersByAlias(await bench.aliases());
      expect([...writers].filter(([, indices]) => indices.length !== 1)).toEqual([]);
      expect(writers.get('gateway_default_apis')).toEqual([newApis]);
    });

    test('E8 21 a backup of one scope leaves the other scopes and tenants alone', async () => {
      await bench.backUp('analytics', 'default', { kind: 'scopes', scopes: ['analytics'] });
      const backedUp = await bench.counts();
      await mutateTenant(bench.url, 'default', { indices: 99 });
      const isAnalytics = (index: string) => index.startsWith('gateway_default_analytics_');
      const outside = await fingerprint(bench.url, (index) => !isAnalytics(index));
      await bench.restored('analytics');
      expect(await fingerprint(bench.url, (index) => !isAnalytics(index))).toEqual(outside);
      const counts = await bench.counts();
      for (const [index, docs] of Object.entries(backedUp)) {
        if (isAnalytics(index)) expect([index, counts[index]]).toEqual([index, docs]);
        else expect([index, counts[index]]).not.toEqual([index, docs]);
      }
    });

    test('E6 E12 E1 a backup without a manifest brings data and aliases back, also into an empty store', async () => {
      const backedUp = await bench.counts();
      const aliases = await bench.aliases();
      await foreignBackup(bench.url, 'foreign', Object.keys(backedUp));
      await mutateTenant(bench.url, 'default');
      const over = await bench.restored('foreign');
      expect(await bench.counts()).toEqual(backedUp);
      expect(await bench.aliases()).toEqual(aliases);
      const verdicts = over.result?.kind === 'restore' ? over.result.scopes.map((one) => one.verdict) : [];
      expect(new Set(verdicts)).toEqual(new Set(['unknown']));

      await deleteIndices(bench.url, Object.keys(backedUp));
      const saved = await safetyBackups();
      const plan = await bench.plan('foreign');
      expect(new Set(plan.aliases.map((alias) => alias.source))).toEqual(new Set(['backup']));
      const into = await bench.restored('foreign');
      expect(await bench.counts()).toEqual(backedUp);
      expect(await bench.aliases()).toEqual(aliases);
      const writers = [...writersByAlias(await bench.aliases())];
      expect(writers.filter(([, indices]) => indices.length !== 1)).toEqual([]);
      // Nothing was replaced: a safety backup would have been one of nothing, which means everything.
      expect(into.phases.find((phase) => phase.id === 'safety-backup')?.state).toBe('skipped');
      expect(await safetyBackups()).toEqual(saved);
    });

    test('E12 a member without a manifest joins the alias of its living family and is not written to', async () => {
      const backedUp = await bench.counts();
      const aliases = await bench.aliases();
      await foreignBackup(bench.url, 'member', Object.keys(backedUp));
      const family = 'gateway_default_analytics_transactionalevents';
      const oldest = Object.keys(backedUp).find((index) => index.startsWith(family))!;
      await deleteIndices(bench.url, [oldest]);
      const newEvents = await rollOver(bench.url, family);
      await bench.restored('member');
      const { [newEvents]: empty, ...counts } = await bench.counts();
      expect([counts, empty]).toEqual([backedUp, 0]);
      const now = await bench.aliases();
      expect(writersByAlias(now).get(family)).toEqual([newEvents]);
      expect(Object.keys(now[oldest]!)).toEqual(Object.keys(aliases[oldest]!));
    });

    test('E7 E13 a closed live index is replaced and open afterwards', async () => {
      await bench.backUp('closed');
      const backedUp = await bench.counts();
      await removeDocs(bench.url, policy, 3);
      await bench.raw('POST', `/${policy}/_close`);
      await bench.restored('closed');
      expect(await bench.counts()).toEqual(backedUp);
      await bench.expectTidy();
    });

    test('E14 an index that was closed is closed again when the restore is refused', async () => {
      await bench.backUp('closed-refused');
      await bench.raw('POST', `/${policy}/_close`);
      const before = await fingerprint(bench.url, () => true);
      const operation = await bench.restore('closed-refused', {
        between: async () => {
          await dropBackup('closed-refused');
        },
      });
      expect(operation).toMatchObject({ status: 'failed', result: { outcome: 'unchanged', leftOver: [] } });
      expect(await fingerprint(bench.url, () => true)).toEqual(before);
      await bench.expectTidy([policy]);
    });

    test('E10 safety backups are in their own repository and the newest two are kept', async () => {
      await bench.backUp('kept');
      const made: string[] = [];
      for (let times = 0; times < 3; times++) {
        const { result } = await bench.restored('kept');
        if (result?.kind === 'restore') made.push(result.safetyBackup!.name);
      }
      expect(await safetyBackups()).toEqual([made[2], made[1]]);
      const { rows } = await bench.engine.backups.list({ gatewayId: bench.gatewayId });
      expect(rows.filter((row) => row.repository === 'default' && row.trigger === 'safety')).toEqual([]);
    });

    test('E10 13 a safety backup that fails closes nothing; only the typed phrase allows to go on without', async () => {
      await bench.backUp('unsafe');
      await bench.restored('unsafe');
      const backedUp = await bench.counts();
      await mutateTenant(bench.url, 'default');
      const before = await bench.world();
      const folder = path.join(bench.server.repoFolder, SAFETY);
      const unlock = lockFolder(folder);
      try {
        const operation = await bench.restore('unsafe');
        expect(operation).toMatchObject({
          status: 'failed',
          error: { code: 'safety-backup-failed' },
          result: { outcome: 'unchanged', safetyBackup: null, leftOver: [] },
        });
        expectSentences(operation.error!);
        expect(operation.phases.find((phase) => phase.id === 'close')?.state).toBe('skipped');

        const plan = await bench.plan('unsafe', { safetyBackup: false });
        const confirmation = { planId: plan.id, tenant: 'default', reason: '' };
        expect(await refusal(bench.engine.restores.start(confirmation))).toBe('confirmation-missing');
        const typo = { ...confirmation, withoutSafety: 'without a way bakc' };
        expect(await refusal(bench.engine.restores.start(typo))).toBe('confirmation-missing');
      } finally {
        unlock();
      }
      expect(await bench.world()).toEqual(before);
      const operation = await bench.restored('unsafe', {
        safetyBackup: false,
        confirmation: { withoutSafety: NO_SAFETY_PHRASE },
      });
      expect(operation.result).toMatchObject({ outcome: 'restored', safetyBackup: null });
      expect(await bench.counts()).toEqual(backedUp);
    });

    test('E14 a cancel that comes before the close changes nothing', async () => {
      await bench.backUp('cancelled');
      await mutateTenant(bench.url, 'default');
      const before = await fingerprint(bench.url, () => true);
      hook.once(
        (journal) => journal.safety?.good === true,
        async () => {
          const running = (await bench.engine.operations.list({})).find((one) => one.status === 'running');
          await bench.engine.operations.cancel({ operationId: running!.id });
        },
      );
      const operation = await bench.restore('cancelled');
      expect(operation).toMatchObject({
        status: 'cancelled',
        error: { code: 'cancelled' },
        result: { outcome: 'unchanged', leftOver: [] },
      });
      expect(operation.phases.find((phase) => phase.id === 'close')?.state).toBe('skipped');
      expect(await fingerprint(bench.url, () => true)).toEqual(before);
      await bench.expectTidy();
    });

    test('E6 16 counts other than those of the manifest are reported and undo nothing', async () => {
      await bench.backUp('doctored');
      const backedUp = await bench.counts();
      await mutateTenant(bench.url, 'default');
      const folder = path.join(bench.open.folder, 'manifests');
      const file = readdirSync(folder)
        .map((name) => path.join(folder, name))
        .find((name) => readFileSync(name, 'utf8').includes('"doctored"'))!;
      const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
        indices: Record<string, { docsBefore: number; docsAfter: number }>;
      };
      const noted = manifest.indices[policy]!;
      const right = noted.docsBefore;
      noted.docsBefore = right + 1;
      noted.docsAfter = right + 1;
      writeFileSync(file, JSON.stringify(manifest));
      const second = await openEngine({ folder: bench.open.folder });
      try {
        const other = new Bench(bench.server, second, bench.gatewayId);
        const operation = await other.restore('doctored');
        expect(operation).toMatchObject({
          status: 'warning',
          error: { code: 'counts-differ' },
          result: { outcome: 'restored' },
        });
        expect(operation.error!.cause).toBe(`${policy}: ${right + 1} expected, ${right} found`);
      } finally {
        await second.close();
      }
      expect(await bench.counts()).toEqual(backedUp);
      await bench.expectTidy();
    });

    test('E7 a wrong tenant starts nothing, and the plan stays good', async () => {
      await bench.backUp('typed');
      const backedUp = await bench.counts();
      await mutateTenant(bench.url, 'default');
      const plan = await bench.plan('typed');
      const before = await bench.world();
      for (const tenant of ['default2', 'Default', ' default', '']) {
        const start = bench.engine.restores.start({ planId: plan.id, tenant, reason: '' });
        expect(await refusal(start)).toBe('tenant-mismatch');
      }
      expect(await bench.world()).toEqual(before);
      const right = { planId: plan.id, tenant: 'default', reason: '' };
      const { operationId } = await bench.engine.restores.start(right);
      expect((await bench.engine.operations.ended(operationId)).status).toBe('succeeded');
      expect(await bench.counts()).toEqual(backedUp);
      expect(await refusal(bench.engine.restores.start(right))).toBe('plan-unknown');
    });
  });
}

/** Takes the folder away from the user of the server; resolves with how to give it back. */
function lockFolder(folder: string): () => void {
  const root = process.getuid?.() === 0;
  if (root) chownSync(folder, 0, 0);
  chmodSync(folder, root ? 0o555 : 0);
  return () => {
    if (root) chownSync(folder, 65534, 65534);
    chmodSync(folder, 0o755);
  };
}
