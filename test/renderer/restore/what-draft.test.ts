import { describe, expect, it } from 'vitest';
import type { BackupIndex } from '#shared/model/backup.ts';
import { PlanChoices } from '#shared/model/plan.ts';
import { heldBy } from '../../../renderer/features/restore/held.ts';
import {
  choicesOf,
  firstDraft,
  problemOf,
  selectedIndices,
  toggleScope,
  type WhatDraft,
} from '../../../renderer/features/restore/what-draft.ts';

const index = (name: string, scope: BackupIndex['scope'] = null): BackupIndex => ({
  index: name,
  scope,
  docs: 1,
  bytes: 10,
  shards: 1,
});

const INDICES = [
  index('gateway_default_apis-000001', 'assets'),
  index('gateway_default_policyactions-000001', 'assets'),
  index('gateway_default_analytics_transactionalevents-000001', 'analytics'),
  index('gateway_default_audit_auditlogs-000001', 'audit'),
  index('gateway_default_oddity'),
  index('gateway_development_apis-000001'),
  index('gateway_development_log-000001'),
];
const TENANTS = ['default', 'development'];
const OTHERS = ['development'];
const own = heldBy(INDICES, 'default', TENANTS);
const other = heldBy(INDICES, 'development', TENANTS);

const TODAY = new Date(2026, 10, 4);
const draft = (changes: Partial<WhatDraft> = {}): WhatDraft => ({ ...firstDraft(TODAY), ...changes });
const names = (indices: readonly BackupIndex[]): string[] => indices.map((one) => one.index);

describe('what a backup holds of a tenant', () => {
  it('E2 is sorted by owner, and what is unclear stays apart', () => {
    expect(names(own.unclear)).toEqual(['gateway_default_oddity']);
    expect(names(own.indices)).toHaveLength(4);
    expect(names(other.indices)).toEqual([
      'gateway_development_apis-000001',
      'gateway_development_log-000001',
    ]);
    expect(other.indices.map((one) => one.scope)).toEqual(['assets', 'log']);
  });

  it('E20 can be added only as members of families that are not assets', () => {
    expect(names(own.addable)).toEqual([
      'gateway_default_analytics_transactionalevents-000001',
      'gateway_default_audit_auditlogs-000001',
    ]);
  });
});

describe('the choices of a draft', () => {
  it('are the defaults at first', () => {
    expect(choicesOf(draft(), own, OTHERS)).toEqual({
      mode: { kind: 'in-place' },
      selection: { kind: 'everything' },
      globalState: false,
    });
  });

  it('E1 do not exist for an empty selection', () => {
    expect(problemOf(draft({ part: 'scopes' }), own, OTHERS)).toBe('scopes');
    expect(problemOf(draft({ part: 'indices' }), own, OTHERS)).toBe('indices');
    expect(choicesOf(draft({ part: 'scopes' }), own, OTHERS)).toBeNull();
    expect(choicesOf(draft({ part: 'indices' }), null, OTHERS)).toBeNull();
    // Names that are only in the other tenant leave nothing over of this one.
    const strange = draft({ part: 'indices', indices: ['gateway_development_apis-000001'] });
    expect(problemOf(strange, own, OTHERS)).toBe('nothing');
  });

  it('name copies by a prefix that every server takes and no tenant has', () => {
    expect(draft().prefix).toBe('restored-20261104-');
    const beside = (prefix: string) => problemOf(draft({ how: 'beside', prefix }), own, OTHERS);
    expect(['restored-', 'r', '1.x_'].map(beside)).toEqual([null, null, null]);
    expect(['', '_r', '-r', 'Restored-', 'a*', 'a b', 'a,b'].map(beside)).toEqual(Array(7).fill('prefix'));
    expect(beside('gateway_x_')).toBe('prefix-gateway');
  });

  it('take the first other tenant until one is chosen, and only its indices', () => {
    const picked = ['gateway_default_apis-000001', 'gateway_development_apis-000001'];
    expect(choicesOf(draft({ how: 'tenant', part: 'indices', indices: picked }), other, OTHERS)).toEqual({
      mode: { kind: 'tenant', source: 'development' },
      selection: { kind: 'indices', indices: ['gateway_development_apis-000001'] },
      globalState: false,
    });
    expect(problemOf(draft({ how: 'tenant' }), own, [])).toBe('tenant');
  });

  it('E20 leave assets out of what is added', () => {
    const scopes = draft({ how: 'add', part: 'scopes', scopes: ['assets', 'audit'] });
    expect(choicesOf(scopes, own, OTHERS)?.selection).toEqual({ kind: 'scopes', scopes: ['audit'] });
    expect(names(selectedIndices(draft({ how: 'add' }), own))).toEqual(names(own.addable));
    expect(problemOf(draft({ how: 'add', part: 'scopes', scopes: ['assets'] }), own, OTHERS)).toBe('nothing');
  });

  it('E2 restore an unclear name only when it was picked', () => {
    expect(names(selectedIndices(draft(), own))).not.toContain('gateway_default_oddity');
    const picked = draft({ part: 'indices', indices: ['gateway_default_oddity'] });
    expect(choicesOf(picked, own, OTHERS)?.selection).toEqual({
      kind: 'indices',
      indices: ['gateway_default_oddity'],
    });
  });

  it('are what the contract takes, in every way of restoring', () => {
    for (const how of ['in-place', 'beside', 'tenant', 'add'] as const) {
      const choices = choicesOf(draft({ how }), how === 'tenant' ? other : own, OTHERS);
      expect(PlanChoices.safeParse({ ...choices, fixes: {}, safetyBackup: true }).success).toBe(true);
    }
  });

  it('keep scopes in their usual order, and lose one that is ticked twice', () => {
    const both = toggleScope(toggleScope(draft(), 'audit'), 'assets');
    expect(both.scopes).toEqual(['assets', 'audit']);
    expect(toggleScope(both, 'audit').scopes).toEqual(['assets']);
  });
});
