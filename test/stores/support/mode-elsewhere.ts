import { expect, test } from 'vitest';
import { fingerprint } from '#lab/samples/fingerprint.ts';
import { mutateTenant } from '#lab/samples/mutate.ts';
import { refusal } from './bench.ts';
import { deleteIndices, slowRepository } from './changes.ts';
import { allOf, countsOf, eventsOf, expectWriters, type ModeLab, split } from './mode-lab.ts';
import { draftFor } from './open-engine.ts';

/** Beside the live indices, a part of them, and into another tenant. */
export function elsewhereRules(at: ModeLab): void {
  test('beside: every index comes back under another name, nothing live is touched, no alias is set', async () => {
    const before = await allOf(at);
    const plan = await at.bench.plan('first', { mode: { kind: 'beside', prefix: 'check_' } });
    expect(new Set(plan.entries.filter((one) => one.scope !== null).map((one) => one.verdict))).toEqual(
      new Set(['create']),
    );
    expect([plan.safety.indices, plan.aliases, plan.restartAfter]).toEqual([0, [], false]);
    const restart = await at.bench.engine.restarts.pending({ gatewayId: at.bench.gatewayId });
    await at.bench.restored('first', { mode: { kind: 'beside', prefix: 'check_' } });
    const copies = await countsOf(at, 'check_');
    const owned = new Set(plan.entries.filter((one) => one.scope !== null).map((one) => one.index));
    expect(copies).toEqual(
      Object.fromEntries(
        Object.entries(at.backedUp)
          .filter(([index]) => owned.has(index))
          .map(([index, docs]) => [`check_${index}`, docs]),
      ),
    );
    const { rest, made } = split(await allOf(at), 'check_');
    expect(rest).toEqual(before);
    expect(Object.values(made).flatMap((print) => Object.keys(print.aliases))).toEqual([]);
    expect(await at.bench.engine.restarts.pending({ gatewayId: at.bench.gatewayId })).toEqual(restart);
    const again = await at.bench.plan('first', { mode: { kind: 'beside', prefix: 'check_' } });
    expect(again.entries.find((one) => one.scope !== null)).toMatchObject({ verdict: 'refused' });
    await deleteIndices(at.bench.url, Object.keys(made));
    await at.bench.expectTidy();
  });

  test('beside: a cancel deletes what the restore made and nothing else', async () => {
    await slowRepository(at.bench.url, 'slow', { restore: '40mb' });
    await at.bench.backUp('slow', 'slow');
    const before = await allOf(at);
    at.hook.once(
      (journal) => journal.step === 'restore' && journal.sent.length > 0,
      async () => {
        await at.bench.cancelRunning();
      },
    );
    const operation = await at.bench.restore('slow', {
      repository: 'slow',
      mode: { kind: 'beside', prefix: 'gone_' },
    });
    expect(['cancelled', 'succeeded']).toContain(operation.status);
    const { rest, made } = split(await allOf(at), 'gone_');
    if (operation.status === 'cancelled') expect(made).toEqual({});
    expect(rest).toEqual(before);
    await deleteIndices(at.bench.url, Object.keys(made));
  });

  test('one scope, and indices picked by name: nothing else is touched', async () => {
    await mutateTenant(at.bench.url, 'default', { indices: 99 });
    const before = await allOf(at);
    const family = Object.keys(at.backedUp).some((index) => index.startsWith('gateway_default_license'))
      ? ('license' as const)
      : ('audit' as const);
    await at.bench.restored('first', { selection: { kind: 'scopes', scopes: [family] } });
    const now = await allOf(at);
    for (const [index, print] of Object.entries(before)) {
      if (index.startsWith(`gateway_default_${family}`))
        expect([index, now[index]?.docs]).toEqual([index, at.backedUp[index]]);
      else expect([index, now[index]]).toEqual([index, print]);
    }
    const one =
      Object.keys(at.backedUp).find((index) => index.startsWith('gateway_default_audit')) ?? eventsOf(at);
    await at.bench.restored('first', { selection: { kind: 'indices', indices: [one] } });
    const after = await allOf(at);
    expect(after[one]?.docs).toBe(at.backedUp[one]);
    for (const [index, print] of Object.entries(now)) if (index !== one) expect(after[index]).toEqual(print);
    const none = await at.bench.plan('first', {
      selection: { kind: 'indices', indices: ['gateway_default_nope'] },
    });
    expect(none.blockers.map((error) => error.code)).toContain('index-missing');
  });

  test('into another tenant: names and aliases are its own, with one write index, and the source stays', async () => {
    const { engine } = at.bench;
    const draft = draftFor(at.bench.server, { name: 'Twin', tenant: 'twin' });
    const twin = (await engine.gateways.add({ draft, secrets: {} })).profile.id;
    const source = await fingerprint(at.bench.url, 'default');
    const ask = { gatewayId: twin, repository: 'default', name: 'first' };
    const choices = (await at.bench.plan('first', { mode: { kind: 'tenant', source: 'default' } })).choices;
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
      await fingerprint(at.bench.url, (index) => index.startsWith('gateway_twin')),
    );
    for (const [index, print] of target) {
      const from = index.replace('gateway_twin', 'gateway_default');
      expect([index, print.docs]).toEqual([index, at.backedUp[from]]);
      const aliases = Object.keys(print.aliases);
      expect(aliases.filter((alias) => !alias.startsWith('gateway_twin'))).toEqual([]);
      expect(aliases.map((alias) => alias.replace('gateway_twin', 'gateway_default')).sort()).toEqual(
        Object.keys(source[from]?.aliases ?? {}).sort(),
      );
    }
    expect(target.length).toBeGreaterThan(3);
    expect(await fingerprint(at.bench.url, 'default')).toEqual(source);
    await expectWriters(at);
    // Once more, over what is there now: closed, saved, replaced.
    const again = await engine.restores.plan({ ...ask, choices });
    expect(again.safety.indices).toBeGreaterThan(0);
    const { operationId: second } = await engine.restores.start({
      planId: again.id,
      tenant: 'twin',
      reason: '',
    });
    expect((await engine.operations.ended(second)).status).toBe('succeeded');
    await expectWriters(at);
    await deleteIndices(
      at.bench.url,
      target.map(([index]) => index),
    );
    await engine.gateways.remove({ gatewayId: twin });
  });
}
