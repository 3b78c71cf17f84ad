import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { countDocs, fingerprint } from '#lab/samples/fingerprint.ts';
import { loadSamples } from '#lab/samples/load.ts';
import { mutateTenant } from '#lab/samples/mutate.ts';
import { borrowServer } from '#lab/servers/borrow.ts';
import { type LabServer, type ServerVersion } from '#lab/servers/start.ts';
import type { NewBackup } from '#shared/model/backup.ts';
import { PlanChoices, type RestorePlan } from '#shared/model/plan.ts';
import { draftFor, type OpenEngine, openEngine } from './open-engine.ts';
import { changesWhile, expectTold } from './told-calls.ts';

/** The main job on one real server: back up, list, change the data, plan, restore, compare. */
export function mainJob(version: ServerVersion): void {
  describe(`the main job on ${version}`, () => {
    let server: LabServer;
    let open: OpenEngine;
    let gatewayId: string;

    beforeAll(async () => {
      server = await borrowServer(version);
      await loadSamples(server.url, { analyticsDocs: 2_000 });
      open = await openEngine();
      gatewayId = (await open.engine.gateways.add({ draft: draftFor(server), secrets: {} })).profile.id;
    });
    afterAll(async () => {
      await open.close();
      await server.stop();
    });

    test('the connection test passes and says what it found', async () => {
      const report = await open.engine.gateways.test({ draft: draftFor(server), secrets: {} });
      expect(report.checks.filter((check) => check.state === 'failed')).toEqual([]);
      expect(report.usable).toBe(true);
      expect(report.checks.find((check) => check.id === 'version')?.title).toBe(`Elasticsearch ${version}`);
    });

    test('E22 E5 E6 the first backup registers its repository and is good with equal counts', async () => {
      const { suggestedName, scopes } = await open.engine.backups.choices({ gatewayId });
      const backup: NewBackup = {
        repository: 'default',
        name: suggestedName,
        selection: { kind: 'everything' },
        reason: 'Before a change',
        quiesce: false,
      };
      const told = await open.engine.backups.calls({ gatewayId, backup });
      const { result: operation, sent } = await changesWhile(open, gatewayId, async () =>
        open.engine.operations.ended((await open.engine.backups.create({ gatewayId, backup })).operationId),
      );
      expectTold(told, sent);
      expect(operation.error).toBeNull();
      expect(operation.status).toBe('succeeded');
      const { rows } = await open.engine.backups.list({ gatewayId });
      expect(rows.map((row) => [row.name, row.state, row.everything])).toEqual([
        [suggestedName, 'success', true],
      ]);
      expect(rows[0]?.indexCount).toBe(scopes.flatMap((scope) => scope.indices).length);
      const detail = await open.engine.backups.detail({
        gatewayId,
        repository: 'default',
        name: suggestedName,
      });
      expect(detail.restorable.ok).toBe(true);
      expect(detail.manifest?.countsReliable).toBe(true);
      expect(
        detail.indices.filter(
          (index) =>
            index.index.startsWith('gateway_default2') || index.index.startsWith('gateway_default_eu'),
        ),
      ).toEqual([]);
    });

    test('E7 E10 E12 E13 a restore brings every count back and touches no other tenant', async () => {
      const before = await countDocs(server.url, 'default');
      const others = await strangers(server.url);
      const aliasesBefore = await aliasesOf(server.url);
      const [backup] = (await open.engine.backups.list({ gatewayId })).rows;
      await mutateTenant(server.url, 'default');
      expect(await countDocs(server.url, 'default')).not.toEqual(before);

      const plan = await planFor(open, gatewayId, backup!.name);
      expect(plan.blockers).toEqual([]);
      expect(plan.entries.filter((entry) => entry.scope !== null && entry.verdict !== 'replace')).toEqual([]);
      // E2: up to 10.4 the names do not tell that default_eu is another tenant; they are shown and left alone.
      expect(plan.entries.filter((entry) => entry.scope === null && entry.verdict !== 'keep')).toEqual([]);
      const confirmed = { planId: plan.id, tenant: 'default', reason: 'Test' };
      const { result: operation, sent } = await changesWhile(open, gatewayId, async () =>
        open.engine.operations.ended((await open.engine.restores.start(confirmed)).operationId),
      );
      expectTold(plan.calls, sent);
      expect(operation.error).toBeNull();
      expect(operation.status).toBe('succeeded');
      expect(operation.result).toMatchObject({ kind: 'restore', outcome: 'restored', leftOver: [] });

      expect(await countDocs(server.url, 'default')).toEqual(before);
      expect(await strangers(server.url)).toEqual(others);
      expect(await aliasesOf(server.url)).toEqual(aliasesBefore);
      expect(await open.engine.journals.list({})).toEqual([]);
      expect((await open.engine.restarts.pending({ gatewayId }))?.why).toContain(backup!.name);
      const { rows } = await open.engine.backups.list({ gatewayId });
      expect(
        rows.filter((row) => row.trigger === 'safety').map((row) => [row.repository, row.state]),
      ).toEqual([['gateway-vault-safety-default', 'success']]);
    });

    test('E8 an index that is gone is created again and its alias is back', async () => {
      const before = await countDocs(server.url, 'default');
      const aliasesBefore = await aliasesOf(server.url);
      const victim = Object.keys(before).find((index) => index.includes('policy')) ?? Object.keys(before)[0]!;
      const reply = await fetch(`${server.url}/${victim}`, { method: 'DELETE' });
      expect(reply.status).toBe(200);
      const backup = (await open.engine.backups.list({ gatewayId })).rows.find(
        (row) => row.trigger === 'by-hand',
      );
      const plan = await planFor(open, gatewayId, backup!.name);
      expect(plan.entries.find((entry) => entry.index === victim)?.verdict).toBe('create');
      const { operationId } = await open.engine.restores.start({
        planId: plan.id,
        tenant: 'default',
        reason: '',
      });
      const operation = await open.engine.operations.ended(operationId);
      expect([operation.status, operation.error]).toEqual(['succeeded', null]);
      expect(await countDocs(server.url, 'default')).toEqual(before);
      expect(await aliasesOf(server.url)).toEqual(aliasesBefore);
    });
  });
}

export async function planFor(open: OpenEngine, gatewayId: string, name: string): Promise<RestorePlan> {
  return open.engine.restores.plan({
    gatewayId,
    repository: 'default',
    name,
    choices: PlanChoices.parse({ fixes: {}, safetyBackup: true }),
  });
}

/** Everything of the other two tenants: identity, state, counts, settings, aliases. */
export async function strangers(url: string): Promise<unknown> {
  return { two: await fingerprint(url, 'default2'), eu: await fingerprint(url, 'default_eu') };
}

async function aliasesOf(url: string): Promise<unknown> {
  const prints = await fingerprint(url, 'default');
  return Object.fromEntries(Object.entries(prints).map(([index, print]) => [index, print.aliases]));
}
