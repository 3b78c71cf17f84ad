import { act, cleanup, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import type { RequestInput } from '#shared/ipc/contract.ts';
import { NO_SAFETY_PHRASE, PlanChoices, type RestorePlan } from '#shared/model/plan.ts';
import { RestorePage } from '../../../renderer/features/restore/index.ts';
import { DEFAULT_CHOICES } from '../../../renderer/features/restore/plan-state.ts';
import { type Answers, pending, refuse } from '../support/fake-bridge.ts';
import { renderWithApp } from '../support/render.tsx';
import { sampleInfo } from '../support/samples.ts';
import { CALLS, entry, plan, REFUSED, settledPlan } from './samples.ts';

const PATH = '/g/gw-1/restore/nightly/default-2026-november-21-2-0-0-131000000';

const open = (answers: Answers, step?: string) =>
  renderWithApp(<RestorePage />, answers, step === undefined ? PATH : `${PATH}?step=${step}`);

/** The last step, by way of the plan. */
async function openConfirm(answers: Answers): Promise<ReturnType<typeof open>> {
  const opened = open(answers);
  await screen.findByText(/^Replace \d+$/);
  await opened.user.click(next());
  await screen.findByText('What cannot be undone');
  return opened;
}

/** The engine's part: a refused index stays refused until a fix is chosen for it. */
function planner(input: RequestInput<'restore.plan'>): RestorePlan {
  const choices = PlanChoices.parse(input.choices);
  const made = choices.fixes[REFUSED.index] === 'leave-out' ? settledPlan() : plan();
  return {
    ...made,
    id: `${made.id}-${choices.safetyBackup ? 'saved' : 'unsaved'}`,
    choices,
    safety: { ...made.safety, on: choices.safetyBackup },
  };
}

const next = () => screen.getByRole('button', { name: 'Next: Confirm' });

describe('the plan', () => {
  it('is made at once with the defaults', async () => {
    const { bridge } = open({ 'restore.plan': planner });
    await screen.findByText('Refused 1');
    expect(bridge.inputs('restore.plan')).toEqual([
      {
        gatewayId: 'gw-1',
        repository: 'nightly',
        name: 'default-2026-november-21-2-0-0-131000000',
        choices: DEFAULT_CHOICES,
      },
    ]);
  });

  it('shows refused indices first and the totals of the others', async () => {
    open({ 'restore.plan': planner });
    const table = await screen.findByRole('table', { name: 'Indices of the plan' });
    const groups = within(table)
      .getAllByRole('button', { expanded: true })
      .map((button) => button.textContent.trim());
    expect(groups).toEqual(['Refused 1', 'Create 2', 'Keep 3', 'Replace 86']);
    expect(within(table).getByText('188,048')).toBeDefined();
    expect(within(table).getByText('−5,801')).toBeDefined();
  });

  it('blocks the next step while an index is refused, until a fix made it plan anew', async () => {
    const { bridge, user, router } = open({ 'restore.plan': planner });
    await screen.findByText('Refused 1');
    expect(next().getAttribute('aria-disabled')).toBe('true');
    expect(screen.getAllByText('1 refused index: choose a fix first').length).toBeGreaterThan(0);
    await user.click(next());
    expect(router.state.location.search).toEqual({});

    await user.click(screen.getByRole('button', { name: 'Leave this index out' }));
    await waitFor(() => expect(next().getAttribute('aria-disabled')).toBeNull());
    expect(bridge.inputs('restore.plan').at(-1)?.choices.fixes).toEqual({ [REFUSED.index]: 'leave-out' });
    await user.click(next());
    await screen.findByText('What cannot be undone');
  });

  it('blocks the next step with the reason of a blocker', async () => {
    open({ 'restore.plan': settledPlan({ blockers: [appError('disk-full')] }) });
    await screen.findByRole('alert');
    expect(next().getAttribute('aria-disabled')).toBe('true');
    expect(screen.getAllByText(appError('disk-full').title).length).toBeGreaterThan(1);
  });

  it('shows counts that nobody knows as a dash', async () => {
    const unknown = { ...REFUSED, inBackup: { docs: null, bytes: null, shards: 5 } };
    open({ 'restore.plan': plan({ entries: [unknown] }) });
    const row = (await screen.findByTitle(REFUSED.index)).closest('tr')!;
    const cells = within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent);
    expect(cells.slice(1)).toEqual(['–', '7,463', '–', '–', '5 / 1']);
  });

  it('narrows by verdict and by name', async () => {
    const { user } = open({ 'restore.plan': planner });
    await user.click(await screen.findByRole('radio', { name: /^Create/ }));
    expect(screen.queryByText('Replace 86')).toBeNull();
    await user.type(screen.getByRole('searchbox', { name: 'Index name' }), 'errorevents');
    expect(screen.getByText('Create 1')).toBeDefined();
  });

  it('offers to try again when it cannot be made', async () => {
    const { bridge, user } = open({ 'restore.plan': refuse(appError('backup-missing', { what: 'x' })) });
    await screen.findByRole('alert');
    expect(next().getAttribute('aria-disabled')).toBe('true');
    bridge.answer({ 'restore.plan': planner });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await screen.findByText('Refused 1');
  });
});

describe('the confirmation', () => {
  const settled: Answers = {
    'restore.plan': (input) =>
      planner({ ...input, choices: { ...input.choices, fixes: { [REFUSED.index]: 'leave-out' } } }),
    'restore.start': { operationId: 'op-1' },
  };
  const startButton = () => screen.getByRole('button', { name: 'Replace 86 and create 2 indices' });
  const tenantField = () => screen.getByRole('textbox', { name: /Type the tenant/ });

  it('names effect, tenant and gateway', async () => {
    await openConfirm(settled);
    const heading = await screen.findByRole('heading', { level: 2 });
    expect(heading.textContent).toBe('Replace 86 and create 2 indices of tenant default on Production EU');
  });

  it('says in a sentence what is not touched', async () => {
    await openConfirm(settled);
    const only = screen.getByText('Not touched').closest('li')!;
    expect(only.textContent).toContain(
      `3 indices not in the backup, other tenants, data store settings, the left-out ${REFUSED.index}.`,
    );
    cleanup();
    await openConfirm({
      ...settled,
      'restore.plan': settledPlan({
        entries: [entry('apis-000001', 'replace', [10, 1_024, 1], [9, 1_024, 1])],
      }),
    });
    const none = screen.getByText('Not touched').closest('li')!;
    expect(none.textContent).toContain('Other tenants and data store settings.');
  });

  it('does not start without the tenant', async () => {
    const { bridge, user } = await openConfirm(settled);
    await user.click(startButton());
    await user.type(tenantField(), 'defaul');
    await user.click(startButton());
    expect(bridge.inputs('restore.start')).toEqual([]);
  });

  it('does not start by Enter, neither from a field nor on the button, and never has the focus by itself', async () => {
    const { bridge, user } = await openConfirm(settled);
    expect(document.activeElement).not.toBe(startButton());
    await user.type(tenantField(), 'default{Enter}');
    await user.type(screen.getByRole('textbox', { name: /Reason/ }), '{Enter}');
    startButton().focus();
    await user.keyboard('{Enter}');
    expect(bridge.inputs('restore.start')).toEqual([]);
    expect(screen.getByText('Enter does not start the restore')).toBeDefined();
  });

  it('shows the command that does the same, in the quotes of the system', async () => {
    const settledAlone = { ...settledPlan(), choices: DEFAULT_CHOICES };
    const { user } = await openConfirm({
      'restore.plan': settledAlone,
      'app.info': sampleInfo({ platform: 'win32' }),
    });
    const command = await screen.findByRole('region', { name: 'Command that does the same' });
    await user.type(screen.getByRole('textbox', { name: /Reason/ }), "It's urgent");
    expect(command.textContent).toBe(
      "gateway-vault restore run '--gateway=Production EU' --name=default-2026-november-21-2-0-0-131000000 " +
        "--repository=nightly '--reason=It''s urgent' --confirm=default",
    );
  });

  it('shows the calls before they are sent, folded, and copies them', async () => {
    const { user } = await openConfirm(settled);
    const fold = await screen.findByRole('button', { name: `${CALLS.length} changes` });
    const name = 'API calls that will be sent';
    expect(screen.queryByRole('region', { name })).toBeNull();
    fold.focus();
    await user.keyboard('{Enter}');
    const shown = screen.getByRole('region', { name });
    const lines = shown.textContent.split('\n');
    expect(lines.filter((line) => /^(PUT|POST) /.test(line))).toEqual(
      CALLS.map(({ method, path }) => `${method} ${path}`),
    );
    expect(
      lines.filter((line) => line.startsWith('{')).map((line) => JSON.stringify(JSON.parse(line))),
    ).toEqual(CALLS.flatMap(({ body }) => (body === null ? [] : [body])));
    expect(shown.textContent).toContain('# Set aliases, only if it is needed then\nPOST /_aliases');
    expect(screen.getByText(/What is known only when it is sent stands in brackets\./)).toBeTruthy();
    await user.click(within(shown.parentElement!).getByRole('button', { name: 'Copy' }));
    expect(await navigator.clipboard.readText()).toBe(shown.textContent);
  });

  it('says why no command does the same where an index is left out', async () => {
    await openConfirm(settled);
    expect(
      await screen.findByText('None: the command line takes no choices for single indices.'),
    ).toBeTruthy();
  });

  it('starts once with what was typed, and goes to the operation', async () => {
    const { bridge, user, router } = await openConfirm(settled);
    await user.type(tenantField(), 'default');
    await user.type(screen.getByRole('textbox', { name: /Reason/ }), 'Change 4711');
    const button = startButton();
    act(() => {
      button.click();
      button.click();
    });
    await waitFor(() => expect(router.state.location.pathname).toBe('/g/gw-1/activity/op-1'));
    expect(bridge.inputs('restore.start')).toEqual([
      { planId: 'plan-2-saved', tenant: 'default', reason: 'Change 4711' },
    ]);
  });

  it('demands the phrase after the safety backup was turned off', async () => {
    const { bridge, user } = await openConfirm(settled);
    await user.type(tenantField(), 'default');
    await user.click(screen.getByRole('switch', { name: 'Safety backup first' }));
    const phrase = await screen.findByRole('textbox', { name: /To restore without a safety backup/ });
    await user.click(startButton());
    expect(bridge.inputs('restore.start')).toEqual([]);
    await user.type(phrase, NO_SAFETY_PHRASE);
    await user.click(startButton());
    await waitFor(() => expect(bridge.inputs('restore.start')).toHaveLength(1));
    expect(bridge.inputs('restore.start')[0]).toMatchObject({
      planId: 'plan-2-unsaved',
      withoutSafety: NO_SAFETY_PHRASE,
    });
  });

  it('waits for the new plan before it starts', async () => {
    const { bridge, user } = await openConfirm(settled);
    await user.type(tenantField(), 'default');
    bridge.answer({ 'restore.plan': () => pending<RestorePlan>() });
    await user.click(screen.getByRole('switch', { name: 'Safety backup first' }));
    await user.click(startButton());
    expect(bridge.inputs('restore.start')).toEqual([]);
  });

  it('demands the release of a backup of another one', async () => {
    const { bridge, user } = await openConfirm({
      ...settled,
      'restore.plan': settledPlan({ otherRelease: '10.5' }),
    });
    await user.type(tenantField(), 'default');
    await user.click(startButton());
    expect(bridge.inputs('restore.start')).toEqual([]);
    await user.type(screen.getByRole('textbox', { name: /from release 10.5/ }), '10.5');
    await user.click(startButton());
    await waitFor(() => expect(bridge.inputs('restore.start')[0]).toMatchObject({ otherRelease: '10.5' }));
  });

  it('keeps an outdated plan in place and makes it again', async () => {
    const { bridge, user } = await openConfirm({
      ...settled,
      'restore.start': refuse(appError('plan-outdated', { detail: 'An index is new.' })),
    });
    await user.type(tenantField(), 'default');
    await user.click(startButton());
    await screen.findByText(appError('plan-outdated').title);
    const before = bridge.inputs('restore.plan').length;
    await user.click(screen.getByRole('button', { name: 'Make the plan again' }));
    await waitFor(() => expect(bridge.inputs('restore.plan')).toHaveLength(before + 1));
    await screen.findByRole('button', { name: 'Next: Confirm' });
  });

  it('is not reached by address while the plan is refused', async () => {
    open({ 'restore.plan': plan() }, 'confirm');
    await screen.findByText('Refused 1');
    expect(screen.queryByText('What cannot be undone')).toBeNull();
  });
});
