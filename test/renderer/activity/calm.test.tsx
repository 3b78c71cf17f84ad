import { screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { historyRowOf } from '#shared/rules/history.ts';
import { ActivityPage, OperationPage } from '../../../renderer/features/activity/index.ts';
import { renderWithApp } from '../support/render.tsx';
import { restored, restoring } from './samples.ts';

afterEach(() => vi.restoreAllMocks());

/** How often a page is drawn for the clock alone once it shows its data. */
const stepsOf = (spy: ReturnType<typeof watch>): unknown[] => {
  const running = new Set(spy.set.mock.results.map(({ value }) => value as unknown));
  for (const [timer] of spy.clear.mock.calls) running.delete(timer);
  return spy.set.mock.calls
    .filter((_, at) => running.has(spy.set.mock.results[at]?.value))
    .map(([, everyMs]) => everyMs);
};
const watch = () => ({
  set: vi.spyOn(globalThis, 'setInterval'),
  clear: vi.spyOn(globalThis, 'clearInterval'),
});

it.each([
  ['runs', true, restoring()],
  ['has ended', false, restored()],
])('the page of an operation that %s: seconds are counted: %s', async (_, counts, operation) => {
  const spy = watch();
  renderWithApp(<OperationPage />, { 'operations.get': operation }, `/g/gw-1/activity/${operation.id}`);
  await screen.findByText(counts ? 'Running' : /^Restored and verified/);
  expect(stepsOf(spy).includes(1_000)).toBe(counts);
});

it.each([
  ['something runs', true, [restoring()]],
  ['nothing runs', false, [restored()]],
])('the activity while %s: seconds are counted: %s', async (_, counts, operations) => {
  const spy = watch();
  renderWithApp(
    <ActivityPage />,
    { 'operations.list': operations, 'operations.history': operations.map(historyRowOf) },
    '/g/gw-1/activity',
  );
  await screen.findByText(/^Change 4711/);
  expect(stepsOf(spy).includes(1_000)).toBe(counts);
});
