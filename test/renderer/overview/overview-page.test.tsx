import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import { restoreResult } from '../activity/samples.ts';
import { pending, refuse } from '../support/fake-bridge.ts';
import { renderApp } from '../support/render.tsx';
import {
  sampleDays,
  sampleDown,
  sampleEnded,
  sampleGateway,
  sampleInfo,
  sampleJournal,
  sampleOperation,
  sampleOverview,
  samplePending,
  sampleStatus,
} from '../support/samples.ts';

const PAGE = '/g/gw-1/overview';
const NO_DAYS = Array.from({ length: 30 }, () => 'none' as const);
const main = (): HTMLElement => screen.getByRole('main');

describe('the overview', () => {
  it('says that a gateway is safe, and the facts it stands on', async () => {
    renderApp(PAGE);
    expect(await screen.findByText('Safe: last good backup 5 h ago')).toBeTruthy();
    const facts = within(screen.getByRole('region', { name: 'Verdict' }));
    expect(facts.getByText('Everything, 1.92 GB')).toBeTruthy();
    expect(facts.getByText('3 nodes, disk 63 % used')).toBeTruthy();
    expect(facts.getByText('2 of 2 readable')).toBeTruthy();
    expect(within(main()).getByText('Nothing to do.')).toBeTruthy();
  });

  it('tells the last 30 days in words', async () => {
    renderApp(PAGE);
    const strip = await screen.findByRole('img', { name: /^Everything: 27 good/ });
    expect(strip.getAttribute('aria-label')).toBe(
      'Everything: 27 good, 1 partial, 1 unreadable, 1 failed. Assets: 28 good, 1 partial, 1 without a backup.',
    );
  });

  it('lists what was done, and leads to it', async () => {
    const { user, router } = renderApp(PAGE);
    const table = within(await screen.findByRole('table', { name: 'Recent activity' }));
    expect(table.getByText('Success, 48 s')).toBeTruthy();
    await user.click(table.getByText('Success, 47 s'));
    expect(router.state.location.pathname).toBe('/g/gw-1/activity/op-2');
  });

  it('shows what runs with its numbers', async () => {
    renderApp(PAGE, { 'operations.list': [sampleOperation()] });
    const panel = within(await screen.findByRole('region', { name: 'Running now' }));
    expect(await panel.findByText('61 of 92')).toBeTruthy();
    expect(panel.getByText('212 MB of 481 MB')).toBeTruthy();
    expect(panel.getByRole('progressbar', { name: 'Shards' }).getAttribute('aria-valuenow')).toBe('66');
    expect(panel.getByText('Before policy change 4711')).toBeTruthy();
    expect(screen.getByText(/a second one waits/)).toBeTruthy();
  });

  it('has no share without a total', async () => {
    renderApp(PAGE, { 'operations.list': [sampleOperation({ shards: null, bytes: null })] });
    const bar = await screen.findByRole('progressbar', { name: 'Shards' });
    expect(bar.getAttribute('aria-valuenow')).toBeNull();
  });

  it('keeps its place while it is read', async () => {
    renderApp(PAGE, { 'overview.get': () => pending() });
    expect(await screen.findByRole('status', { name: 'The overview is being read' })).toBeTruthy();
    expect(screen.queryByText(/Safe|Unknown/)).toBeNull();
  });

  it('waits in the shape that it will have, and reads none of it out', async () => {
    const parts = () => main().querySelectorAll('section').length;
    const { bridge, client } = renderApp(PAGE, { 'overview.get': () => pending() });
    await screen.findByRole('status', { name: 'The overview is being read' });
    const waiting = parts();
    expect(within(main()).queryAllByRole('heading', { level: 2 })).toEqual([]);
    bridge.answer({ 'overview.get': sampleOverview() });
    act(() => void client.resetQueries({ queryKey: ['overview.get'] }));
    await screen.findByText('Safe: last good backup 5 h ago');
    expect(within(main()).getAllByRole('heading', { level: 2 }).length).toBeGreaterThan(0);
    expect(parts()).toBe(waiting);
  });

  it('claims nothing while the data store cannot be reached, and says why', async () => {
    renderApp(PAGE, {
      'gateways.status': () => sampleDown(),
      'overview.get': () =>
        sampleOverview({
          verdict: { state: 'unknown', lastGood: null },
          dataStore: sampleDown(),
          readings: [],
          backups: 0,
        }),
    });
    expect(await screen.findByText('Unknown: the data store cannot be read')).toBeTruthy();
    expect(within(main()).getByRole('alert').textContent).toContain('refuses connections');
    expect(within(main()).getByText('Not reachable')).toBeTruthy();
    // A count of zero would be a guess.
    expect(screen.getByRole('link', { name: 'Backups' }).textContent).toBe('Backups');
  });

  it('claims nothing of the only repository when it cannot be read', async () => {
    const error = appError('repository-unreadable', { where: 'default' });
    const readings = [{ repository: 'default', backups: 0, detailed: 0, unreadable: 0, error }];
    renderApp(PAGE, {
      'overview.get': () =>
        sampleOverview({
          verdict: { state: 'unknown', lastGood: null },
          readings,
          strip: { days: sampleDays(), everything: NO_DAYS, assets: NO_DAYS },
          backups: 0,
        }),
    });
    expect(await screen.findByText('Unknown: the repository default cannot be read')).toBeTruthy();
    expect(within(main()).getByText('Cannot be told until default can be read.')).toBeTruthy();
    expect(screen.queryByText(/without a backup|0 backups|There is no backup/)).toBeNull();
    const facts = within(screen.getByRole('region', { name: 'Verdict' }));
    expect(facts.getByText('0 of 1 readable')).toBeTruthy();
    expect(facts.getByText('Unknown')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Restore…' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Backups' }).textContent).toBe('Backups');
  });

  it('says which repository the days and numbers are without', async () => {
    const error = appError('repository-unreadable', { where: 'assets' });
    const [first] = sampleOverview().readings;
    renderApp(PAGE, {
      'overview.get': () =>
        sampleOverview({
          readings: [first!, { repository: 'assets', backups: 0, detailed: 0, unreadable: 0, error }],
          backups: 66,
        }),
    });
    const strip = await screen.findByRole('img', { name: /^Everything: 27 good/ });
    expect(strip.getAttribute('aria-label')).toMatch(
      /1 not known\. Without what is in assets, which cannot be read\.$/,
    );
    expect(screen.getByText('66 backups read')).toBeTruthy();
    expect(screen.getByText(/assets cannot be read; a newer one may be there/)).toBeTruthy();
  });

  it('says nothing of backups when their list could not be read', async () => {
    renderApp(PAGE, {
      'overview.get': () =>
        sampleOverview({
          verdict: { state: 'unknown', lastGood: null },
          readings: [],
          strip: { days: sampleDays(), everything: NO_DAYS, assets: NO_DAYS },
          backups: 0,
        }),
    });
    expect(await screen.findByText('Unknown: the data store cannot be read')).toBeTruthy();
    expect(screen.queryByText(/without a backup|None yet|There is no backup/)).toBeNull();
    expect(screen.getByRole('link', { name: 'Backups' }).textContent).toBe('Backups');
  });

  it('keeps an error of the engine in its place, with a way to try again', async () => {
    const { bridge, user } = renderApp(PAGE, { 'overview.get': refuse(appError('no-reply')) });
    expect(await screen.findByText('the data store did not answer in time.')).toBeTruthy();
    bridge.answer({ 'overview.get': sampleOverview() });
    await user.click(within(main()).getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/^Safe/)).toBeTruthy();
  });

  it('offers the first backup when nothing is backed up yet', async () => {
    const { user, router } = renderApp(PAGE, {
      'overview.get': sampleOverview({
        verdict: { state: 'unsafe', lastGood: null },
        readings: [],
        recent: [],
        backups: 0,
      }),
    });
    expect(await screen.findByText('Not safe: nothing is backed up yet')).toBeTruthy();
    await user.click(within(main()).getByRole('link', { name: 'Back up now' }));
    expect(router.state.location.pathname).toBe('/g/gw-1/backups/new');
  });

  it('offers no backup of a read-only gateway', async () => {
    renderApp(PAGE, { 'gateways.list': [sampleGateway({ readOnly: true })] });
    await screen.findByText(/^Safe/);
    const button = await within(main()).findByRole('button', { name: 'Back up now' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
  });

  it('lists what is to do, with the way there', async () => {
    const { user, router } = renderApp(PAGE, {
      'app.info': sampleInfo({ secretsPersist: false }),
      'overview.get': sampleOverview({
        pendingRestart: samplePending(),
        readings: [{ repository: 'default', backups: 66, detailed: 65, unreadable: 1, error: null }],
      }),
    });
    const panel = within(await screen.findByRole('region', { name: 'To do' }));
    expect(await panel.findByText('Passwords last until the program is closed')).toBeTruthy();
    expect(panel.getByText('2 nodes need a restart')).toBeTruthy();
    await user.click(panel.getByRole('link', { name: 'Show the backup' }));
    expect(router.state.location.pathname).toBe('/g/gw-1/backups');
    expect(router.state.location.search).toEqual({ repositories: 'default', state: 'unreadable' });
  });

  it('shows a restart as pending as soon as it is announced', async () => {
    const { bridge } = renderApp(PAGE, {});
    expect(await screen.findByText('No node waits for a restart')).toBeTruthy();
    act(() => bridge.push('restart', { gatewayId: 'gw-1', pending: samplePending() }));
    const panel = within(screen.getByRole('region', { name: 'To do' }));
    expect(await panel.findByText('2 nodes need a restart')).toBeTruthy();
    expect(screen.queryByText('No node waits for a restart')).toBeNull();
  });

  const yellow = () => sampleOverview({ dataStore: sampleStatus({ health: 'yellow' }) });

  it('offers to open all indices only where some may be closed', async () => {
    const offer = () => screen.queryByRole('button', { name: 'Open all indices…' });
    const green = renderApp(PAGE);
    await screen.findByText(/^Safe/);
    expect(offer()).toBeNull();
    green.unmount();
    renderApp(PAGE, { 'overview.get': sampleOverview({ journals: [sampleJournal()] }) });
    await waitFor(() => expect(offer()).toBeTruthy());
  });

  it('cancels what runs after it asked', async () => {
    const { user, bridge } = renderApp(PAGE, {
      'operations.list': [sampleOperation()],
      'operations.cancel': {},
    });
    const panel = within(await screen.findByRole('region', { name: 'Running now' }));
    await user.click(await panel.findByRole('button', { name: 'Cancel backup…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Cancel the backup on Production EU?' }));
    expect(bridge.inputs('operations.cancel')).toEqual([]);
    await user.click(dialog.getByRole('button', { name: 'Cancel the backup' }));
    expect(bridge.inputs('operations.cancel')).toEqual([{ operationId: 'op-1' }]);
  });

  it('has no way to cancel what must run to its end', async () => {
    renderApp(PAGE, { 'operations.list': [sampleOperation({ cancellable: false })] });
    const panel = within(await screen.findByRole('region', { name: 'Running now' }));
    await panel.findByRole('link', { name: 'Details' });
    expect(panel.queryByRole('button', { name: /^Cancel/ })).toBeNull();
  });

  it('opens all indices again after it asked, from the card of the data store', async () => {
    const { user, bridge, router } = renderApp(PAGE, {
      'overview.get': yellow(),
      'indices.openAll': { operationId: 'op-9' },
    });
    await user.click(await screen.findByRole('button', { name: 'Open all indices…' }));
    const dialog = within(await screen.findByRole('dialog', { name: 'Open all indices of default?' }));
    expect(dialog.getByRole('region', { name: 'Command that does the same' }).textContent).toBe(
      "gateway-vault open-indices '--gateway=Production EU'",
    );
    await user.click(dialog.getByRole('button', { name: 'Cancel' }));
    expect(bridge.inputs('indices.openAll')).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Open all indices…' }));
    await user.click(
      within(await screen.findByRole('dialog')).getByRole('button', { name: 'Open all indices' }),
    );
    await waitFor(() => expect(router.state.location.pathname).toBe('/g/gw-1/activity/op-9'));
    expect(bridge.inputs('indices.openAll')).toEqual([{ gatewayId: 'gw-1' }]);
  });

  it('keeps the reason in the dialog when opening is refused', async () => {
    const { user } = renderApp(PAGE, {
      'overview.get': yellow(),
      'indices.openAll': refuse(appError('store-busy')),
    });
    await user.click(await screen.findByRole('button', { name: 'Open all indices…' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Open all indices' }));
    expect(await dialog.findByText(appError('store-busy').title)).toBeTruthy();
  });

  it('opens and backs up nothing while a restore is to be settled, or on a read-only gateway', async () => {
    const first = renderApp(PAGE, { 'overview.get': yellow(), 'journals.list': [sampleJournal()] });
    const button = () => screen.findByRole('button', { name: 'Open all indices…' });
    await waitFor(async () => expect((await button()).getAttribute('aria-disabled')).toBe('true'));
    const backUp = within(main()).getByRole('button', { name: 'Back up now' });
    expect(backUp.getAttribute('aria-disabled')).toBe('true');
    expect(screen.getAllByText(/settle it first/)).toHaveLength(2);
    first.unmount();
    renderApp(PAGE, {
      'overview.get': yellow(),
      'gateways.list': [sampleGateway({ readOnly: true })],
    });
    await waitFor(async () => expect((await button()).getAttribute('aria-disabled')).toBe('true'));
  });

  it('names a restore that may have left indices closed, until they were opened', async () => {
    const left = sampleEnded('op-4', 60_000, 10_000, {
      kind: 'restore',
      target: 'nightly',
      status: 'failed',
      result: restoreResult({ outcome: 'incomplete', leftOver: ['gateway_default_apis-000001'] }),
    });
    const after = sampleEnded('op-5', 30_000, 1_000, { kind: 'open-indices', target: 'default' });
    const first = renderApp(PAGE, { 'overview.get': sampleOverview({ recent: [left] }) });
    const todo = async () => within(await screen.findByRole('region', { name: 'To do' }));
    expect(await (await todo()).findByText('Indices may still be closed')).toBeTruthy();
    first.unmount();
    renderApp(PAGE, { 'overview.get': sampleOverview({ recent: [after, left] }) });
    expect(await (await todo()).findByText('Nothing to do.')).toBeTruthy();
  });
});
