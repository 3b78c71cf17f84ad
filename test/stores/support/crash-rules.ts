import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type GatewayStandIn, startGatewayStandIn } from '#lab/gateway/stand-in.ts';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import { mutateTenant, rollOver } from '#lab/samples/mutate.ts';
import type { ServerVersion } from '#lab/servers/start.ts';
import type { JournalAction } from '#shared/model/journal.ts';
import type { PlanFix } from '#shared/model/plan.ts';
import { abilitiesOf } from './abilities.ts';
import { type Bench, openBench, refusal } from './bench.ts';
import { BundledProgram } from './bundled-program.ts';
import { deleteIndices } from './changes.ts';
import type { CrashOrder, Death } from './crash.ts';
import { draftFor, makeFolder, openEngine } from './open-engine.ts';

interface CrashPoint extends Death {
  name: string;
  /** What may be chosen afterwards; rolling back always may. */
  actions: ('continue' | 'roll-back')[];
  cancel?: boolean;
  /** Closes an index before, which 2.3 and 5.6 open for the safety backup. */
  closes?: boolean;
}

const BOTH: CrashPoint['actions'] = ['roll-back', 'continue'];
const BACK: CrashPoint['actions'] = ['roll-back'];

const POINTS: CrashPoint[] = [
  { name: 'planned', step: 'planned', write: 1, when: 'after', actions: BACK },
  { name: 'with a node just quiesced', step: 'quiesce', write: 3, when: 'before', actions: BACK },
  { name: 'in the safety backup', step: 'safety-backup', write: 1, when: 'while-waiting', actions: BACK },
  { name: 'after the safety backup', step: 'safety-backup', write: 2, when: 'after', actions: BACK },
  { name: 'before the limit is lifted', step: 'lift-throttle', write: 2, when: 'after', actions: BACK },
  { name: 'with the limit just lifted', step: 'close', write: 1, when: 'before', actions: BACK },
  { name: 'before the close', step: 'close', write: 1, when: 'after', actions: BACK },
  { name: 'after the close', step: 'remove', write: 1, when: 'before', actions: BACK },
  { name: 'after the removal', step: 'restore', write: 1, when: 'before', actions: BOTH },
  { name: 'before the copy', step: 'restore', write: 2, when: 'after', actions: BOTH },
  { name: 'with the copy just accepted', step: 'restore', write: 3, when: 'before', actions: BOTH },
  { name: 'in the copy', step: 'restore', write: 3, when: 'while-waiting', actions: BOTH },
  { name: 'before the check', step: 'verify', write: 1, when: 'after', actions: BOTH },
  { name: 'before the aliases', step: 'aliases', write: 2, when: 'after', actions: BOTH },
  { name: 'before the release', step: 'release', write: 1, when: 'after', actions: BOTH },
  { name: 'with the limit put back', step: 'release', write: 3, when: 'after', actions: BOTH },
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

/** Where 2.3 and 5.6 differ: closed indices are opened for the safety backup. */
const OPENING: CrashPoint[] = [
  {
    name: 'before a closed index is opened for the safety backup',
    step: 'open-for-safety',
    write: 1,
    when: 'after',
    actions: BACK,
    closes: true,
  },
  {
    name: 'after a closed index was opened for the safety backup',
    step: 'safety-backup',
    write: 2,
    when: 'after',
    actions: BACK,
    closes: true,
  },
];

/** The program dies on its way: what it wrote before is enough to bring back the old data as a whole, or the new. */
export function crashRules(version: ServerVersion, extent: 'every way' | 'every point'): void {
  const can = abilitiesOf(version);
  const points = [...(can.closedInBackup ? [] : OPENING), ...POINTS].filter(
    (point) => point.step !== 'quiesce' || can.quiesce,
  );

  describe(`E16 promise 18 a crash on ${version}`, () => {
    const folder = makeFolder();
    const program = new BundledProgram('crash-child');
    let bench: Bench;
    let gateway: GatewayStandIn;
    let secrets: Record<string, string>;
    let backedUp: Record<string, number>;
    let aliasesThen: unknown;
    let others: unknown;

    beforeAll(async () => {
      await program.build();
      bench = await openBench(version, { folder, timing: { pollLongestMs: 500 } });
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
      program.remove();
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
      const gone = policyOf(names) ?? 'gateway_default_dashboard';
      if (names.includes(gone)) await deleteIndices(bench.url, [gone]);
      if (point.closes === true) await bench.raw('POST', '/gateway_default_license/_close');
      if (!can.families) return { gateway_default_cache: 'delete-first' };
      if (!can.assetFamilies) return { gateway_default_apis: 'delete-first' };
      if (names.filter((name) => name.startsWith('gateway_default_apis')).length < 2)
        await rollOver(bench.url, 'gateway_default_apis');
      return {};
    }

    interface Before {
      before: Awaited<ReturnType<typeof fingerprint>>;
      counts: Record<string, number>;
      aliases: unknown;
    }

    /** Prepares, and kills the program at this point. Resolves with what there was before. */
    async function crashAt(point: CrashPoint): Promise<Before> {
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
      await program.mustDie(order);
      return { before, counts, aliases };
    }

    async function crashAndSettle(point: CrashPoint, action: JournalAction): Promise<void> {
      const { before, counts, aliases } = await crashAt(point);
      const { gatewayId } = bench;
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
        const backups = [{ repository: 'default', name: 'before' }];
        expect(await refusal(engine.backups.delete({ gatewayId, backups }))).toBe('journal-open');

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
        if (['planned', 'safety-backup', 'lift-throttle', 'close'].includes(point.step))
          expect(await fingerprint(bench.url, 'default')).toEqual(before);
      }
      expect(await fingerprint(bench.url, 'default2')).toEqual(others);
      await bench.expectTidy(point.closes === true ? ['gateway_default_license'] : []);
      await expectReleased();
      if (point.closes === true) await bench.raw('POST', '/gateway_default_license/_open');
    }

    /** What slows or blocks others is taken back: locks, quiesce, the lifted limit of copying. */
    async function expectReleased(): Promise<void> {
      expect(readdirSync(path.join(folder, 'locks'))).toEqual([]);
      expect(gateway.nodes[0].quiesce.enable).toBe(false);
      const settings = await bench.raw<{ transient: object }>('GET', '/_cluster/settings?flat_settings=true');
      expect(Object.keys(settings.transient)).not.toContain('indices.recovery.max_bytes_per_sec');
      const repositories = Object.keys(await bench.raw<object>('GET', '/_snapshot'));
      expect(repositories.filter((name) => name.startsWith('gateway-vault-fast-'))).toEqual([]);
    }

    const cases = points.flatMap((point, at) => {
      // Where not every way is tried, the ways out alternate.
      const actions =
        extent === 'every way' ? point.actions : [point.actions[at % point.actions.length] ?? 'roll-back'];
      return actions.map((action) => [point.name, action, point] as const);
    });
    test.each(cases)('E14 E16 %s: %s', (_, action, point) => crashAndSettle(point, action));

    test('E16 after the close: closed by hand, it is forgotten, and what was closed can be opened', async () => {
      const point = POINTS.find((one) => one.name === 'after the close')!;
      const { before } = await crashAt(point);
      const { gatewayId } = bench;
      const after = await openEngine({ folder, secrets });
      try {
        const { engine } = after;
        const [journal] = await engine.journals.list({});
        const resolved = await engine.journals.resolve({ journalId: journal!.id, action: 'close-by-hand' });
        expect(resolved.operationId).toBeNull();
        expect(await engine.journals.list({})).toEqual([]);
        await expectReleased();
        const closed = Object.values(await fingerprint(bench.url, 'default'));
        expect(closed.some((one) => one.state === 'close')).toBe(true);
        const { operationId } = await engine.indices.openAll({ gatewayId });
        expect((await engine.operations.ended(operationId)).status).toBe('succeeded');
      } finally {
        await after.close();
      }
      expect(await fingerprint(bench.url, 'default')).toEqual(before);
      await bench.expectTidy();
    });
  });
}

/** The suffix, if any, depends on the release. */
function policyOf(names: readonly string[]): string | undefined {
  return names.find((name) => /^gateway_default_policy([-_]\d|$)/.test(name));
}
