import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import type { GatewayView } from '#shared/model/gateway.ts';
import { renderApp } from '../support/render.tsx';
import { sampleGateway } from '../support/samples.ts';
import { backupChoices, repositoryList } from './answers.ts';

const PATH = '/g/gw-1/backups/new';
const answers = () => ({
  'backups.choices': backupChoices(),
  'repositories.list': repositoryList(),
  'backups.checkName': { free: true, error: null },
  'backups.calls': [],
  'backups.create': { operationId: 'op-5' },
});
const next = async (name: string) => {
  const button = () => screen.getByRole('button', { name });
  await waitFor(() => expect(button().getAttribute('aria-disabled')).toBeNull());
  return button();
};

it('keeps everything when the page is left, until Cancel', async () => {
  const { user, router } = renderApp(PATH, answers());
  const audit = () => screen.findByRole<HTMLInputElement>('checkbox', { name: /Audit/ });
  const goTo = (href: string) => act(() => router.navigate({ href }));
  await user.click(await audit());
  await user.click(await next('Next: Where'));
  await user.click(await next('Next: Name and review'));
  await user.type(await screen.findByLabelText('Reason'), 'Before change 4711');
  await goTo('/g/gw-1/overview');
  await goTo(PATH);
  expect((await audit()).checked).toBe(true);
  await user.click(await next('Next: Where'));
  await user.click(await next('Next: Name and review'));
  expect((await screen.findByLabelText<HTMLTextAreaElement>('Reason')).value).toBe('Before change 4711');
  await user.click(screen.getByRole('link', { name: 'Cancel' }));
  await goTo(PATH);
  expect((await audit()).checked).toBe(false);
});

it('says that it goes on with earlier choices, and takes them back with one press', async () => {
  const { user, router } = renderApp(PATH, answers());
  const audit = () => screen.findByRole<HTMLInputElement>('checkbox', { name: /Audit/ });
  await user.click(await audit());
  expect(screen.queryByText('Chosen before this page was left.')).toBeNull();
  await act(() => router.navigate({ href: '/g/gw-1/overview' }));
  await act(() => router.navigate({ href: PATH }));
  expect(await screen.findByText('Chosen before this page was left.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Take all choices back' }));
  expect((await audit()).checked).toBe(false);
  expect(screen.queryByText('Chosen before this page was left.')).toBeNull();
});

it('begins anew where the gateway has another tenant, data store or release since, and not for its name', async () => {
  const { user, router, bridge } = renderApp(PATH, answers());
  const audit = () => screen.findByRole<HTMLInputElement>('checkbox', { name: /Audit/ });
  const change = async (changes: Partial<GatewayView['profile']>) => {
    await act(() => router.navigate({ href: '/g/gw-1/overview' }));
    bridge.answer({ 'gateways.list': [sampleGateway(changes)] });
    act(() => bridge.push('changed', { what: 'gateways' }));
    await act(() => router.navigate({ href: PATH }));
  };
  await user.click(await audit());
  await change({ name: 'Production' });
  await screen.findByText(/^Production, tenant/);
  expect((await audit()).checked).toBe(true);
  await change({ name: 'Production', tenant: 'emea' });
  await waitFor(async () => expect((await audit()).checked).toBe(false));
  expect(screen.queryByText('Chosen before this page was left.')).toBeNull();
});

it('begins anew once the backup was started', async () => {
  const { user, router } = renderApp(PATH, answers());
  await user.click(await screen.findByRole('checkbox', { name: /Audit/ }));
  await user.click(await next('Next: Where'));
  await user.click(await next('Next: Name and review'));
  await user.click(await next('Start backup'));
  await waitFor(() => expect(router.state.location.pathname).toBe('/g/gw-1/activity/op-5'));
  await act(() => router.navigate({ href: PATH }));
  expect((await screen.findByRole<HTMLInputElement>('checkbox', { name: /Audit/ })).checked).toBe(false);
});

it.each(['Cancel', 'Backups'])('leads back by %s to the list as it was left', async (name) => {
  const search = { q: '4711', state: 'success' };
  const { user, router } = renderApp('/g/gw-1/backups?q=4711&state=success', answers());
  await screen.findByRole('heading', { level: 1, name: 'Backups' });
  await act(() => router.navigate({ href: PATH }));
  await screen.findByText('What should be saved?');
  const main = within(screen.getByRole('main'));
  await user.click(main.getByRole('link', { name }));
  await waitFor(() => expect(router.state.location.pathname).toBe('/g/gw-1/backups'));
  expect(router.state.location.search).toEqual(search);
});
