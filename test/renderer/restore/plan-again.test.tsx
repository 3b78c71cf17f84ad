import { screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { RequestInput } from '#shared/ipc/contract.ts';
import { PlanChoices, type RestorePlan } from '#shared/model/plan.ts';
import { renderApp } from '../support/render.tsx';
import { plan, REFUSED, settledPlan } from './samples.ts';

const PATH = '/g/gw-1/restore/nightly/default-2026-november-21-2-0-0-131000000';
const next = () => screen.getByRole('button', { name: 'Next: Confirm' });

const MADE_AT = Date.now() - 4 * 60_000;
const again = () => screen.getByRole('button', { name: 'Plan again' });

it('a plan shows its age, and is made again with the choices it has', async () => {
  const aged = ({ choices }: RequestInput<'restore.plan'>): RestorePlan => ({
    ...(choices.fixes[REFUSED.index] === 'leave-out' ? settledPlan() : plan()),
    choices: PlanChoices.parse(choices),
    madeAt: MADE_AT,
  });
  const { bridge, user } = renderApp(PATH, { 'restore.plan': aged });
  expect(await screen.findByText('Planned 4 m ago')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Leave this index out' }));
  await waitFor(() => expect(next().getAttribute('aria-disabled')).toBeNull());
  const before = bridge.inputs('restore.plan');
  bridge.answer({ 'restore.plan': (input) => ({ ...aged(input), madeAt: Date.now() }) });
  await user.click(again());
  expect(await screen.findByText('Planned just now')).toBeDefined();
  const after = bridge.inputs('restore.plan');
  expect(after).toHaveLength(before.length + 1);
  expect(after.at(-1)).toEqual(before.at(-1));
});

it('a plan is made again by r, and not while it is confirmed', async () => {
  const { bridge, user } = renderApp(PATH, { 'restore.plan': settledPlan() });
  await screen.findByText('Replace 86');
  await user.keyboard('r');
  await waitFor(() => expect(bridge.inputs('restore.plan')).toHaveLength(2));
  await waitFor(() => expect(next().getAttribute('aria-disabled')).toBeNull());
  await user.click(next());
  await screen.findByText('What cannot be undone');
  const read = bridge.inputs('gateways.list').length;
  await user.keyboard('r');
  await waitFor(() => expect(bridge.inputs('gateways.list').length).toBeGreaterThan(read));
  expect(bridge.inputs('restore.plan')).toHaveLength(2);
});

it('a plan is searched with /', async () => {
  const { user } = renderApp(PATH, { 'restore.plan': settledPlan() });
  await screen.findByText('Replace 86');
  await user.keyboard('/errorevents');
  expect(screen.getByText('Create 1')).toBeDefined();
});
