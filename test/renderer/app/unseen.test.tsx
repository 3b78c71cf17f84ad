import { screen, waitFor } from '@testing-library/react';
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

it('what ends well, or fails in front of somebody, is not called out', async () => {
  const { bridge } = await openWith(false);
  bridge.push('operation', backedUp({ id: 'op-3' }));
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  bridge.push('operation', failed('op-4'));
  bridge.push('show', { page: 'settings' });
  await screen.findByRole('heading', { name: 'Settings' });
  expect(screen.queryByText(/needs a look/)).toBeNull();
});

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
