import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import { mutateTenant, rollOver } from '#lab/samples/mutate.ts';
import type { ServerVersion } from '#lab/servers/start.ts';
import { GLOBAL_STATE_PHRASE } from '#shared/model/plan.ts';
import { abilitiesOf } from './abilities.ts';
import { type Bench, openBench, refusal } from './bench.ts';
import { deleteIndices, foreignBackup, slowRepository, writersByAlias } from './changes.ts';
import { JournalHook } from './journal-hook.ts';
import { draftFor } from './open-engine.ts';

interface Repository {
  type: string;
  settings: Record<string, string>;
}

/** Ways of restoring other than over the same names, and what a restore leaves behind on the data store. */
export function modeRules(version: ServerVersion): void {
  const can = abilitiesOf(version);
  const events = can.families ? 'gateway_default_analytics_transactionalevents' : 'gateway_default_analytics';

  describe(`ways of restoring on ${version}`, () => {
    const hook = new JournalHook();
    let bench: Bench;
    let backedUp: Record<string, number>;
    let others: unknown;

    beforeAll(async () => {
      bench = await openBench(version, { files: hook.files });
      await bench.backUp('first');
      backedUp = await bench.counts();
      others = await fingerprint(bench.url, 'default2');
    });
    afterAll(() => bench.stop());

    const all = () => fingerprint(bench.url, () => true);
    const countsOf = async (prefix: string): Promise<Record<string, number>> => {
      const prints = Object.entries(await fingerprint(bench.url, (index) => index.startsWith(prefix)));
      return Object.fromEntries(prints.map(([index, print]) => [index, Number(print.docs)]));
    };
    const transient = () => bench.raw<{ transient: object }>('GET', '/_cluster/settings');
    const repositories = () => bench.raw<Record<string, Repository>>('GET', '/_snapshot');

    test('E11 the limit of the data store is lifted while it copies and put back afterwards', async () => {
      const seen: string[] = [];
      const own = (await repositories()).default;
      hook.onWrite = async (journal) => {
        if (journal.step !== 'restore' || journal.sent.length === 0) return;
        seen.push(JSON.stringify([await transient(), await repositories()]));
      };
      const before = await transient();
      const operation = await bench.restored('first');
      hook.onWrite = () => undefined;
      expect(operation.phases.find((phase) => phase.id === 'lift-throttle')?.state).toBe('done');
      const sign = can.throttledBy === 'cluster' ? 'max_bytes_per_sec":"10gb' : 'gateway-vault-fast-';
      expect(seen.filter((text) => text.includes(sign))).toHaveLength(seen.length);
      expect(seen.length).toBeGreaterThan(0);
      expect(await transient()).toEqual(before);
      const left = await repositories();
      expect(Object.keys(left).filter((name) => name.includes('-fast-'))).toEqual([]);
      expect(left.default).toEqual(own);
    });

    test.runIf(can.throttledBy === 'cluster')(
      'E11 a limit that somebody had set is set again, and one that was changed meanwhile stays',
      async () => {
        const key = 'indices.recovery.max_bytes_per_sec';
        const put = (value: string | null) =>
          bench.raw('PUT', '/_cluster/settings', { transient: { [key]: value } });
        const flat = async () =>
          (
            await bench.raw<{ transient: Record<string, string> }>(
              'GET',
              '/_cluster/settings?flat_settings=true',
            )
          ).transient[key];
        await put('33mb');
        await bench.restored('first');
        expect(await flat()).toBe('33mb');
        hook.once(
          (journal) => journal.step === 'verify',
          async () => {
            await put('55mb');
          },
        );
        await bench.restored('first');
        expect(await flat()).toBe('55mb');
        await put(null);
      },
    );

    test('beside: every index comes back under another name, nothing live is touched, no alias is set', async () => {
      const before = await all();
      const plan = await bench.plan('first', { mode: { kind: 'beside', prefix: 'check_' } });
      expect(new Set(plan.entries.filter((one) => one.scope !== null).map((one) => one.verdict))).toEqual(
        new Set(['create']),
      );
      expect([plan.safety.indices, plan.aliases, plan.restartAfter]).toEqual([0, [], false]);
      const restart = await bench.engine.restarts.pending({ gatewayId: bench.gatewayId });
      await bench.restored('first', { mode: { kind: 'beside', prefix: 'check_' } });
      const copies = await countsOf('check_');
      const owned = new Set(plan.entries.filter((one) => one.scope !== null).map((one) => one.index));
      expect(copies).toEqual(
        Object.fromEntries(
          Object.entries(backedUp)
            .filter(([index]) => owned.has(index))
            .map(([index, docs]) => [`check_${index}`, docs]),
        ),
      );
      const { rest, made } = split(await all(), 'check_');
      expect(rest).toEqual(before);
      expect(Object.values(made).flatMap((print) => Object.keys(print.aliases))).toEqual([]);
      expect(await bench.engine.restarts.pending({ gatewayId: bench.gatewayId })).toEqual(restart);
      const again = await bench.plan('first', { mode: { kind: 'beside', prefix: 'check_' } });
      expect(again.entries.find((one) => one.scope !== null)).toMatchObject({ verdict: 'refused' });
      await deleteIndices(bench.url, Object.keys(made));
      await bench.expectTidy();
    });

    test('beside: a cancel deletes what the restore made and nothing else', async () => {
      await slowRepository(bench.url, 'slow', { restore: '40mb' });
      await bench.backUp('slow', 'slow');
      const before = await all();
      hook.once(
        (journal) => journal.step === 'restore' && journal.sent.length > 0,
        async () => {
          const running = (await bench.engine.operations.list({})).find((one) => one.status === 'running');
          await bench.engine.operations.cancel({ operationId: running!.id });
        },
      );
      const operation = await bench.restore('slow', {
        repository: 'slow',
        mode: { kind: 'beside', prefix: 'gone_' },
      });
      expect(['cancelled', 'succeeded']).toContain(operation.status);
      const { rest, made } = split(await all(), 'gone_');
      if (operation.status === 'cancelled') expect(made).toEqual({});
      expect(rest).toEqual(before);
      await deleteIndices(bench.url, Object.keys(made));
    });

    test('one scope, and indices picked by name: nothing else is touched', async () => {
      await mutateTenant(bench.url, 'default', { indices: 99 });
      const before = await all();
      const family = Object.keys(backedUp).some((index) => index.startsWith('gateway_default_license'))
        ? ('license' as const)
        : ('audit' as const);
      await bench.restored('first', { selection: { kind: 'scopes', scopes: [family] } });
      const now = await all();
      for (const [index, print] of Object.entries(before)) {
        if (index.startsWith(`gateway_default_${family}`))
          expect([index, now[index]?.docs]).toEqual([index, backedUp[index]]);
        else expect([index, now[index]]).toEqual([index, print]);
      }
      const one = Object.keys(backedUp).find((index) => index.startsWith('gateway_default_audit')) ?? events;
      await bench.restored('first', { selection: { kind: 'indices', indices: [one] } });
      const after = await all();
      expect(after[one]?.docs).toBe(backedUp[one]);
      for (const [index, print] of Object.entries(now))
        if (index !== one) expect(after[index]).toEqual(print);
      const none = await bench.plan('first', {
        selection: { kind: 'indices', indices: ['gateway_default_nope'] },
      });
      expect(none.blockers.map((error) => error.code)).toContain('index-missing');
    });

    test('into another tenant: names and aliases are its own, with one write index, and the source stays', async () => {
      const { engine } = bench;
      const draft = draftFor(bench.server, { name: 'Twin', tenant: 'twin' });
      const twin = (await engine.gateways.add({ draft, secrets: {} })).profile.id;
      const source = await fingerprint(bench.url, 'default');
      const ask = { gatewayId: twin, repository: 'default', name: 'first' };
      const choices = (await bench.plan('first', { mode: { kind: 'tenant', source: 'default' } })).choices;
      const plan = await engine.restores.plan({ ...ask, choices });
      expect(plan.tenantsInBackup).toContain('default');
      expect(plan.entries.every((one) => one.target.startsWith('gateway_twin'))).toBe(true);
      const confirmation = { planId: plan.id, tenant: 'twin', reason: '' };
      expect(await refusal(engine.restores.start({ ...confirmation, tenant: 'default' }))).toBe(
        'tenant-mismatch',
      );
      const { operationId } = await engine.restores.start(confirmation);
      const operation = await engine.operations.ended(operationId);
      expect([operation.status, operation.error]).toEqual(['succeeded', null]);
      const target = Object.entries(
        await fingerprint(bench.url, (index) => index.startsWith('gateway_twin')),
      );
      for (const [index, print] of target) {
        const from = index.replace('gateway_twin', 'gateway_default');
        expect([index, print.docs]).toEqual([index, backedUp[from]]);
        const aliases = Object.keys(print.aliases);
        expect(aliases.filter((alias) => !alias.startsWith('gateway_twin'))).toEqual([]);
        expect(aliases.map((alias) => alias.replace('gateway_twin', 'gateway_default')).sort()).toEqual(
          Object.keys(source[from]?.aliases ?? {}).sort(),
        );
      }
      expect(target.length).toBeGreaterThan(3);
      expect(await fingerprint(bench.url, 'default')).toEqual(source);
      expectWriters(await bench.aliases(), can.writeIndex);
      // Once more, over what is there now: closed, saved, replaced.
      const again = await engine.restores.plan({ ...ask, choices });
      expect(again.safety.indices).toBeGreaterThan(0);
      const { operationId: second } = await engine.restores.start({
        planId: again.id,
        tenant: 'twin',
        reason: '',
      });
      expect((await engine.operations.ended(second)).status).toBe('succeeded');
      expectWriters(await bench.aliases(), can.writeIndex);
      await deleteIndices(
        bench.url,
        target.map(([index]) => index),
      );
      await engine.gateways.remove({ gatewayId: twin });
    });

    test.runIf(can.families)(
      'E20 add: members join their alias and are not written to; a live twin is refused',
      async () => {
        await bench.restored('first');
        const twins = await bench.plan('first', { mode: { kind: 'add' } });
        const refused = twins.entries.filter((one) => one.verdict === 'refused').map((one) => one.index);
        expect(refused.some((index) => index.startsWith(events))).toBe(true);
        expect(twins.entries.filter((one) => one.scope === 'assets' && one.verdict !== 'keep')).toEqual([]);

        const newest = await rollOver(bench.url, events);
        const members = Object.keys(backedUp).filter((index) => index.startsWith(events));
        await deleteIndices(bench.url, members);
        const before = await all();
        const wish = {
          mode: { kind: 'add' },
          selection: { kind: 'indices', indices: members },
        } as const;
        const plan = await bench.plan('first', wish);
        const added = plan.entries.filter((one) => one.verdict === 'create').map((one) => one.target);
        expect(added).toHaveLength(members.length);
        expect(added.every((name) => /_restored\d{8}-\d{6}$/.test(name))).toBe(true);
        await bench.restored('first', wish);
        const now = await all();
        const docs = added.reduce((sum, index) => sum + Number(now[index]?.docs), 0);
        expect(docs).toBe(members.reduce((sum, index) => sum + (backedUp[index] ?? 0), 0));
        expect(writersByAlias(await bench.aliases()).get(events)).toEqual([newest]);
        for (const index of added) expect(Object.keys(now[index]!.aliases)).toEqual([events]);
        for (const [index, print] of Object.entries(before))
          if (index !== newest) expect(now[index]).toEqual(print);
        // The added members are the tenant's own: the next backup holds them, and a restore in place keeps them apart.
        await bench.backUp('with-added');
        await bench.restored('with-added');
        expect(writersByAlias(await bench.aliases()).get(events)).toEqual([newest]);
        await deleteIndices(bench.url, [...added, newest]);
        await bench.restored('first');
        expectWriters(await bench.aliases(), true);
      },
    );

    test('promise 20 global state comes back only with its own confirmation', async () => {
      const names = Object.keys(backedUp);
      await bench.raw('PUT', '/_template/gateway_vault_probe', template(version, 1));
      await bench.raw('PUT', '/_snapshot/default/state?wait_for_completion=true', {
        indices: names.join(','),
        include_global_state: true,
      });
      await bench.raw('PUT', '/_template/gateway_vault_probe', template(version, 2));
      const order = async () =>
        (await bench.raw<Record<string, { order: number }>>('GET', '/_template/gateway_vault_probe'))
          .gateway_vault_probe?.order;
      await bench.restored('state');
      expect(await order()).toBe(2);
      const plan = await bench.plan('state', { globalState: true });
      const confirmation = { planId: plan.id, tenant: 'default', reason: '' };
      expect(await refusal(bench.engine.restores.start(confirmation))).toBe('confirmation-missing');
      await bench.restored('state', {
        globalState: true,
        confirmation: { globalState: GLOBAL_STATE_PHRASE },
      });
      expect(await order()).toBe(1);
      const without = await bench.plan('first', { globalState: true });
      if (without.globalStateInBackup === false)
        expect(without.blockers.map((error) => error.code)).toContain('global-state-missing');
      await bench.expectTidy();
    });

    test('promise 21 the other tenant is as it was', async () => {
      expect(await fingerprint(bench.url, 'default2')).toEqual(others);
    });

    test('all closed indices of the tenant are opened again, and no others', async () => {
      const closed = Object.keys(backedUp).slice(0, 3);
      for (const index of closed) await bench.raw('POST', `/${index}/_close`);
      const strange = Object.keys(await bench.counts('default2'))[0]!;
      await bench.raw('POST', `/${strange}/_close`);
      const { operationId } = await bench.engine.indices.openAll({ gatewayId: bench.gatewayId });
      const operation = await bench.engine.operations.ended(operationId);
      expect(operation.status).toBe('succeeded');
      expect(operation.result).toEqual({ kind: 'open-indices', opened: closed.toSorted(), failed: [] });
      await bench.expectTidy([strange]);
      await bench.raw('POST', `/${strange}/_open`);
      await bench.raw('GET', '/_cluster/health?wait_for_status=yellow&timeout=60s');
    });

    test('the status of a restore by the name of the backup, from history and from the server', async () => {
      const status = (name: string) =>
        bench.engine.restores.status({ gatewayId: bench.gatewayId, repository: 'default', name });
      expect(await status('first')).toMatchObject({ state: 'success', source: 'history' });
      await bench.backUp('untouched');
      expect(await status('untouched')).toMatchObject({ state: 'never', source: 'none' });
      const one = Object.keys(backedUp)[0]!;
      await foreignBackup(bench.url, 'theirs', [one]);
      await bench.raw('POST', `/_snapshot/default/theirs/_restore?wait_for_completion=true`, {
        indices: one,
        rename_pattern: '^',
        rename_replacement: 'raw_',
      });
      expect(await status('theirs')).toMatchObject({ state: 'success', source: 'server' });
      await deleteIndices(bench.url, [`raw_${one}`]);
      const failed = await bench.restore('untouched', {
        between: async () => {
          await bench.raw('DELETE', '/_snapshot/default/untouched');
        },
      });
      expect(failed.status).toBe('failed');
      expect(await status('untouched')).toMatchObject({ state: 'failed', source: 'history' });
    });
  });
}

type Prints = Awaited<ReturnType<typeof fingerprint>>;

function split(prints: Prints, prefix: string): { made: Prints; rest: Prints } {
  const entries = Object.entries(prints);
  return {
    made: Object.fromEntries(entries.filter(([index]) => index.startsWith(prefix))),
    rest: Object.fromEntries(entries.filter(([index]) => !index.startsWith(prefix))),
  };
}

function expectWriters(aliases: Record<string, Record<string, string>>, writeIndices: boolean): void {
  if (!writeIndices) return;
  const wrong = [...writersByAlias(aliases)].filter(([, writers]) => writers.length !== 1);
  expect(wrong).toEqual([]);
}

function template(version: ServerVersion, order: number): object {
  const pattern = abilitiesOf(version).patternsInTemplates
    ? { index_patterns: ['probe*'] }
    : { template: 'probe*' };
  return { order, ...pattern };
}
