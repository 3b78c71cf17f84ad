import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { DEFAULT_CHOICES } from '../../../renderer/features/restore/plan-state.ts';
import { backupList } from '../backups/answers.ts';
import { answers, PATH } from '../backups/page.ts';
import { backupRow } from '../backups/rows.ts';
import { type Answers } from '../support/fake-bridge.ts';
import { renderApp } from '../support/render.tsx';
import { sampleBackup, sampleDown, sampleGateway, sampleOverview } from '../support/samples.ts';
import { settledPlan } from './samples.ts';

const OVERVIEW = '/g/gw-1/overview';
const open = (path: string, more: Answers = {}) =>
  renderApp(path, { ...answers(), 'restore.plan': settledPlan(), ...more });
const inMain = () => within(screen.getByRole('main'));

const LAST = sampleBackup().name;

it.each([
  ['a row', PATH, 'button', 'Restore a-newest…', 'a-newest'],
  ['the details', `${PATH}?repository=default&name=a-newest`, 'button', 'Restore…', 'a-newest'],
  ['the overview', OVERVIEW, 'link', 'Restore…', LAST],
] as const)('the plan is made at once from %s', async (_from, path, role, label, name) => {
  const { bridge, user, router } = open(path);
  const way = () => screen.getByRole(role, { name: label });
  await waitFor(() => expect(way().getAttribute('aria-disabled')).toBeNull());
  await user.click(way());
  expect(await screen.findByText('Before: safety backup')).toBeDefined();
  expect(router.state.location.pathname).toBe(`/g/gw-1/restore/default/${name}`);
  expect(bridge.inputs('restore.plan')).toEqual([
    { gatewayId: 'gw-1', repository: 'default', name, choices: DEFAULT_CHOICES },
  ]);
});

it('the button of a row is reached by Tab from its row, and no other one is a stop', async () => {
  const { user, router } = open(PATH);
  const row = (await screen.findByText('a-newest')).closest('tr')!;
  row.focus();
  await user.keyboard('{ArrowDown}{ArrowDown}');
  await waitFor(() => expect(document.activeElement?.textContent).toMatch(/^c-oldest/));
  await user.tab();
  expect(document.activeElement?.getAttribute('aria-label')).toBe('Restore c-oldest…');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(router.state.location.pathname).toBe('/g/gw-1/restore/default/c-oldest'));
});

it('a row that cannot be restored offers nothing, and no row of a read-only gateway does', async () => {
  const rows = [
    backupRow({ name: 'a-good' }),
    backupRow({ name: 'b-partial', state: 'partial', rawState: 'PARTIAL' }),
    backupRow({ name: 'c-running', state: 'in-progress', rawState: 'IN_PROGRESS' }),
    backupRow({ name: 'd-damaged', state: 'unreadable' }),
  ];
  const first = open(PATH, { 'backups.list': backupList(rows) });
  await screen.findByText('a-good');
  const offered = () => screen.queryAllByRole('button', { name: /^Restore .+…$/ }).map((one) => one.title);
  expect(offered()).toEqual(['Restore a-good…']);
  first.unmount();
  open(PATH, {
    'backups.list': backupList(rows),
    'gateways.list': [sampleGateway({ readOnly: true })],
  });
  await screen.findByText('a-good');
  await waitFor(() => expect(offered()).toEqual([]));
});

it('the overview leads to the list where there is no good backup, or none can be told', async () => {
  const restore = () => inMain().findByRole('link', { name: 'Restore…' });
  for (const changes of [
    { verdict: { state: 'unsafe', lastGood: null } as const },
    { dataStore: sampleDown() },
  ]) {
    const shown = open(OVERVIEW, { 'overview.get': sampleOverview(changes) });
    await screen.findByRole('region', { name: 'Verdict' });
    expect((await restore()).getAttribute('href')).toBe('/g/gw-1/backups');
    shown.unmount();
  }
});

it('the overview restores nothing on a read-only gateway', async () => {
  open(OVERVIEW, { 'gateways.list': [sampleGateway({ readOnly: true })] });
  await screen.findByText(/^Safe/);
  const button = await inMain().findByRole('button', { name: 'Restore…' });
  expect(button.getAttribute('aria-disabled')).toBe('true');
});
