import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { RequestInput } from '#shared/ipc/contract.ts';
import type { GatewayView } from '#shared/model/gateway.ts';
import { PlanChoices, type RestorePlan } from '#shared/model/plan.ts';
import { DEFAULT_CHOICES } from '../../../renderer/features/restore/plan-state.ts';
import { renderApp } from '../support/render.tsx';
import { sampleEnded, sampleGateway } from '../support/samples.ts';
import { entry, plan } from './samples.ts';

afterEach(() => void vi.useRealTimers());

const PATH = '/g/gw-1/restore/nightly/default-2026-november-21-2-0-0-131000000';
const OTHER = '/g/gw-1/restore/nightly/another';
const BESIDE = { kind: 'beside', prefix: 'look-' };

/** Two indices: replaced in place, created beside. */
function planner(input: RequestInput<'restore.plan'>): RestorePlan {
  const choices = PlanChoices.parse(input.choices);
  const beside = choices.mode.kind === 'beside';
  return plan({
    backup: input.name,
    choices,
    entries: ['apis-000001', 'policyactions-000001'].map((name) =>
      beside
        ? entry(name, 'create', [10, 1_024, 1], null)
        : entry(name, 'replace', [10, 1_024, 1], [9, 1_024, 1]),
    ),
  });
}

const open = (path = PATH) =>
  renderApp(path, { 'restore.plan': planner, 'restore.start': { operationId: 'op-1' } });
type Opened = ReturnType<typeof open>;

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const lastChoices = ({ bridge }: Opened) => PlanChoices.parse(bridge.inputs('restore.plan').at(-1)?.choices);
const goTo = ({ router }: Opened, href: string) => act(() => router.navigate({ href }));
const reason = () => screen.findByRole<HTMLTextAreaElement>('textbox', { name: /Reason/ });
const tenant = () => screen.findByRole<HTMLInputElement>('textbox', { name: /Type the tenant/ });

/** Once the plan is the one of the present choices. */
async function toConfirm({ user }: Opened): Promise<void> {
  const next = () => screen.getByRole('button', { name: 'Next: Confirm' });
  await waitFor(() => expect(next().getAttribute('aria-disabled')).toBeNull());
  await user.click(next());
}

/** Beside, under a prefix of its own, as far as the last step. */
async function chooseBeside(opened: Opened): Promise<void> {
  const { user } = opened;
  await user.click(await button('Change'));
  await user.click(await screen.findByRole('radio', { name: /^Beside/ }));
  const prefix = await screen.findByRole('textbox', { name: 'Prefix' });
  await user.clear(prefix);
  await user.type(prefix, 'look-');
  await user.click(await button('Next: Plan'));
  await screen.findByText('Create 2');
  await toConfirm(opened);
  await user.type(await tenant(), 'default');
  await user.type(await reason(), 'Change 4711');
}

it('a page that was just opened never begins with the confirmation, whatever its address says', async () => {
  const opened = open(`${PATH}?step=confirm`);
  await screen.findByText('Replace 2');
  expect(screen.queryByText('What cannot be undone')).toBeNull();
  expect(lastChoices(opened)).toEqual(DEFAULT_CHOICES);
  await toConfirm(opened);
  await screen.findByText('What cannot be undone');
});

it('choices and reason are there again when the page was left, and what was typed to confirm is not', async () => {
  const opened = open();
  await chooseBeside(opened);
  (document.activeElement as HTMLElement).blur();
  await opened.user.keyboard('b');
  await screen.findByText('New backup');
  act(() => opened.router.history.back());
  // The plan is a new one and is read first.
  await screen.findByText('Create 2');
  expect(screen.queryByText('All of it can be undone')).toBeNull();
  expect(lastChoices(opened).mode).toEqual(BESIDE);
  expect(screen.getByText('Chosen before this page was left.')).toBeTruthy();
  await toConfirm(opened);
  expect((await tenant()).value).toBe('');
  expect((await reason()).value).toBe('Change 4711');
});

it('kept choices are taken back with one press', async () => {
  const opened = open();
  await chooseBeside(opened);
  await goTo(opened, '/g/gw-1/overview');
  await goTo(opened, PATH);
  await opened.user.click(await button('Take all choices back'));
  await screen.findByText('Replace 2');
  expect(screen.queryByText('Chosen before this page was left.')).toBeNull();
});

it('choices outlive work that ends meanwhile, and belong to one backup', async () => {
  const opened = open();
  await chooseBeside(opened);
  await goTo(opened, OTHER);
  await screen.findByText('Replace 2');
  act(() => opened.bridge.push('operation', sampleEnded('op-8', 60_000, 1_000)));
  await goTo(opened, PATH);
  await screen.findByText('Create 2');
  expect(screen.getAllByText('Everything, beside').length).toBeGreaterThan(0);
});

it('they are dropped by Cancel', async () => {
  const opened = open();
  await chooseBeside(opened);
  await opened.user.click(await button('Cancel'));
  await waitFor(() => expect(opened.router.state.location.pathname).toBe('/g/gw-1/backups'));
  await goTo(opened, PATH);
  await screen.findByText('Replace 2');
});

it('they are dropped once the restore was started', async () => {
  const opened = open();
  await chooseBeside(opened);
  await opened.user.click(await button('Restore 2 indices beside'));
  await waitFor(() => expect(opened.router.state.location.pathname).toBe('/g/gw-1/activity/op-1'));
  await goTo(opened, PATH);
  await screen.findByText('Replace 2');
});

it('choices for a backup that was made anew under the same name meanwhile are dropped', async () => {
  const opened = open();
  await chooseBeside(opened);
  await goTo(opened, '/g/gw-1/overview');
  opened.bridge.answer({
    'restore.plan': (input) => ({ ...planner(input), backupStartedAt: Date.now() }),
  });
  // What was read a second ago is read again.
  vi.setSystemTime(Date.now() + 60_000);
  await goTo(opened, PATH);
  await screen.findByText('Replace 2');
  await waitFor(() => expect(lastChoices(opened)).toEqual(DEFAULT_CHOICES));
  expect(screen.queryByText('Chosen before this page was left.')).toBeNull();
  await toConfirm(opened);
  expect((await reason()).value).toBe('');
});

it.each<[string, Partial<GatewayView['profile']>]>([
  ['tenant', { tenant: 'emea' }],
  ['release', { release: '10.15' }],
  ['data store', { dataStore: { addresses: ['http://other:9240'] } }],
])('choices made before the gateway got another %s are dropped', async (_, changes) => {
  const opened = open();
  await chooseBeside(opened);
  await goTo(opened, '/g/gw-1/overview');
  opened.bridge.answer({ 'gateways.list': [sampleGateway(changes)] });
  act(() => opened.bridge.push('changed', { what: 'gateways' }));
  await goTo(opened, PATH);
  await screen.findByText('Replace 2');
  expect(screen.queryByText('Chosen before this page was left.')).toBeNull();
});

it('choices outlive a change of the gateway that they do not stand on', async () => {
  const opened = open();
  await chooseBeside(opened);
  await goTo(opened, '/g/gw-1/overview');
  opened.bridge.answer({ 'gateways.list': [sampleGateway({ name: 'Production', autostart: false })] });
  act(() => opened.bridge.push('changed', { what: 'gateways' }));
  await goTo(opened, PATH);
  await screen.findByText(/^into Production,/);
  await screen.findByText('Create 2');
});

it('Cancel leads back to the list as it was left, with its filters and the open backup', async () => {
  const list = '/g/gw-1/backups';
  const search = { q: '2026', state: 'success', repository: 'nightly', name: 'another' };
  const opened = open(`${list}?${new URLSearchParams(search).toString()}`);
  await screen.findByRole('heading', { level: 1, name: 'Backups' });
  await goTo(opened, OTHER);
  await opened.user.click(await button('Cancel'));
  await waitFor(() => expect(opened.router.state.location.pathname).toBe(list));
  expect(opened.router.state.location.search).toEqual(search);
});
