import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  compareMembers,
  indicesOfTenant,
  inferTenants,
  ownerOf,
  parseIndex,
} from '#shared/rules/index-names.ts';
import {
  ANALYTICS_TYPES,
  ASSET_TYPES,
  AUDIT_TYPES,
  LICENSE_TYPES,
  LOG_TYPES,
} from '#shared/rules/index-types.ts';

const TYPES = [...ASSET_TYPES, ...ANALYTICS_TYPES, ...AUDIT_TYPES, ...LOG_TYPES, ...LICENSE_TYPES];
const digits = (length: number) =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
    .map((all) => all.join(''));
const suffix = fc.oneof(
  fc.constant(''),
  digits(6).map((n) => `-${n}`),
  digits(8).map((n) => `_${n}`),
  digits(12).map((n) => `_${n}`),
  fc.tuple(digits(13), digits(6)).map(([ms, n]) => `_${ms}-${n}`),
);
const type = fc.constantFrom(...TYPES);
const tenant = fc.constantFrom('default', 'default2', 'default_eu', 'eu', 'stage-1', 'default_eu_west');

describe('E2 owner of an index', () => {
  const tenants = ['default', 'default_eu'];

  it('is the tenant whose name and a known type make up the whole name', () => {
    expect(ownerOf('gateway_default_eu_apis-000001', tenants)).toEqual({
      kind: 'owned',
      parsed: { tenant: 'default_eu', scope: 'assets', family: 'gateway_default_eu_apis', rollover: true },
    });
    expect(ownerOf('gateway_default_apis', tenants)).toMatchObject({
      kind: 'owned',
      parsed: { tenant: 'default' },
    });
  });

  it('is not a tenant whose name is only the beginning', () => {
    expect(ownerOf('gateway_default2_apis', tenants)).toEqual({ kind: 'unlisted' });
    expect(parseIndex('gateway_default2_apis', 'default')).toBeNull();
    expect(parseIndex('gateway_default_eu_apis-000001', 'default')).toBeNull();
    expect(indicesOfTenant(['gateway_default2_apis'], 'default', [])).toEqual({ owned: [], unclear: [] });
  });

  it('is nobody where the old layout allows two readings', () => {
    expect(ownerOf('gateway_default_analytics', ['default', 'default_analytics'])).toEqual({
      kind: 'ambiguous',
      tenants: ['default', 'default_analytics'],
    });
    expect(ownerOf('gateway_default_analytics', ['default'])).toMatchObject({
      parsed: { scope: 'analytics' },
    });
    const sorted = indicesOfTenant(['gateway_default_analytics', 'gateway_default'], 'default', [
      'default_analytics',
    ]);
    expect(sorted.unclear).toEqual(['gateway_default_analytics']);
    expect(sorted.owned.map((one) => one.index)).toEqual(['gateway_default']);
  });

  it.each([
    ['gateway_default_log', 'log', 'gateway_default_log', false],
    ['gateway_default_log-000003', 'log', 'gateway_default_log', true],
    ['gateway_default_audit_auditlogs_20210106', 'audit', 'gateway_default_audit_auditlogs', true],
    [
      'gateway_default_analytics_performancemetrics_202108140612',
      'analytics',
      'gateway_default_analytics_performancemetrics',
      true,
    ],
    [
      'gateway_default_analytics_transactionalevents_1785336571351-000001',
      'analytics',
      'gateway_default_analytics_transactionalevents',
      true,
    ],
    ['gateway_default_license_licensemetrics', 'license', 'gateway_default_license_licensemetrics', false],
    ['gateway_default_dashboard-event-log', 'assets', 'gateway_default_dashboard-event-log', false],
    ['gateway_default_appmesh_deployment_api', 'assets', 'gateway_default_appmesh_deployment_api', false],
  ])('%s is of scope %s', (index, scope, family, rollover) => {
    expect(parseIndex(index, 'default')).toEqual({ tenant: 'default', scope, family, rollover });
  });

  it.each([
    'gateway_default_apis-1',
    'gateway_default_apis-0000001',
    'gateway_default_apis_202108140612-000001',
    'gateway_default_apis_restored',
    'gateway_default_newthing',
    'gateway_default_',
    'gateway_default-000001',
    '.kibana_1',
    'searchguard',
    '',
  ])('%s has no known form', (index) => {
    expect(parseIndex(index, 'default')).toBeNull();
  });

  it('an unlisted name with the prefix of the tenant is shown as unclear, never owned', () => {
    const sorted = indicesOfTenant(
      ['gateway_default_newthing', 'gateway_default_apis', 'other'],
      'default',
      [],
    );
    expect(sorted.unclear).toEqual(['gateway_default_newthing']);
    expect(sorted.owned.map((one) => one.index)).toEqual(['gateway_default_apis']);
  });

  it('reads back every name that a gateway makes, for its own tenant', () => {
    fc.assert(
      fc.property(tenant, type, suffix, (of, kind, end) => {
        const parsed = parseIndex(`gateway_${of}_${kind}${end}`, of);
        expect(parsed?.family).toBe(`gateway_${of}_${kind}`);
        expect(parsed?.rollover).toBe(end !== '');
      }),
    );
  });

  it('gives no index to two tenants, and none of another tenant that is known or can be told', () => {
    const names = fc.array(fc.tuple(tenant, type, suffix), { maxLength: 30 });
    fc.assert(
      fc.property(names, tenant, tenant, (made, a, b) => {
        const indices = [...new Set(made.map(([of, kind, end]) => `gateway_${of}_${kind}${end}`))];
        const known = [...new Set(made.map(([of]) => of)), a, b];
        const ofA = indicesOfTenant(indices, a, known);
        for (const one of ofA.owned) {
          expect(
            made.some(([of, kind, end]) => of === a && one.index === `gateway_${of}_${kind}${end}`),
          ).toBe(true);
          if (a !== b)
            expect(indicesOfTenant(indices, b, known).owned.map((other) => other.index)).not.toContain(
              one.index,
            );
        }
        expect(ofA.owned.filter((one) => ofA.unclear.includes(one.index))).toEqual([]);
      }),
    );
  });
});

it('E2 tenants are told by their apis and policyactions', () => {
  expect(
    inferTenants([
      'gateway_default_apis',
      'gateway_default_eu_policyactions-000001',
      'gateway_stage_apis_1785336571351-000001',
      'gateway_x_applications',
      'apis',
    ]),
  ).toEqual(['default', 'default_eu', 'stage']);
});

it('members of one family are ordered by number', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.nat(999_999), { minLength: 2, maxLength: 12 }),
      fc.constantFrom('-', '_1785336571351-'),
      (numbers, join) => {
        const name = (n: number): string => `gateway_default_log${join}${String(n).padStart(6, '0')}`;
        const sorted = numbers.map(name).sort(compareMembers);
        expect(sorted).toEqual([...numbers].sort((a, b) => a - b).map(name));
      },
    ),
  );
  const epochs = ['gateway_d_log_1785336571351-000001', 'gateway_d_log_1685336571351-000009'];
  expect(epochs.sort(compareMembers).at(-1)).toBe('gateway_d_log_1785336571351-000001');
});
