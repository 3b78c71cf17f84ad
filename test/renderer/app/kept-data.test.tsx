import { act, screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import { historyRowOf } from '#shared/rules/history.ts';
import { backedUp, restored } from '../activity/samples.ts';
import { answers } from '../backups/page.ts';
import { type Answers, pending, refuse } from '../support/fake-bridge.ts';
import { renderApp } from '../support/render.tsx';

const broken = refuse(appError('no-reply', { where: 'http://es:9240' }));
const REASON = 'http://es:9240 did not answer in time.';
const FLYOUT = '/g/gw-1/backups?repository=default&name=b-middle';

it.each<[string, string, Answers, keyof Answers, RegExp]>([
  [
    'the activity',
    '/g/gw-1/activity',
    { 'operations.history': [historyRowOf(restored())] },
    'operations.history',
    /Change 4711 broke/,
  ],
  ['the details of a backup', FLYOUT, answers(), 'backups.detail', /Can be restored here/],
  ['the restores of a backup', FLYOUT, answers(), 'restore.status', /Never restored/],
  ['the gateways', '/gateways', {}, 'gateways.list', /^Production EU$/],
])('%s: what was read stays, and why it is old stands above it', async (_, page, given, request, kept) => {
  const { bridge, user } = renderApp(page, given);
  await screen.findByText(kept, { selector: 'main *' });
  bridge.answer({ [request]: broken });
  await user.keyboard('r');
  act(() => bridge.push('operation', backedUp()));
  const reason = await within(screen.getByRole('main')).findByText(REASON);
  const old = screen.getByText(kept, { selector: 'main *' });
  expect(reason.compareDocumentPosition(old)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

it('calls that are not read yet, or cannot be, are not said to be none', async () => {
  const first = renderApp('/g/gw-1/overview', { 'calls.list': () => pending() });
  await first.user.click(await screen.findByRole('button', { name: /^API calls/ }));
  const drawer = () => within(screen.getByRole('complementary', { name: 'API calls' }));
  expect(await drawer().findByRole('status', { name: 'The calls are being read' })).toBeTruthy();
  expect(screen.queryByText('No calls yet')).toBeNull();
  first.unmount();
  const second = renderApp('/g/gw-1/overview', { 'calls.list': broken });
  await second.user.click(await screen.findByRole('button', { name: /^API calls/ }));
  expect(await drawer().findByText(REASON)).toBeTruthy();
  expect(screen.queryByText('No calls yet')).toBeNull();
});

it('gateways that cannot be read are no empty table', async () => {
  renderApp('/gateways', { 'gateways.list': broken });
  await screen.findByText(REASON);
  expect(screen.queryByRole('table', { name: 'Gateways' })).toBeNull();
});
