import { describe, expect, it } from 'vitest';
import type { BackupChoices } from '#shared/model/backup.ts';
import {
  EMPTY_DRAFT,
  figuresOf,
  newBackup,
  stepOf,
  toggleScope,
} from '../../../renderer/features/backups/wizard/draft.ts';

const choices: BackupChoices = {
  scopes: [
    {
      scope: 'assets',
      indices: [
        { index: 'gateway_default_policy', docs: 20, bytes: 200 },
        { index: 'gateway_default_apis', docs: 10, bytes: 100 },
      ],
      docs: 30,
      bytes: 300,
      lastSavedAt: null,
    },
    {
      scope: 'audit',
      indices: [{ index: 'gateway_default_audit_auditlogs', docs: null, bytes: 5 }],
      docs: null,
      bytes: 5,
      lastSavedAt: null,
    },
  ],
  unclear: ['gateway_default_oddity'],
  lastEverythingAt: null,
  held: [],
  suggestedName: 'default-2026-november-24-2-0-0-118000000',
  quiesce: { possible: true, text: 'Changes at design time are blocked on 3 nodes while it runs.' },
};

describe('what a draft stands for', () => {
  it('is every index of every scope, and no unclear one', () => {
    expect(figuresOf(EMPTY_DRAFT, choices)).toEqual({
      indices: ['gateway_default_apis', 'gateway_default_audit_auditlogs', 'gateway_default_policy'],
      docs: null,
      bytes: 305,
      leftOut: [],
    });
  });

  it('adds up chosen scopes and names the ones left out', () => {
    const draft = toggleScope(EMPTY_DRAFT, 'assets', choices);
    expect(figuresOf(draft, choices)).toMatchObject({ docs: 30, bytes: 300, leftOut: ['audit'] });
  });

  it('gives no sum when the figures of a picked index are not known', () => {
    const draft = {
      ...EMPTY_DRAFT,
      kind: 'indices' as const,
      indices: ['gateway_default_oddity', 'gateway_default_apis'],
    };
    expect(figuresOf(draft, choices)).toEqual({
      indices: ['gateway_default_apis', 'gateway_default_oddity'],
      docs: null,
      bytes: null,
      leftOut: ['assets', 'audit'],
    });
  });
});

describe('the request of a draft', () => {
  it('does not exist for an empty selection, which servers read as everything', () => {
    expect(newBackup({ ...EMPTY_DRAFT, kind: 'scopes' }, 'default', 'a')).toBeNull();
    expect(newBackup({ ...EMPTY_DRAFT, kind: 'indices' }, 'default', 'a')).toBeNull();
  });

  it('carries scopes in their own order, whatever the order of ticking', () => {
    const draft = toggleScope(toggleScope(EMPTY_DRAFT, 'audit', choices), 'assets', choices);
    expect(newBackup({ ...draft, reason: ' before 4711 ' }, 'default', 'a')).toEqual({
      repository: 'default',
      name: 'a',
      selection: { kind: 'scopes', scopes: ['assets', 'audit'] },
      reason: 'before 4711',
      quiesce: false,
    });
  });

  it('loses a scope that is ticked twice', () => {
    const twice = toggleScope(toggleScope(EMPTY_DRAFT, 'audit', choices), 'audit', choices);
    expect(twice.scopes).toEqual([]);
  });
});

it('falls back to the first step for an unknown one in the address', () => {
  expect([stepOf('review'), stepOf('end'), stepOf(undefined)]).toEqual(['review', 'what', 'what']);
});
