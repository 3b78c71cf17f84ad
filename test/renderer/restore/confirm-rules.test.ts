import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import {
  confirmationOf,
  EMPTY_DRAFT,
  hasNoWayBack,
  missingOf,
} from '../../../renderer/features/restore/confirm-rules.ts';
import {
  DEFAULT_CHOICES,
  fixesLeft,
  leftOut,
  stopOf,
  withFix,
} from '../../../renderer/features/restore/plan-state.ts';
import { entry, plan, REFUSED, settledPlan } from './samples.ts';

describe('what stops a plan', () => {
  it('is a refused index, a blocker, or nothing to do', () => {
    expect(stopOf(plan())).toEqual({ kind: 'refused', count: 1 });
    expect(stopOf(settledPlan())).toBeNull();
    const blocker = appError('disk-full');
    expect(stopOf(settledPlan({ blockers: [blocker] }))).toEqual({ kind: 'blocked', error: blocker });
    expect(stopOf(plan({ entries: [entry('a', 'keep', null, [1, 1, 1])] }))).toEqual({ kind: 'nothing' });
  });
});

describe('choices', () => {
  it('add, replace and take back a fix', () => {
    const none = DEFAULT_CHOICES;
    const one = withFix(none, 'a', 'leave-out');
    expect(one.fixes).toEqual({ a: 'leave-out' });
    expect(withFix(one, 'a', 'delete-first').fixes).toEqual({ a: 'delete-first' });
    expect(withFix(one, 'a', null).fixes).toEqual({});
    expect(none.fixes).toEqual({});
  });

  it('offer neither what is chosen nor what happens anyway', () => {
    const surplus = entry('a-000002', 'keep', null, [1, 1, 1], { fixes: ['keep', 'remove'] });
    expect(fixesLeft(surplus)).toEqual(['remove']);
    expect(fixesLeft({ ...surplus, verdict: 'remove', chosen: 'remove' })).toEqual(['keep']);
    expect(fixesLeft(REFUSED)).toEqual(['leave-out', 'delete-first']);
  });

  it('name what was left out', () => {
    expect(leftOut(settledPlan())).toEqual([REFUSED.index]);
    expect(leftOut(plan())).toEqual([]);
  });
});

describe('the confirmation', () => {
  const typed = { ...EMPTY_DRAFT, tenant: 'default' };

  it('needs the tenant, letter for letter', () => {
    expect(missingOf(settledPlan(), 'default', EMPTY_DRAFT)).toEqual(['tenant']);
    expect(missingOf(settledPlan(), 'default', { ...typed, tenant: 'Default' })).toEqual(['tenant']);
    expect(missingOf(settledPlan(), 'default', typed)).toEqual([]);
  });

  it('needs the phrase without a safety backup, chosen or forced', () => {
    const { safety } = plan();
    const off = settledPlan({ safety: { ...safety, on: false } });
    const impossible = settledPlan({ safety: { ...safety, error: appError('safety-backup-failed') } });
    expect(missingOf(off, 'default', typed)).toEqual(['without-safety']);
    expect(missingOf(impossible, 'default', typed)).toEqual(['without-safety']);
    expect(missingOf(off, 'default', { ...typed, withoutSafety: 'without a way back' })).toEqual([]);
  });

  it('needs no phrase where nothing is replaced or removed', () => {
    const created = plan({ entries: [entry('a', 'create', [1, 1, 1], null)] });
    expect(hasNoWayBack({ ...created, safety: { ...created.safety, on: false } })).toBe(false);
  });

  it('needs the other release', () => {
    const other = settledPlan({ otherRelease: '10.5' });
    expect(missingOf(other, 'default', typed)).toEqual(['release']);
    expect(missingOf(other, 'default', { ...typed, otherRelease: '10.5' })).toEqual([]);
  });

  it('sends only what the plan asks for', () => {
    expect(confirmationOf(settledPlan(), { ...typed, reason: ' why ', withoutSafety: 'x' })).toEqual({
      planId: 'plan-2',
      tenant: 'default',
      reason: 'why',
    });
  });
});
