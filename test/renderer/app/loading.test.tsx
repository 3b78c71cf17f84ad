import { act, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { loadLaterPages } from '../../../renderer/app/later-pages.ts';
import { type Answers, pending } from '../support/fake-bridge.ts';
import { renderApp } from '../support/render.tsx';
import { sampleBackup, sampleOverview } from '../support/samples.ts';

// What a page of its own file takes to come is another time than the one that is looked at here.
beforeAll(async () => {
  await loadLaterPages();
});
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const pass = (ms: number): Promise<void> =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });

/** Draws a page up to where only the time until its answer is missing. */
async function open(path: string, answers: Answers): Promise<ReturnType<typeof renderApp>> {
  const drawn = renderApp(path, answers);
  for (let turns = 0; turns < 20 && busy() === null; turns += 1) await pass(0);
  return drawn;
}

const busy = (): Element | null => document.querySelector('[aria-busy="true"]');
/** All by which a page may say that it waits. */
const WAITING = /being (read|made)|^Reading the|^Making the|^Waiting for/;

/** Why a button is off is told by the button, to whom comes there. */
const isOfButton = ({ id }: HTMLElement): boolean =>
  id !== '' && document.querySelector(`[aria-describedby~="${id}"]`) !== null;

/** What an eye or a screen reader is told of the waiting. */
const signs = (label: string | RegExp): HTMLElement[] => [
  ...screen.queryAllByRole('status', { name: label }),
  ...screen.queryAllByText(label).filter((one) => !isOfButton(one)),
];

const G = '/g/gw-1';
const PAGES: readonly [name: string, path: string, answers: Answers, label: string][] = [
  ['overview', `${G}/overview`, { 'overview.get': pending }, 'The overview is being read'],
  ['backups', `${G}/backups`, { 'backups.list': pending }, 'The backups are being read'],
  [
    'backup',
    `${G}/backups?repository=default&name=nightly`,
    {
      'backups.list': { rows: [sampleBackup({ name: 'nightly' })], readings: [], readAt: 1 },
      'backups.detail': pending,
    },
    'The details are being read.',
  ],
  [
    'backup wizard',
    `${G}/backups/new`,
    { 'backups.choices': pending, 'repositories.list': pending },
    'The indices of the tenant are being read',
  ],
  ['plan of a restore', `${G}/restore/default/nightly`, { 'restore.plan': pending }, 'Making the plan'],
  ['repositories', `${G}/repositories`, { 'repositories.list': pending }, 'Reading the repositories'],
  ['activity', `${G}/activity`, { 'operations.history': pending }, 'Reading the list'],
  ['activity of all gateways', '/activity', { 'operations.history': pending }, 'Reading the list'],
  ['operation', `${G}/activity/op-1`, { 'operations.get': pending }, 'Reading the operation'],
  ['restart', `${G}/restart`, { 'restart.pending': pending }, 'Reading the restart'],
  ['gateways', '/gateways', { 'gateways.list': pending }, 'The gateways are being read'],
  ['a gateway', '/gateways/gw-1/edit', { 'gateways.list': pending }, 'The gateways are being read'],
  ['settings', '/settings', { 'settings.get': pending }, 'Reading the settings'],
  ['licences', '/settings?tab=licences', { 'app.licences': pending }, 'Reading the licences'],
];

describe('what is waited for', () => {
  it.each(PAGES)('is not told on the page %s before 300 ms, and then is', async (_, path, answers, label) => {
    await open(path, answers);
    expect(busy()).not.toBeNull();
    await pass(299);
    expect(signs(WAITING)).toEqual([]);
    await pass(1);
    expect(signs(label)).not.toEqual([]);
  });

  it('is never told when it comes in time', async () => {
    let answer: (() => void) | undefined;
    const asked = new Promise<void>((resolve) => (answer = resolve));
    await open(`${G}/overview`, { 'overview.get': () => asked.then(() => sampleOverview()) });
    await pass(290);
    answer?.();
    await pass(0);
    expect(screen.getByText('Last 30 days')).toBeTruthy();
    await pass(400);
    expect(signs('The overview is being read')).toEqual([]);
    expect(busy()).toBeNull();
  });

  it('has its own time on each page that is gone to', async () => {
    const { router } = await open(`${G}/overview`, { 'overview.get': pending, 'settings.get': pending });
    await pass(300);
    await act(() => router.navigate({ to: '/settings' }));
    await pass(299);
    expect(signs('Reading the settings')).toEqual([]);
    await pass(1);
    expect(signs('Reading the settings')).toHaveLength(1);
  });
});
