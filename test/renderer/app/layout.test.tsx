import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import type { Overview } from '#shared/model/overview.ts';
import { backupList, threeRows } from '../backups/answers.ts';
import { refuse } from '../support/fake-bridge.ts';
import { renderApp } from '../support/render.tsx';
import {
  sampleGateway,
  sampleInfo,
  sampleOperation,
  sampleOverview,
  samplePending,
  sampleStatus,
} from '../support/samples.ts';

const PAGE = '/g/gw-1/overview';
const ready = async () =>
  within(await screen.findByRole('navigation', { name: 'Main' })).findByText('Production EU');
const nav = () => within(screen.getByRole('navigation', { name: 'Main' }));
const footer = () => within(screen.getByRole('contentinfo'));

beforeEach(() => window.localStorage.clear());

describe('the frame', () => {
  it('names gateway, count of backups, user and data store', async () => {
    renderApp(PAGE);
    expect(await ready()).toBeTruthy();
    expect(nav().getByText('default, 10.11')).toBeTruthy();
    expect(await nav().findByText('214')).toBeTruthy();
    expect(nav().getByText('svc-admin')).toBeTruthy();
    expect(footer().getByText('Data store green')).toBeTruthy();
    expect(footer().getByText('Elasticsearch 7.13.0')).toBeTruthy();
    expect(footer().getByText('3 nodes')).toBeTruthy();
    expect(footer().getByText('Read just now')).toBeTruthy();
  });

  it('shows a running operation as it is announced, and takes it away when it ended', async () => {
    const { bridge, user, router } = renderApp(PAGE);
    await ready();
    expect(nav().queryByText('Backup running')).toBeNull();
    act(() => bridge.push('operation', sampleOperation()));
    expect(await nav().findByText('61 of 92 shards')).toBeTruthy();
    act(() => bridge.push('operation', sampleOperation({ shards: { done: 80, total: 92 } })));
    expect(await nav().findByText('80 of 92 shards')).toBeTruthy();
    expect(nav().getByText('86 %')).toBeTruthy();
    await user.click(nav().getByText('Backup running'));
    expect(router.state.location.pathname).toBe('/g/gw-1/activity/op-1');
    act(() => bridge.push('operation', sampleOperation({ status: 'succeeded', endedAt: Date.now() })));
    await waitFor(() => expect(nav().queryByText('Backup running')).toBeNull());
  });

  it('reads the overview again when an operation ended', async () => {
    const { bridge } = renderApp(PAGE);
    await ready();
    await nav().findByText('214');
    bridge.answer({ 'overview.get': sampleOverview({ backups: 215 }) });
    act(() => bridge.push('operation', sampleOperation({ status: 'succeeded', endedAt: Date.now() })));
    expect(await nav().findByText('215')).toBeTruthy();
  });

  it('takes the newer of the count of the Overview and the list that was read', async () => {
    const { bridge, router, user } = renderApp(PAGE, { 'backups.list': () => backupList(threeRows()) });
    await ready();
    await nav().findByText('214');
    const params = { gatewayId: 'gw-1' };
    await router.navigate({ to: '/g/$gatewayId/backups', params });
    await screen.findByText('a-newest');
    expect(await nav().findByText('3')).toBeTruthy();
    await router.navigate({ to: '/g/$gatewayId/overview', params });
    await screen.findByText(/^Safe/);
    bridge.answer({ 'overview.get': sampleOverview({ backups: 4 }) });
    await user.keyboard('r');
    expect(await nav().findByText('4')).toBeTruthy();
  });

  it('listens to the engine once', async () => {
    const { bridge } = renderApp(PAGE);
    await ready();
    expect(bridge.listeners('operation')).toBe(1);
  });

  it('shows a pending restart as it is announced', async () => {
    const { bridge } = renderApp(PAGE);
    await ready();
    act(() => bridge.push('restart', { gatewayId: 'gw-1', pending: samplePending() }));
    expect(await nav().findByText('Restart pending')).toBeTruthy();
    expect(
      nav()
        .getByRole('link', { name: /Restart pending/ })
        .getAttribute('href'),
    ).toBe('/g/gw-1/restart');
    act(() => bridge.push('restart', { gatewayId: 'gw-1', pending: null }));
    await waitFor(() => expect(nav().queryByText('Restart pending')).toBeNull());
  });

  it('lists the calls, newest first, and closes with Esc', async () => {
    const call = {
      method: 'GET',
      body: null,
      status: 200,
      tookMs: 18,
      error: null,
    };
    const { user } = renderApp(PAGE, {
      'gateways.status': sampleStatus({ calls: 2 }),
      'calls.list': [
        { ...call, at: 1_000, url: 'http://apigw-eu-a:9240/_cluster/health' },
        { ...call, at: 2_000, url: 'http://apigw-eu-a:9240/_snapshot', method: 'PUT', body: '{"type":"fs"}' },
      ],
    });
    await ready();
    await user.click(await footer().findByRole('button', { name: 'API calls 2' }));
    const drawer = within(screen.getByRole('complementary', { name: 'API calls' }));
    const rows = drawer.getAllByRole('listitem');
    expect(drawer.queryByText(/are kept/)).toBeNull();
    expect(rows[0]!.textContent).toContain('PUT');
    expect(rows[1]!.textContent).toContain('/_cluster/health');
    expect(drawer.queryByText('{"type":"fs"}')).toBeNull();
    await user.click(drawer.getByRole('button', { name: 'Body' }));
    expect(drawer.getByText('{"type":"fs"}')).toBeTruthy();
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('complementary', { name: 'API calls' })).toBeNull();
  });

  it('counts all calls, and says of how many the list holds the last', async () => {
    const one = (at: number) => ({
      method: 'GET',
      url: 'http://apigw-eu-a:9240/_cluster/health',
      body: null,
      status: 200,
      tookMs: 18,
      error: null,
      at,
    });
    const { user } = renderApp(PAGE, {
      'gateways.status': sampleStatus({ calls: 1_234 }),
      'calls.list': Array.from({ length: 200 }, (_, at) => one(at)),
    });
    await ready();
    await user.click(await footer().findByRole('button', { name: 'API calls 1,234' }));
    const drawer = within(screen.getByRole('complementary', { name: 'API calls' }));
    expect(await drawer.findByText(/The last 200 of 1,234 are kept\./)).toBeTruthy();
  });

  it('leaves the buttons of a wizard out of what the help covers', async () => {
    const { user } = renderApp('/g/gw-1/backups/new');
    await ready();
    await user.click(await footer().findByRole('button', { name: 'Help for this page' }));
    const drawer = await screen.findByRole('complementary', { name: /first backup/i });
    const next = await screen.findByRole('button', { name: 'Next: Where' });
    expect(next.closest('[data-page-foot]')).not.toBeNull();
    expect(drawer.contains(next)).toBe(false);
  });

  it('tells once what was set aside at the start', async () => {
    const { user } = renderApp(PAGE, {
      'app.info': sampleInfo({ notices: [appError('profiles-unreadable', { what: 'profiles.json' })] }),
    });
    const notice = await screen.findByRole('alert');
    await user.click(within(notice).getByRole('button', { name: 'Dismiss' }));
    expect(screen.queryByRole('alert')).toBeNull();
  });
});

describe('a page that fails while it is drawn', () => {
  it('is replaced by a message; the frame stays, and a second try works', async () => {
    const silent = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn')];
    for (const one of silent) one.mockImplementation(() => undefined);
    const broken = { ...sampleOverview(), strip: null } as unknown as Overview;
    const { bridge, user } = renderApp(PAGE, { 'overview.get': broken });
    expect((await screen.findByRole('alert')).textContent).toContain('This page failed');
    expect(nav().getByText('Production EU')).toBeTruthy();
    bridge.answer({ 'overview.get': sampleOverview() });
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/^Safe/)).toBeTruthy();
    for (const one of silent) one.mockRestore();
  });
});

describe('keys', () => {
  it('b starts a backup', async () => {
    const { user, router } = renderApp(PAGE);
    await ready();
    await user.keyboard('b');
    expect(router.state.location.pathname).toBe('/g/gw-1/backups/new');
  });

  it('r reads everything again', async () => {
    const { user, bridge } = renderApp(PAGE);
    await ready();
    await nav().findByText('214');
    const before = bridge.inputs('overview.get').length;
    await user.keyboard('r');
    await waitFor(() => expect(bridge.inputs('overview.get').length).toBe(before + 1));
  });

  it('? lists them, and they rest while the list is open', async () => {
    const { user, router } = renderApp(PAGE);
    await ready();
    await user.keyboard('?');
    const dialog = within(await screen.findByRole('dialog', { name: 'Keyboard' }));
    expect(dialog.getByText('New backup')).toBeTruthy();
    await user.keyboard('b');
    expect(router.state.location.pathname).toBe(PAGE);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  });

  it('work after a radio was chosen', async () => {
    const { user, router } = renderApp('/settings');
    await ready();
    await user.click(await screen.findByRole('radio', { name: 'Dark' }));
    await user.keyboard('b');
    await waitFor(() => expect(router.state.location.pathname).toBe('/g/gw-1/backups/new'));
  });

  it('rest while somebody types', async () => {
    const { user, router } = renderApp('/gateways/add');
    await user.type(await screen.findByLabelText('Name'), 'b?r');
    expect(router.state.location.pathname).toBe('/gateways/add');
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});

describe('the start', () => {
  it('offers to add a gateway or to try the demo when there is none', async () => {
    const { user, router } = renderApp('/', { 'gateways.list': [] });
    expect(await screen.findByText('npm run demo')).toBeTruthy();
    expect(footer().getByText('No data store connected')).toBeTruthy();
    await user.click(screen.getByRole('link', { name: 'Add a gateway' }));
    expect(router.state.location.pathname).toBe('/gateways/add');
  });

  it('opens the gateway that was looked at last', async () => {
    const two = [sampleGateway(), sampleGateway({ id: 'gw-2', name: 'Test' })];
    const first = renderApp('/g/gw-2/overview', { 'gateways.list': two });
    expect(await screen.findByRole('button', { name: /^Test/ })).toBeTruthy();
    first.unmount();
    const { router } = renderApp('/', { 'gateways.list': two });
    await waitFor(() => expect(router.state.location.pathname).toBe('/g/gw-2/overview'));
  });

  it('keeps the error when the list cannot be read', async () => {
    renderApp('/', { 'gateways.list': refuse(appError('profiles-unreadable', { what: 'profiles.json' })) });
    expect(await screen.findByRole('alert')).toBeTruthy();
    expect(screen.queryByText('npm run demo')).toBeNull();
  });

  it('says that an address does not exist', async () => {
    renderApp('/nowhere');
    expect(await screen.findByText('There is no such page')).toBeTruthy();
  });
});
