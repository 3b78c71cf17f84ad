import { act, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { renderApp } from '../support/render.tsx';
import { backupList, threeRows } from './answers.ts';
import { answers, PATH } from './page.ts';
import { backupRow } from './rows.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'] }));
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const other = () => backupRow({ name: 'd-by-cron', startedAt: Date.now() });
const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

it('an open list shows what another tool has made, and keeps what is ticked', async () => {
  const { bridge, user } = renderApp(PATH, answers());
  await screen.findByText('a-newest');
  await user.click(screen.getByRole('checkbox', { name: 'Choose b-middle' }));
  bridge.answer({ 'backups.look': { same: false }, 'backups.list': backupList([other(), ...threeRows()]) });
  await pass(31_000);
  expect(await screen.findByText('d-by-cron')).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('checkbox', { name: 'Choose b-middle' }).checked).toBe(true);
});

it('as long as it is the same, names are looked at and nothing is read', async () => {
  const { bridge } = renderApp(PATH, answers());
  await screen.findByText('a-newest');
  await pass(91_000);
  await waitFor(() => expect(bridge.inputs('backups.look').length).toBe(3));
  expect(bridge.inputs('backups.list')).toHaveLength(1);
});

it('it is looked at when somebody comes back to the window, and never while it is hidden', async () => {
  const { bridge } = renderApp(PATH, answers());
  await screen.findByText('a-newest');
  const visibility = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  await pass(120_000);
  expect(bridge.inputs('backups.look')).toEqual([]);
  visibility.mockReturnValue('visible');
  act(() => void window.dispatchEvent(new Event('focus')));
  await waitFor(() => expect(bridge.inputs('backups.look')).toHaveLength(1));
});

it('nothing is asked after the page was left', async () => {
  const { bridge, router } = renderApp(PATH, answers());
  await screen.findByText('a-newest');
  await router.navigate({ to: '/gateways' });
  await screen.findByRole('heading', { name: 'Gateways' });
  await pass(91_000);
  expect(bridge.inputs('backups.look')).toEqual([]);
});
