import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import { backedUp } from '../activity/samples.ts';
import { type Rendered, renderApp } from '../support/render.tsx';

afterEach(() => vi.restoreAllMocks());

const PAGE = '/g/gw-1/overview';
const failed = (id: string) =>
  backedUp({ id, status: 'failed', result: null, error: appError('no-reply', { what: 'http://es:9240' }) });

async function openWith(inFront: boolean): Promise<Rendered> {
  vi.spyOn(document, 'hasFocus').mockReturnValue(inFront);
  const rendered = renderApp(PAGE);
  await screen.findByRole('heading', { name: 'Overview' });
  await waitFor(() => expect(rendered.bridge.listeners('operation')).toBe(1));
  return rendered;
}

it('work that failed while nobody looked stays on every page until it was seen', async () => {
  const { bridge, user, router } = await openWith(false);
  const operation = failed('op-9');
  bridge.answer({ 'operations.get': operation });
  bridge.push('operation', operation);
  await screen.findByText('Backup on Production EU needs a look');
  await router.navigate({ to: '/gateways' });
  await screen.findByRole('heading', { name: 'Gateways' });
  await user.click(screen.getByRole('link', { name: 'Show what happened' }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/g/gw-1/activity/op-9'));
  await router.navigate({ to: '/gateways' });
  await screen.findByRole('heading', { name: 'Gateways' });
  expect(screen.queryByText('Backup on Production EU needs a look')).toBeNull();
});

it('it can be dismissed, one by one', async () => {
  const { bridge, user } = await openWith(false);
  bridge.push('operation', failed('op-1'));
  bridge.push('operation', failed('op-2'));
  await waitFor(() => expect(screen.getAllByText('Backup on Production EU needs a look')).toHaveLength(2));
  await user.click(screen.getAllByRole('button', { name: 'Dismiss' })[0]!);
  await waitFor(() => expect(screen.getAllByText('Backup on Production EU needs a look')).toHaveLength(1));
});

it('what fails in front of somebody who looks at another page is called out, an interruption too', async () => {
  const { bridge } = await openWith(true);
  bridge.push('operation', backedUp({ id: 'op-3' }));
  expect(screen.queryByText(/needs a look/)).toBeNull();
  act(() => bridge.push('operation', failed('op-4')));
  act(() => bridge.push('operation', backedUp({ id: 'op-5', status: 'interrupted', result: null })));
  await waitFor(() => expect(screen.getAllByText('Backup on Production EU needs a look')).toHaveLength(2));
});

it('what goes on or ends well after all is not called out any more', async () => {
  const { bridge } = await openWith(true);
  act(() => bridge.push('operation', backedUp({ id: 'op-5', status: 'interrupted', result: null })));
  await screen.findByText(/needs a look/);
  act(() => bridge.push('operation', backedUp({ id: 'op-5', status: 'running', endedAt: null })));
  await waitFor(() => expect(screen.queryByText(/needs a look/)).toBeNull());
});

it.each([
  ['its own page', '/g/$gatewayId/activity/$operationId', failed('op-4'), 'Backup'],
  [
    'the page of the restart',
    '/g/$gatewayId/restart',
    { ...failed('op-4'), kind: 'restart' as const },
    'Restart',
  ],
] as const)(
  'what fails in front of somebody on %s says so there alone',
  async (_, to, operation, heading) => {
    const { bridge, router } = await openWith(true);
    bridge.answer({ 'operations.get': { ...operation, status: 'running', endedAt: null, error: null } });
    await router.navigate({ to, params: { gatewayId: 'gw-1', operationId: 'op-4' } });
    await screen.findByRole('heading', { name: new RegExp(heading) });
    act(() => bridge.push('operation', operation));
    await router.navigate({ to: '/gateways' });
    await screen.findByRole('heading', { name: 'Gateways' });
    expect(screen.queryByText(/needs a look/)).toBeNull();
  },
);

it('goes where the shell asks for', async () => {
  const { bridge, router } = await openWith(true);
  bridge.answer({ 'operations.get': backedUp({ id: 'op-5' }) });
  bridge.push('show', { page: 'operation', gatewayId: 'gw-1', operationId: 'op-5' });
  await waitFor(() => expect(router.state.location.pathname).toBe('/g/gw-1/activity/op-5'));
  for (const [page, path] of [
    ['help', '/help'],
    ['keyboard', '/help/keyboard'],
  ] as const) {
    bridge.push('show', { page });
    await waitFor(() => expect(router.state.location.pathname).toBe(path));
  }
});
