import { chmodSync, chownSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import { mutateTenant } from '#lab/samples/mutate.ts';
import { NO_SAFETY_PHRASE } from '#shared/model/plan.ts';
import { Bench, expectSentences, refusal } from './bench.ts';
import { draftFor, openEngine } from './open-engine.ts';
import { dropBackup, type RestoreLab, SAFETY, safetyBackups } from './restore-lab.ts';

/** Safety backups, confirmations, and restores that end in another way. */
export function safetyRules(at: RestoreLab): void {
  test('E14 an index that was closed is closed again when the restore is refused', async () => {
    await at.bench.backUp('closed-refused');
    await at.bench.raw('POST', `/${at.policy}/_close`);
    const before = await fingerprint(at.bench.url, () => true);
    const operation = await at.bench.restore('closed-refused', {
      between: async () => {
        await dropBackup(at, 'closed-refused');
      },
    });
    expect(operation).toMatchObject({ status: 'failed', result: { outcome: 'unchanged', leftOver: [] } });
    expect(await fingerprint(at.bench.url, () => true)).toEqual(before);
    await at.bench.expectTidy([at.policy]);
  });

  test('E10 safety backups are in their own repository and the newest two are kept', async () => {
    await at.bench.backUp('kept');
    const made: string[] = [];
    for (let times = 0; times < 3; times++) {
      const { result } = await at.bench.restored('kept');
      if (result?.kind === 'restore') made.push(result.safetyBackup!.name);
    }
    expect(await safetyBackups(at)).toEqual([made[2], made[1]]);
    const { rows } = await at.bench.list();
    expect(rows.filter((row) => row.repository === 'default' && row.trigger === 'safety')).toEqual([]);
  });

  test('promise 13 E10 a safety backup that fails closes nothing; only the typed phrase allows to go on without', async () => {
    await at.bench.backUp('unsafe');
    await at.bench.restored('unsafe');
    const backedUp = await at.bench.counts();
    await mutateTenant(at.bench.url, 'default');
    const before = await at.bench.world();
    const own = readdirSync(at.bench.server.repoFolder).find((name) => name.startsWith(SAFETY));
    const folder = path.join(at.bench.server.repoFolder, own!);
    const unlock = lockFolder(folder);
    try {
      const operation = await at.bench.restore('unsafe');
      expect(operation).toMatchObject({
        status: 'failed',
        error: { code: 'safety-backup-failed' },
        result: { outcome: 'unchanged', safetyBackup: null, leftOver: [] },
      });
      expectSentences(operation.error!);
      expect(operation.phases.find((phase) => phase.id === 'close')?.state).toBe('skipped');

      const plan = await at.bench.plan('unsafe', { safetyBackup: false });
      const confirmation = { planId: plan.id, tenant: 'default', reason: '' };
      expect(await refusal(at.bench.engine.restores.start(confirmation))).toBe('confirmation-missing');
      const typo = { ...confirmation, withoutSafety: 'without a way bakc' };
      expect(await refusal(at.bench.engine.restores.start(typo))).toBe('confirmation-missing');
    } finally {
      unlock();
    }
    expect(await at.bench.world()).toEqual(before);
    const operation = await at.bench.restored('unsafe', {
      safetyBackup: false,
      confirmation: { withoutSafety: NO_SAFETY_PHRASE },
    });
    expect(operation.result).toMatchObject({ outcome: 'restored', safetyBackup: null });
    expect(await at.bench.counts()).toEqual(backedUp);
  });

  test('E14 a cancel that comes before the close changes nothing', async () => {
    await at.bench.backUp('cancelled');
    await mutateTenant(at.bench.url, 'default');
    const before = await fingerprint(at.bench.url, () => true);
    at.hook.once(
      (journal) => journal.safety?.good === true,
      async () => {
        await at.bench.cancelRunning();
      },
    );
    const operation = await at.bench.restore('cancelled');
    expect(operation).toMatchObject({
      status: 'cancelled',
      error: { code: 'cancelled' },
      result: { outcome: 'unchanged', leftOver: [] },
    });
    expect(operation.phases.find((phase) => phase.id === 'close')?.state).toBe('skipped');
    expect(await fingerprint(at.bench.url, () => true)).toEqual(before);
    await at.bench.expectTidy();
  });

  test('promise 16 E6 counts other than those of the manifest are reported and undo nothing', async () => {
    await at.bench.backUp('doctored');
    const backedUp = await at.bench.counts();
    await mutateTenant(at.bench.url, 'default');
    const folder = path.join(at.bench.open.folder, 'manifests');
    const file = readdirSync(folder)
      .map((name) => path.join(folder, name))
      .find((name) => readFileSync(name, 'utf8').includes('"doctored"'))!;
    const manifest = JSON.parse(readFileSync(file, 'utf8')) as {
      indices: Record<string, { docsBefore: number; docsAfter: number }>;
    };
    const noted = manifest.indices[at.policy]!;
    const right = noted.docsBefore;
    noted.docsBefore = right + 1;
    noted.docsAfter = right + 1;
    writeFileSync(file, JSON.stringify(manifest));
    const second = await openEngine({ folder: at.bench.open.folder });
    try {
      const other = new Bench(at.bench.server, second, at.bench.gatewayId);
      const operation = await other.restore('doctored');
      expect(operation).toMatchObject({
        status: 'warning',
        error: { code: 'counts-differ' },
        result: { outcome: 'restored' },
      });
      expect(operation.error!.cause).toBe(`${at.policy}: ${right + 1} expected, ${right} found`);
    } finally {
      await second.close();
    }
    expect(await at.bench.counts()).toEqual(backedUp);
    await at.bench.expectTidy();
  });

  test('E7 a wrong tenant starts nothing, and the plan stays good', async () => {
    await at.bench.backUp('typed');
    const backedUp = await at.bench.counts();
    await mutateTenant(at.bench.url, 'default');
    const plan = await at.bench.plan('typed');
    const before = await at.bench.world();
    for (const tenant of ['default2', 'Default', ' default', '']) {
      const start = at.bench.engine.restores.start({ planId: plan.id, tenant, reason: '' });
      expect(await refusal(start)).toBe('tenant-mismatch');
    }
    expect(await at.bench.world()).toEqual(before);
    const right = { planId: plan.id, tenant: 'default', reason: '' };
    const { operationId } = await at.bench.engine.restores.start(right);
    expect((await at.bench.engine.operations.ended(operationId)).status).toBe('succeeded');
    expect(await at.bench.counts()).toEqual(backedUp);
    expect(await refusal(at.bench.engine.restores.start(right))).toBe('plan-unknown');
  });

  test('promise 21 E7 a plan of the tenant that a gateway had before it was edited is not carried out', async () => {
    const { engine, gatewayId, server } = at.bench;
    await at.bench.backUp('edited');
    await mutateTenant(at.bench.url, 'default');
    const plan = await at.bench.plan('edited');
    const before = await at.bench.world();
    const saved = async (tenant: string): Promise<void> => {
      await engine.gateways.update({ gatewayId, draft: draftFor(server, { tenant }), secrets: {} });
    };
    await saved('default2');
    onTestFinished(() => saved('default'));
    const start = engine.restores.start({ planId: plan.id, tenant: 'default2', reason: '' });
    expect(await refusal(start)).toBe('plan-unknown');
    expect(await at.bench.world()).toEqual(before);
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
