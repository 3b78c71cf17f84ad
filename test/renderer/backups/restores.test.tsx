import { screen, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { appError } from '#shared/errors/catalogue.ts';
import { historyRowOf } from '#shared/rules/history.ts';
import { restored, START } from '../activity/samples.ts';
import { refuse } from '../support/fake-bridge.ts';
import { renderApp } from '../support/render.tsx';
import { backupDetail, backupList, neverRestored, threeRows } from './answers.ts';
import { backupRow } from './rows.ts';

const PAGE = '/g/gw-1/backups?repository=default&name=b-middle';
const detail = ({ name }: { name: string }) =>
  backupDetail(threeRows().find((row) => row.name === name) ?? backupRow({ name }));
const answers = () => ({
  'backups.list': backupList(threeRows()),
  'backups.detail': detail,
  'restore.status': neverRestored('default', 'b-middle'),
});
const restoreOf = (id: string, name: string, changes: Parameters<typeof restored>[0] = {}) =>
  historyRowOf(restored({ id, subjects: [{ repository: 'default', name }], ...changes }));

it('every restore of a backup is listed with its result, when, by whom and why, and leads to its page', async () => {
  const { bridge } = renderApp(PAGE, {
    ...answers(),
    'operations.history': [
      restoreOf('op-new', 'b-middle', { status: 'failed', startedAt: START, endedAt: START + 47_000 }),
      restoreOf('op-old', 'b-middle', {
        startedAt: START - 86_400_000,
        endedAt: null,
        status: 'interrupted',
      }),
      { ...restoreOf('op-made', 'b-middle'), kind: 'backup' as const },
    ],
  });
  const list = await screen.findByRole('list', { name: 'Restores of this backup' });
  const items = within(list).getAllByRole('listitem');
  expect(items.map((item) => within(item).getByRole('link').getAttribute('href'))).toEqual([
    '/g/gw-1/activity/op-new',
    '/g/gw-1/activity/op-old',
  ]);
  expect(items[0]!.textContent).toMatch(/^Failed.*svc-admin, took 47 s, Change 4711/);
  expect(items[1]!.textContent).toMatch(/^Interrupted.*svc-admin, Change 4711/);
  expect(screen.getByText('2 restores of it are in the history:')).toBeDefined();
  expect(bridge.inputs('operations.history')).toEqual([
    { gatewayId: 'gw-1', backup: { repository: 'default', name: 'b-middle' } },
  ]);
});

it('a history that could not be read is said, and the state of the last restore stays', async () => {
  renderApp(PAGE, {
    ...answers(),
    'operations.history': refuse(appError('file-failed', { detail: 'operations/2026-11.jsonl: EIO.' })),
  });
  const section = within(await screen.findByRole('region', { name: 'Restores' }));
  await section.findByText(/2026-11\.jsonl/);
  expect(section.getByText('Never restored')).toBeDefined();
});
