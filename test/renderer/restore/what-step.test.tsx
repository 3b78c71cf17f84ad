import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import type { RequestInput } from '#shared/ipc/contract.ts';
import type { BackupDetail } from '#shared/model/backup.ts';
import { GLOBAL_STATE_PHRASE, PlanChoices, type RestorePlan } from '#shared/model/plan.ts';
import { RestorePage } from '../../../renderer/features/restore/index.ts';
import { type Answers, refuse } from '../support/fake-bridge.ts';
import { renderWithApp } from '../support/render.tsx';
import { sampleBackup } from '../support/samples.ts';
import { entry, plan } from './samples.ts';

const PATH = '/g/gw-1/restore/nightly/default-2026-november-21-2-0-0-131000000';

const detail: BackupDetail = {
  row: sampleBackup(),
  indices: (
    [
      ['gateway_default_apis-000001', 'assets'],
      ['gateway_default_policyactions-000001', 'assets'],
      ['gateway_default_audit_auditlogs-000001', 'audit'],
      ['gateway_development_apis-000001', null],
    ] as const
  ).map(([index, scope]) => ({ index, scope, docs: 10, bytes: 1_024, shards: 1 })),
  failures: [],
  newBytes: null,
  manifest: null,
  dataStoreVersion: '7.13.0',
  restorable: { ok: true, text: 'Complete, the version fits' },
  calls: [],
};

/** The engine's part: what is created or replaced under which name, for the choices it is given. */
function planner(input: RequestInput<'restore.plan'>): RestorePlan {
  const choices = PlanChoices.parse(input.choices);
  const { mode } = choices;
  const beside = mode.kind === 'beside' || mode.kind === 'add';
  const target = (name: string): string => {
    if (mode.kind === 'beside') return `${mode.prefix}${name}`;
    return mode.kind === 'add' ? 'gateway_default_audit_auditlogs_restored20261124-000001' : name;
  };
  return plan({
    id: `plan-${mode.kind}`,
    choices,
    restartAfter: !beside,
    entries: ['apis-000001', 'audit_auditlogs-000001'].map((name) =>
      beside
        ? entry(name, 'create', [10, 1_024, 1], null, { target: target(`gateway_default_${name}`) })
        : entry(name, 'replace', [10, 1_024, 1], [9, 1_024, 1]),
    ),
  });
}

const open = (answers: Answers = {}, step?: string) =>
  renderWithApp(
    <RestorePage />,
    { 'restore.plan': planner, 'backups.detail': detail, ...answers },
    step === undefined ? PATH : `${PATH}?step=${step}`,
  );
const lastChoices = (bridge: ReturnType<typeof open>['bridge']) =>
  PlanChoices.parse(bridge.inputs('restore.plan').at(-1)?.choices);
const button = (name: string) => screen.getByRole('button', { name });
const radio = (name: RegExp) => screen.getByRole<HTMLInputElement>('radio', { name });
const toWhat = async (user: ReturnType<typeof open>['user']) => {
  await user.click(await screen.findByRole('button', { name: 'Change' }));
  await screen.findByRole('radio', { name: /Everything/ });
};

describe('the step What', () => {
  it('is one step back from the plan, by Change, by Back and by its name', async () => {
    const { user, router } = open();
    await toWhat(user);
    expect(router.state.location.search).toEqual({ step: 'what' });
    await user.click(button('Next: Plan'));
    await user.click(await screen.findByRole('button', { name: 'Back' }));
    expect(router.state.location.search).toEqual({ step: 'what' });
    await user.click(button('Next: Plan'));
    await user.click(await screen.findByRole('button', { name: /^What/ }));
    expect(router.state.location.search).toEqual({ step: 'what' });
  });

  it('begins with everything in place and without the global state', async () => {
    const { bridge, user } = open();
    await toWhat(user);
    expect(radio(/^In place/).checked).toBe(true);
    expect(radio(/^Everything/).checked).toBe(true);
    expect(screen.getByRole<HTMLInputElement>('switch', { name: 'Restore global state too' }).checked).toBe(
      false,
    );
    await user.click(button('Next: Plan'));
    await screen.findByText('Replace 2');
    for (const { choices } of bridge.inputs('restore.plan'))
      expect(choices).toMatchObject({ mode: { kind: 'in-place' }, selection: { kind: 'everything' } });
  });

  it('E7 plans copies beside the live indices under a prefix, and shows both names', async () => {
    const { bridge, user } = open();
    await toWhat(user);
    await user.click(radio(/^Beside/));
    const prefix = screen.getByRole('textbox', { name: 'Prefix' });
    await user.clear(prefix);
    await user.type(prefix, 'Bad');
    expect(button('Next: Plan').getAttribute('aria-disabled')).toBe('true');
    await user.clear(prefix);
    await user.type(prefix, 'look-');
    await user.click(button('Next: Plan'));
    await screen.findByTitle('look-gateway_default_apis-000001');
    expect(screen.getByTitle('gateway_default_apis-000001')).toBeDefined();
    expect(lastChoices(bridge).mode).toEqual({ kind: 'beside', prefix: 'look-' });
    // Nothing live is concerned, so nothing is saved before, and no figures of it are shown.
    expect(screen.getByText('not needed')).toBeDefined();
    expect(screen.queryByRole('columnheader', { name: 'Live now' })).toBeNull();
    await user.click(button('Next: Confirm'));
    const heading = await screen.findByRole('heading', { level: 2 });
    expect(heading.textContent).toBe('Restore 2 indices beside those of tenant default on Production EU');
    expect(screen.getByText(/No restart is needed/)).toBeDefined();
    expect(screen.queryByText(/needs a restart/)).toBeNull();
  });

  it('sends only the scopes that were ticked', async () => {
    const { bridge, user } = open();
    await toWhat(user);
    await user.click(screen.getByRole('checkbox', { name: /^Audit/ }));
    await user.click(button('Next: Plan'));
    await waitFor(() => expect(lastChoices(bridge).selection).toEqual({ kind: 'scopes', scopes: ['audit'] }));
    expect(await screen.findAllByText('Audit')).not.toEqual([]);
  });

  it('sends the names that were picked', async () => {
    const { bridge, user } = open();
    await toWhat(user);
    await user.click(radio(/^Single indices/));
    const dialog = await screen.findByRole('dialog', { name: 'Choose indices' });
    expect(within(dialog).queryByText(/gateway_development/)).toBeNull();
    await user.click(within(dialog).getByRole('checkbox', { name: 'gateway_default_apis-000001' }));
    await user.click(within(dialog).getByRole('button', { name: 'Take 1 index' }));
    await user.click(button('Next: Plan'));
    await waitFor(() =>
      expect(lastChoices(bridge).selection).toEqual({
        kind: 'indices',
        indices: ['gateway_default_apis-000001'],
      }),
    );
  });

  it('restores from another tenant of the backup, and lists its indices', async () => {
    const { bridge, user } = open();
    await toWhat(user);
    await user.click(radio(/^From another tenant/));
    expect(screen.getByText('The backup holds one other tenant: development.')).toBeDefined();
    expect(screen.queryByRole('checkbox', { name: /^Audit/ })).toBeNull();
    await user.click(button('Next: Plan'));
    await waitFor(() => expect(lastChoices(bridge).mode).toEqual({ kind: 'tenant', source: 'development' }));
    // Nothing of this tenant comes back, so all it has is lost and not only what is newer.
    expect(await screen.findByText('All that the 2 indices hold now.')).toBeDefined();
  });

  it('says why there is no other tenant to choose', async () => {
    const { user } = open({
      'restore.plan': (input) => ({ ...planner(input), tenantsInBackup: ['default'] }),
    });
    await toWhat(user);
    expect(radio(/^From another tenant/).disabled).toBe(true);
    expect(screen.getByText('The backup holds no tenant other than default.')).toBeDefined();
  });

  it('E20 adds members of families, never assets', async () => {
    const { bridge, user } = open();
    await toWhat(user);
    await user.click(radio(/^Add instead/));
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /^Assets/ }).disabled).toBe(true);
    expect(screen.getByText(/they can be replaced, not added/)).toBeDefined();
    await user.click(button('Next: Plan'));
    await waitFor(() => expect(lastChoices(bridge).mode).toEqual({ kind: 'add' }));
    await user.click(await screen.findByRole('button', { name: 'Next: Confirm' }));
    expect(await screen.findByText(/None of them is written to/)).toBeDefined();
  });

  it('E20 leaves all refused twins out at once', async () => {
    const twins = ['1', '2', '3'].map((n) =>
      entry(`audit_auditlogs-00000${n}`, 'refused', [10, 1_024, 1], null, { fixes: ['leave-out'] }),
    );
    const { bridge, user } = open({
      'restore.plan': (input) => {
        const { fixes } = PlanChoices.parse(input.choices);
        const entries = twins.map((twin) => {
          const chosen = fixes[twin.index] ?? null;
          return chosen === null ? twin : { ...twin, chosen, verdict: 'keep' as const };
        });
        return { ...planner(input), entries: [...entries, ...planner(input).entries] };
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Leave all 3 out' }));
    await waitFor(() => expect(button('Next: Confirm').getAttribute('aria-disabled')).toBeNull());
    expect(lastChoices(bridge).fixes).toEqual(
      Object.fromEntries(twins.map(({ index }) => [index, 'leave-out'])),
    );
  });

  it('loses nothing on the way back, and asks for the plan only when it is left forwards', async () => {
    const { bridge, user } = open();
    await toWhat(user);
    const before = bridge.inputs('restore.plan').length;
    await user.click(radio(/^Beside/));
    await user.click(screen.getByRole('checkbox', { name: /^Audit/ }));
    expect(bridge.inputs('restore.plan')).toHaveLength(before);
    await user.click(button('Next: Plan'));
    await user.click(await screen.findByRole('button', { name: 'Next: Confirm' }));
    await user.type(await screen.findByRole('textbox', { name: /Reason/ }), 'look at it');
    await user.click(await screen.findByRole('button', { name: /^What/ }));
    expect(radio(/^Beside/).checked).toBe(true);
    expect(screen.getByRole<HTMLInputElement>('checkbox', { name: /^Audit/ }).checked).toBe(true);
    await user.click(button('Next: Plan'));
    await user.click(await screen.findByRole('button', { name: 'Next: Confirm' }));
    expect(await screen.findByDisplayValue('look at it')).toBeDefined();
  });

  it('lets no destructive choice of one way of restoring reach another', async () => {
    const clash = entry('log-000001', 'refused', [1, 1, 5], [1, 1, 1], {
      fixes: ['leave-out', 'delete-first'],
    });
    const { bridge, user } = open({
      'restore.plan': (input) => {
        const chosen = PlanChoices.parse(input.choices).fixes[clash.index] ?? null;
        return { ...planner(input), entries: [{ ...clash, chosen }, ...planner(input).entries] };
      },
    });
    await user.click(await screen.findByRole('button', { name: 'Delete the live one first' }));
    await screen.findByRole('button', { name: 'Undo this choice' });
    expect(lastChoices(bridge).fixes).toEqual({ [clash.index]: 'delete-first' });
    await toWhat(user);
    await user.click(radio(/^Beside/));
    await user.click(button('Next: Plan'));
    await screen.findByRole('button', { name: 'Delete the live one first' });
    expect(lastChoices(bridge)).toMatchObject({ mode: { kind: 'beside' }, fixes: {} });
    await toWhat(user);
    await user.click(radio(/^In place/));
    await user.click(button('Next: Plan'));
    await screen.findByRole('button', { name: 'Undo this choice' });
  });

  it('keeps the ways of restoring when the backup itself cannot be read', async () => {
    const { user } = open({ 'backups.detail': refuse(appError('no-reply')) });
    await user.click(await screen.findByRole('button', { name: 'Change' }));
    await screen.findByText(/^What the backup holds could not be read/);
    expect(button('Next: Plan').getAttribute('aria-disabled')).toBeNull();
  });

  it('leads there from a plan that finds nothing of this tenant', async () => {
    const { user, router } = open({
      'restore.plan': (input) => ({
        ...planner(input),
        entries: [],
        tenantsInBackup: ['development'],
        blockers: [appError('tenant-not-in-backup', { what: 'other', where: 'default' })],
      }),
    });
    await user.click(await screen.findByRole('button', { name: 'Choose another tenant' }));
    expect(router.state.location.search).toEqual({ step: 'what' });
  });
});

describe('the global state', () => {
  it('is not offered where the backup has none, and says why', async () => {
    const { user } = open({
      'restore.plan': (input) => ({ ...planner(input), globalStateInBackup: false }),
    });
    await toWhat(user);
    const global = screen.getByRole<HTMLInputElement>('switch', { name: 'Restore global state too' });
    expect(global.disabled).toBe(true);
    expect(screen.getByText(/the backup was made without them/)).toBeDefined();
  });

  it('demands its own phrase, and says that nothing brings it back', async () => {
    const { bridge, user } = open({ 'restore.start': { operationId: 'op-1' } });
    await toWhat(user);
    await user.click(screen.getByRole('switch', { name: 'Restore global state too' }));
    await user.click(button('Next: Plan'));
    await waitFor(() => expect(lastChoices(bridge).globalState).toBe(true));
    await user.click(await screen.findByRole('button', { name: 'Next: Confirm' }));
    await screen.findByText('Settings and templates of the whole data store are replaced');
    expect(screen.getByText(/no safety backup brings the present settings and templates back/)).toBeDefined();
    await user.type(screen.getByRole('textbox', { name: /Type the tenant/ }), 'default');
    await user.click(button('Replace 2 indices'));
    expect(bridge.inputs('restore.start')).toEqual([]);
    await user.type(screen.getByRole('textbox', { name: /global state/ }), GLOBAL_STATE_PHRASE);
    await user.click(button('Replace 2 indices'));
    await waitFor(() =>
      expect(bridge.inputs('restore.start')).toEqual([
        { planId: 'plan-in-place', tenant: 'default', reason: '', globalState: GLOBAL_STATE_PHRASE },
      ]),
    );
  });
});
