import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type GatewayStandIn, startGatewayStandIn } from '#lab/gateway/stand-in.ts';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import { mutateTenant, rollOver } from '#lab/samples/mutate.ts';
import type { ServerVersion } from '#lab/servers/start.ts';
import type { JournalAction } from '#shared/model/journal.ts';
import type { PlanFix } from '#shared/model/plan.ts';
import { type Bench, openBench, refusal } from './bench.ts';
import { deleteIndices } from './changes.ts';
import { type CrashOrder, crash, type Death } from './crash.ts';
import { draftFor, makeFolder, openEngine } from './open-engine.ts';

export interface CrashPoint extends Death {
  name: string;
  /** What may be chosen afterwards; rolling back always may. */
  actions: ('continue' | 'roll-back')[];
  cancel?: boolean;
  /** Closes an index before, which 2.3 and 5.6 open for the safety backup. */
  closes?: boolean;
}

const BOTH: CrashPoint['actions'] = ['roll-back', 'continue'];
const BACK: CrashPoint['actions'] = ['roll-back'];

export const POINTS: CrashPoint[] = [
  { name: 'planned', step: 'planned', write: 1, when: 'after', actions: BACK },
  { name: 'with a node just quiesced', step: 'quiesce', write: 3, when: 'before', actions: BACK },
  { name: 'in the safety backup', step: 'safety-backup', write: 1, when: 'while-waiting', actions: BACK },
  { name: 'after the safety backup', step: 'safety-backup', write: 2, when: 'after', actions: BACK },
  { name: 'before the close', step: 'close', write: 1, when: 'after', actions: BACK },
  { name: 'after the close', step: 'remove', write: 1, when: 'before', actions: BACK },
  { name: 'after the removal', step: 'restore', write: 1, when: 'before', actions: BOTH },
  { name: 'before the copy', step: 'restore', write: 2, when: 'after', actions: BOTH },
  { name: 'with the copy just accepted', step: 'restore', write: 3, when: 'before', actions: BOTH },
  { name: 'in the copy', step: 'restore', write: 3, when: 'while-waiting', actions: BOTH },
  { name: 'before the aliases', step: 'aliases', write: 2, when: 'after', actions: BOTH },
  { name: 'before the release', step: 'release', write: 1, when: 'after', actions: BOTH },
  { name: 'before the way back', step: 'roll-back', write: 1, when: 'after', actions: BACK, cancel: true },
  {
    name: 'on the way back',
    step: 'roll-back',
    write: 1,
    when: 'while-waiting',
    actions: BACK,
    cancel: true,
  },
];

/** The program dies on its way: what it wrote before is enough to bring back the old data as a whole, or the new. */
export function crashRules(version: ServerVersion, points: readonly CrashPoint[]): void {
  const isOld = Number(version.split('.')[0]) < 7;

  describe(`E16 18 a crash on ${version}`, () => {
    const folder = makeFolder();
    let bench: Bench;
    let gateway: GatewayStandIn;
    let secrets: Record<string, string>;
    let backedUp: Record<string, number>;
    let aliasesThen: unknown;
    let others: unknown;

    beforeAll(async () => {
      bench = await openBench(version, { folder });
      gateway = await startGatewayStandIn({ dataStoreUrl: bench.url });
      const [{ name, url }] = gateway.nodes;
      const nodes = [{ id: name, name, address: url }];
      const draft = draftFor(bench.server, { nodes, nodeUsername: 'Administrator' });
      const { gatewayId } = bench;
      await bench.engine.gateways.update({ gatewayId, draft, secrets: { nodePassword: 'manage' } });
      secrets = { [`${gatewayId}.node`]: 'manage' };
      await bench.backUp('before');
      backedUp = await bench.counts();
      aliasesThen = await tenantAliases();
      others = await fingerprint(bench.url, 'default2');
    });
    beforeEach(async () => {
      for (const { id } of await bench.engine.journals.list({}))
        await bench.engine.journals.resolve({ journalId: id, action: 'close-by-hand' });
      const prints = Object.entries(await fingerprint(bench.url, 'default'));
      for (const [index, { state }] of prints)
        if (state === 'close') await bench.raw('POST', `/${index}/_open`);
    });
    afterAll(async () => {
      await gateway.stop();
      await bench.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    const tenantAliases = async (): Promise<unknown> => {
      const prints = Object.entries(await fingerprint(bench.url, 'default'));
      return Object.fromEntries(prints.map(([index, print]) => [index, print.aliases]));
    };

    /** Changed data, one index gone, and one that the restore deletes. */
    async function prepare(point: CrashPoint): Promise<Record<string, PlanFix>> {
      await mutateTenant(bench.url, 'default');
      const names = Object.keys(await fingerprint(bench.url, 'default'));
      const gone = isOld ? 'gateway_default_dashboard' : 'gateway_default_policy-000001';
      if (names.includes(gone)) await deleteIndices(bench.url, [gone]);
      if (point.closes === true) await bench.raw('POST', '/gateway_default_license/_close');
      if (isOld) return { gateway_default_cache: 'delete-first' };
      if (!names.includes('gateway_default_apis-000002')) await rollOver(bench.url, 'gateway_default_apis');
      return {};
    }

    async function crashAndSettle(point: CrashPoint, action: JournalAction): Promise<void> {
      const fixes = await prepare(point);
      const before = await fingerprint(bench.url, 'default');
      const [counts, aliases] = [await bench.counts(), await tenantAliases()];
      const { gatewayId } = bench;
      const { step, write, when, cancel = false } = point;
      const order: CrashOrder = {
        folder,
        gatewayId,
        backup: 'before',
        fixes,
        secrets,
        cancel,
        die: { step, write, when },
      };
      await crash(order);

      const after = await openEngine({ folder, secrets });
      try {
        const { engine } = after;
        const [journal, ...more] = await engine.journals.list({});
        expect(more).toEqual([]);
        expect(journal).toMatchObject({ gatewayId, backup: 'before', active: false, canRollBack: true });
        expect(journal!.canContinue).toBe(point.actions.includes('continue'));
        const [last] = await engine.operations.list({ gatewayId });
        expect([last!.id, last!.status]).toEqual([journal!.id, 'interrupted']);

        const backup = {
          repository: 'default',
          name: 'x',
          selection: { kind: 'everything' },
          reason: '',
        } as const;
        expect(await refusal(engine.backups.create({ gatewayId, backup }))).toBe('journal-open');
        const target = { gatewayId, repository: 'default', name: 'before' };
        expect(await refusal(engine.backups.delete(target))).toBe('journal-open');

        const { operationId } = await engine.journals.resolve({ journalId: journal!.id, action });
        const operation = await engine.operations.ended(operationId!);
        expect([operation.status, operation.error]).toEqual(['succeeded', null]);
      } finally {
        await after.close();
      }
      if (action === 'continue') {
        expect(await bench.counts()).toEqual(backedUp);
        expect(await tenantAliases()).toEqual(aliasesThen);
      } else {
        expect(await bench.counts()).toEqual(counts);
        expect(await tenantAliases()).toEqual(aliases);
        if (['planned', 'safety-backup', 'close'].includes(point.step))
          expect(await fingerprint(bench.url, 'default')).toEqual(before);
      }
      expect(await fingerprint(bench.url, 'default2')).toEqual(others);
      await bench.expectTidy(point.closes === true ? ['gateway_default_license'] : []);
      expect(readdirSync(path.join(folder, 'locks'))).toEqual([]);
      expect(gateway.nodes[0].quiesce.enable).toBe(false);
      if (point.closes === true) await bench.raw('POST', '/gateway_default_license/_open');
    }

    const cases = points.flatMap((point) =>
      point.actions.map((action) => [point.name, action, point] as const),
    );
    test.each(cases)('E14 E16 %s: %s', (_, action, point) => crashAndSettle(point, action));
  });
}
