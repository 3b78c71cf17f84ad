import { expect, test } from 'vitest';
import type { Scope } from '#shared/model/primitives.ts';
import { type BackupLab, begin, detail, makeGood, rawBackups, row, sent } from './backup-lab.ts';
import { refusal } from './bench.ts';

/** What each scope takes, told from the vendor's names alone: what has no other scope is an asset. */
const BEGINNINGS: [Scope, RegExp][] = [
  ['analytics', /^gateway_default_analytics/],
  ['license', /^gateway_default_license/],
  ['audit', /^gateway_default_audit/],
  ['log', /^gateway_default_log/],
  ['assets', /^gateway_default/],
];
const scopeOf = (index: string): Scope | undefined => BEGINNINGS.find(([, name]) => name.test(index))?.[0];

const FAMILY = 'gateway_default_analytics_performancemetrics';
const STYLES = [`${FAMILY}-000001`, `${FAMILY}_202108140612`, `${FAMILY}_1785336500000-000003`];

export function scopeRules(at: BackupLab): void {
  const held = async (name: string): Promise<string[]> =>
    (await rawBackups(at)).find((one) => one.snapshot === name)!.indices.toSorted();
  const mine = async (): Promise<string[]> => Object.keys(await at.bench.counts()).sort();

  test('E1 E3 E22 everything: exactly the indices of the tenant, by name, in a repository of its own', async () => {
    await makeGood(at, { name: 'everything' });
    expect(await held('everything')).toEqual(await mine());
    expect(sent(at, /^PUT \/_snapshot\/default HTTP/)).toHaveLength(1);
    const { scopes, everything } = await row(at, 'everything');
    expect(everything).toBe(true);
    expect(new Set(scopes)).toEqual(new Set((await mine()).map(scopeOf)));
  });

  test.each<Scope>(['assets', 'analytics', 'license', 'audit', 'log'])(
    'E1 E3 the scope %s: its indices, and nothing is never everything',
    async (scope) => {
      const expected = (await mine()).filter((index) => scopeOf(index) === scope);
      const selection = { kind: 'scopes' as const, scopes: [scope] };
      const name = `only-${scope}`;
      if (expected.length === 0) {
        expect(await refusal(begin(at, { name, selection }))).toBe('nothing-selected');
        expect(sent(at, /^(PUT|POST|DELETE) /)).toEqual([]);
        return;
      }
      await makeGood(at, { name, selection });
      expect(await held(name)).toEqual(expected);
      expect(await row(at, name)).toMatchObject({ scopes: [scope], everything: false });
    },
  );

  test('E2 E3 all three styles of rollover names are in their scope; a name that only looks alike is picked by hand', async () => {
    const before = await mine();
    const alike = `${FAMILY}-7`;
    const added = [...STYLES, alike];
    for (const index of added)
      await at.bench.raw('PUT', `/${index}`, { settings: { 'index.number_of_replicas': 0 } });
    await at.bench.raw('GET', '/_cluster/health?wait_for_status=yellow&timeout=60s');
    try {
      const { scopes, unclear } = await at.bench.engine.backups.choices({ gatewayId: at.bench.gatewayId });
      expect(unclear).toEqual([alike]);
      const offered = scopes.find((one) => one.scope === 'analytics')!.indices.map((one) => one.index);
      const analytics = before.filter((index) => scopeOf(index) === 'analytics');
      expect(offered.toSorted()).toEqual([...new Set([...analytics, ...STYLES])].sort());
      await makeGood(at, { name: 'styles', selection: { kind: 'scopes', scopes: ['analytics'] } });
      expect(await held('styles')).toEqual(offered.toSorted());
      await makeGood(at, { name: 'by-hand', selection: { kind: 'indices', indices: [alike, STYLES[1]!] } });
      expect(await held('by-hand')).toEqual([alike, STYLES[1]!].sort());
    } finally {
      for (const index of added) await at.bench.raw('DELETE', `/${index}`);
    }
  });

  test('E1 E2 an index of another tenant, or of none, is refused by name and nothing is sent', async () => {
    for (const index of ['gateway_default2_license', 'gateway_default*', '_all', 'nothing']) {
      const selection = { kind: 'indices' as const, indices: [index] };
      expect(await refusal(begin(at, { name: 'foreign', selection }))).toBe('index-missing');
    }
    expect(sent(at, /^(PUT|POST|DELETE) /)).toEqual([]);
  });

  test("the suggested name is new and in the vendor's form; a taken one is refused before anything is sent", async () => {
    const { gatewayId, engine } = at.bench;
    const { suggestedName: name } = await engine.backups.choices({ gatewayId });
    expect(name).toMatch(/^default-20\d\d-[a-z]{3,9}-\d{1,2}-\d{1,2}-\d{1,2}-\d{1,2}-\d{1,9}$/);
    const target = { gatewayId, repository: 'default', name };
    expect(await engine.backups.checkName(target)).toEqual({ free: true, error: null });
    await makeGood(at, { name, selection: { kind: 'scopes', scopes: ['audit'] } });
    expect((await detail(at, name)).row.state).toBe('success');
    expect(await engine.backups.checkName(target)).toMatchObject({
      free: false,
      error: { code: 'backup-name-taken' },
    });
    at.proxy.requests.splice(0);
    expect(await refusal(begin(at, { name }))).toBe('backup-name-taken');
    expect(sent(at, /^PUT /)).toEqual([]);
    expect((await engine.backups.choices({ gatewayId })).suggestedName).not.toBe(name);
  });
}
