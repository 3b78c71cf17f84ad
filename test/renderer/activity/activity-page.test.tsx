import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import type { HistoryRow } from '#shared/model/history.ts';
import type { Operation } from '#shared/model/operation.ts';
import { historyRowOf } from '#shared/rules/history.ts';
import { ActivityPage } from '../../../renderer/features/activity/index.ts';
import { refuse } from '../support/fake-bridge.ts';
import { renderWithApp } from '../support/render.tsx';
import { backedUp, restored, restoring, START } from './samples.ts';

const PAGE = '/g/gw-1/activity';
const open = (operations: Operation[], history: readonly HistoryRow[] = [], search = '') =>
  renderWithApp(
    <ActivityPage />,
    { 'operations.list': operations, 'operations.history': [...history] },
    `${PAGE}${search}`,
  );

const edited = (changes: Partial<HistoryRow> = {}): HistoryRow => ({
  ...historyRowOf(backedUp({ id: 'op-edit', startedAt: START - 3_600_000, endedAt: START - 3_599_600 })),
  kind: 'edit-repository',
  target: 'archive-s3',
  status: 'failed',
  user: 'mkeller',
  reason: '',
  problem: 'The bucket does not exist.',
  ...changes,
});
const namesIn = (table: HTMLElement): (string | null)[] =>
  within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('cell')[2]!.textContent);

it('lists the operations of this gateway, newest first, and leads to one', async () => {
  const { user, router } = open([
    restored({ startedAt: START - 86_400_000, endedAt: START - 86_400_000 + 47_000 }),
    backedUp({ startedAt: START }),
    restored({ id: 'op-3', gatewayId: 'gw-2', target: 'of-another-gateway' }),
  ]);
  const table = await screen.findByRole('table', { name: 'Activity' });
  // A long reason gives way in its middle.
  const reason = await within(table).findByTitle('Change 4711 broke the routing policies of 13 APIs');
  expect(reason.lastElementChild?.textContent).toBe('s of 13 APIs');
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

it('lists changes between the work, and what runs as it is now', async () => {
  const running = restoring({ id: 'op-now', startedAt: START, updatedAt: START });
  open([running], [historyRowOf({ ...running, status: 'interrupted' }), edited()]);
  const table = await screen.findByRole('table', { name: 'Activity' });
  await within(table).findByText('archive-s3');
  expect(within(table).getAllByRole('row')).toHaveLength(3);
  expect(within(table).getByText('Running')).toBeDefined();
  const change = within(table).getByRole('link', { name: 'Edit repository' });
  expect(change.getAttribute('href')).toContain('/g/gw-1/activity/op-edit');
  expect(within(table).getByTitle('The bucket does not exist.').textContent).toBe('Failed');
});

it('keeps search, filters and order in the address, and shows the same page from it', async () => {
  const rows = [
    edited(),
    edited({ id: 'a', target: 'beta', status: 'succeeded', problem: '' }),
    edited({ id: 'b', target: 'alpha', status: 'succeeded', problem: '', startedAt: START }),
    edited({ id: 'c', target: 'gamma', kind: 'backup', status: 'succeeded' }),
  ];
  const { user, router, unmount } = open([], rows);
  const table = await screen.findByRole('table', { name: 'Activity' });
  await within(table).findByText('alpha');
  await user.click(screen.getByRole('button', { name: 'Result', expanded: false }));
  await user.click(await screen.findByRole('checkbox', { name: /^Success/ }));
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('button', { name: 'What', expanded: false }));
  await user.click(await screen.findByRole('checkbox', { name: /^Edit repository/ }));
  await user.keyboard('{Escape}');
  await user.type(screen.getByRole('searchbox', { name: 'Search the activity' }), 'mkel a');
  await user.click(within(table).getByRole('button', { name: /Name/ }));
  await waitFor(() => expect(namesIn(table)).toEqual(['alpha', 'beta']));
  await waitFor(() =>
    expect(router.state.location.search).toEqual({
      q: 'mkel a',
      kind: 'edit-repository',
      result: 'succeeded',
      sort: 'name',
      order: 'asc',
    }),
  );
  const address = router.state.location.searchStr;
  unmount();
  open([], rows, address);
  const again = await screen.findByRole('table', { name: 'Activity' });
  await waitFor(() => expect(namesIn(again)).toEqual(['alpha', 'beta']));
});

it('says that nothing fits, and clears search and filters at once', async () => {
  const { user, router } = open([], [edited()], '?result=succeeded&date=days&from=2026-11-20&to=2026-11-10');
  await screen.findByText('The first day is after the last one');
  expect(screen.getByLabelText('From').getAttribute('aria-invalid')).toBe('true');
  await user.click(screen.getByRole('button', { name: 'Clear search and filters' }));
  await screen.findByText('archive-s3');
  expect(router.state.location.search).toEqual({});
});

it('exports exactly what the filter leaves, and says where it is', async () => {
  const { user, bridge } = open(
    [],
    [edited(), edited({ id: 'x', kind: 'backup' })],
    '?kind=edit-repository&q=archive',
  );
  bridge.answer({ 'operations.export': { file: '/home/admin/activity.json', rows: 1 } });
  await screen.findByText('1 of 2');
  await user.click(screen.getByRole('button', { name: 'Export' }));
  await user.click(await screen.findByRole('menuitem', { name: /As JSON/ }));
  await screen.findByText('1 entry saved');
  expect(screen.getByText('/home/admin/activity.json')).toBeDefined();
  expect(bridge.inputs('operations.export')).toEqual([
    {
      filter: { gatewayId: 'gw-1', text: 'archive', kinds: ['edit-repository'], statuses: [] },
      format: 'json',
    },
  ]);
  bridge.answer({ 'operations.export': refuse(appError('save-failed', { what: '/full/activity.csv' })) });
  await user.click(screen.getByRole('button', { name: 'Export' }));
  await user.click(await screen.findByRole('menuitem', { name: /As CSV/ }));
  await screen.findByText(/activity\.csv could not be written/);
  expect(screen.queryByText('1 entry saved')).toBeNull();
});

it('shows why the history could not be read', async () => {
  const { bridge, user } = renderWithApp(
    <ActivityPage />,
    { 'operations.history': refuse(appError('file-failed', { detail: 'operations/2026-11.jsonl: EIO.' })) },
    PAGE,
  );
  await screen.findByText(/2026-11\.jsonl/);
  bridge.answer({ 'operations.history': [edited()] });
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByText('archive-s3');
});

it('lists the work on all gateways, with the gateway of each', async () => {
  renderWithApp(
    <ActivityPage />,
    { 'operations.history': [edited(), edited({ id: 'z', gatewayId: 'gw-2', gatewayName: 'Test' })] },
    '/activity',
  );
  const table = await screen.findByRole('table', { name: 'Activity of all gateways' });
  await within(table).findByText('Test');
  expect(within(table).getByRole('columnheader', { name: /Gateway/ })).toBeDefined();
});
