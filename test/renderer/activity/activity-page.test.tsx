import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { Operation } from '#shared/model/operation.ts';
import { ActivityPage } from '../../../renderer/features/activity/index.ts';
import { renderWithApp } from '../support/render.tsx';
import { backedUp, restored, START } from './samples.ts';

const open = (operations: Operation[]) =>
  renderWithApp(<ActivityPage />, { 'operations.list': operations }, '/g/gw-1/activity');

it('lists the operations of this gateway, newest first, and leads to one', async () => {
  const { user, router } = open([
    restored({ startedAt: START - 86_400_000, endedAt: START - 86_400_000 + 47_000 }),
    backedUp({ startedAt: START }),
    restored({ id: 'op-3', gatewayId: 'gw-2', target: 'of-another-gateway' }),
  ]);
  const table = await screen.findByRole('table', { name: 'Activity' });
  await within(table).findByText('Change 4711 broke the routing policies of 13 APIs');
  const rows = within(table).getAllByRole('row').slice(1);
  expect(rows).toHaveLength(2);
  expect(within(rows[0]!).getByText('Backup')).toBeDefined();
  expect(within(rows[1]!).getByText('47 s')).toBeDefined();
  await user.click(within(rows[1]!).getByText('svc-admin'));
  await waitFor(() => expect(router.state.location.pathname).toBe('/g/gw-1/activity/op-1'));
});

it('does not invent a duration for an operation whose end is not known', async () => {
  open([restored({ status: 'interrupted', endedAt: null, result: null })]);
  const row = (await screen.findByText('Interrupted')).closest('tr')!;
  expect(within(row).getAllByRole('cell')[4]?.textContent).toBe('–');
});

it('says what to do when nothing was done yet', async () => {
  open([]);
  await screen.findByText('Nothing was done yet');
  expect(screen.getByRole('link', { name: 'Show backups' })).toBeDefined();
});
